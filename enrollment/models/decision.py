"""Adverse decisions, and the entries of the sanction register they may come from."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.decisions import KINDS
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.models.application import ONE_HOLDER, Application
from enrollment.models.membership import Membership
from portal.core.models import Base, Tracked


class MembershipDecision(Tracked):
    """A denial, demotion, suspension or revocation with its reason: what a member can contest (R-37, R-82).

    `from_tier`, `from_tier_since` and `from_status` are what a stay or a ruling gives back. `safety_ground` is a signed
    {en, fr} text; where it is set, an appeal does not stay the decision (R-83). `fix_by` is a later day an
    officer granted to put things right.
    """

    number = models.CharField(max_length=16, unique=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="decisions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="decisions")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    from_tier = models.CharField(max_length=5, blank=True, default="")
    to_tier = models.CharField(max_length=5, blank=True, default="")
    from_tier_since = models.DateTimeField(null=True)
    from_status = models.CharField(max_length=20, blank=True, default="")
    reason = models.JSONField()
    source_type = models.CharField(max_length=20, blank=True, default="")
    source_id = models.UUIDField(null=True)
    rule_versions = models.JSONField(default=dict)
    status = models.CharField(max_length=20, default="proposed", editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=120, blank=True, default="")
    agency = models.CharField(max_length=10, blank=True, default="")
    noticed_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    appeal_deadline = models.DateTimeField()
    safety_ground = models.JSONField(null=True)
    docket = models.CharField(max_length=20, blank=True, default="")
    fix_by = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_decision"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="decision_one_holder"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="decision_kind_known"),
            models.CheckConstraint(
                condition=models.Q(membership__isnull=False, application=None)
                | models.Q(membership=None, application__isnull=False),
                name="decision_one_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(appeal_deadline__gt=models.F("noticed_at")), name="decision_time_to_appeal"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="decision_of_company"),
            models.Index(fields=["user", "-created_at"], name="decision_of_person"),
        ]

    def __str__(self) -> str:
        return self.number


class SanctionEntry(Base):
    """One infraction, the cell of the matrix it fell in and the step that followed (R-10).

    Counts until `decays_at`, and not at all once `voided_at` is set by a ruling.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sanctions")
    infraction = models.CharField(max_length=20)
    harm = models.CharField(max_length=10)
    history = models.CharField(max_length=10)
    step = models.CharField(max_length=20)
    ceiling = models.CharField(max_length=20)
    softened = models.CharField(max_length=20, blank=True, default="")
    points = models.PositiveSmallIntegerField(default=0)
    voluntary = models.BooleanField(default=False)
    reason = models.JSONField()
    source_type = models.CharField(max_length=20)
    source_id = models.UUIDField()
    matrix_version = models.CharField(max_length=30)
    decision = models.ForeignKey(MembershipDecision, on_delete=models.PROTECT, null=True, related_name="entries")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=120, blank=True, default="")
    decays_at = models.DateTimeField()
    override = models.OneToOneField(
        "enrollment.SanctionOverride", on_delete=models.PROTECT, null=True, related_name="entry"
    )
    plan_due_at = models.DateTimeField(null=True)
    plan_done_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_sanction_entry"
        constraints = [
            models.CheckConstraint(condition=models.Q(infraction__in=list(INFRACTIONS)), name="sanction_class_known"),
            models.CheckConstraint(condition=models.Q(harm__in=list(HARMS)), name="sanction_harm_known"),
            # R-10 in the database: a first minor error on a seal's paper is a notice, whoever writes the row.
            models.CheckConstraint(
                condition=~models.Q(infraction="SEAL_PAPER", harm="minor", history="first") | models.Q(step="notice"),
                name="sanction_first_seal_paper",
            ),
            models.UniqueConstraint(fields=["membership", "source_type", "source_id"], name="sanction_once_per_source"),
        ]
        indexes = [models.Index(fields=["membership", "decays_at"], name="sanction_counting")]

    def __str__(self) -> str:
        return f"{self.infraction} {self.step}"
