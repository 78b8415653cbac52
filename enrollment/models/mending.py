"""Putting things right: answers to a notice of suspension, corrective plans, and overrides above the matrix (R-10)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models

from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.mending import ANSWER_KINDS, EXTENSION
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.membership import Membership
from enrollment.models.reports import OfMembership
from portal.core.models import Base, Tracked


class DecisionAnswer(Tracked):
    """What the member answers to a notice of suspension: it is fixed, with proof, or more time is needed until a day."""

    decision = models.ForeignKey(MembershipDecision, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10)
    words = models.TextField()
    evidence = models.CharField(max_length=300, blank=True, default="")
    until = models.DateField(null=True)
    status = models.CharField(max_length=10, default="filed", editable=False)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    filed_as = models.CharField(max_length=120, blank=True, default="")
    reply = models.JSONField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_decision_answer"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(ANSWER_KINDS)), name="answer_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind=EXTENSION) | models.Q(until__isnull=False), name="answer_extension_dated"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | models.Q(reply__isnull=False), name="answer_refusal_said"
            ),
            models.UniqueConstraint(fields=["decision"], condition=models.Q(status="filed"), name="answer_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class CorrectivePlan(OfMembership):
    """The steps a member will take after a sanction of that kind; the due day stands in the entry."""

    entry = models.OneToOneField(SanctionEntry, on_delete=models.PROTECT, related_name="plan")
    status = models.CharField(max_length=10, default="awaited", editable=False)
    note = models.JSONField(null=True)
    accepted_as = models.CharField(max_length=120, blank=True, default="")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_corrective_plan"

    def __str__(self) -> str:
        return f"plan {self.status}"


class PlanStep(Base):
    """One step with its day; done when the member says so, with what shows it."""

    plan = models.ForeignKey(CorrectivePlan, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=300, blank=True, default="")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_plan_step"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"], condition=models.Q(dropped_at=None), name="plan_step_once"
            )
        ]
        ordering = ("position",)

    def __str__(self) -> str:
        return self.what


class SanctionOverride(Tracked):
    """A step above the cell of the matrix: written grounds, two officers, open to appeal (R-10).

    It leads to a demotion, a suspension or a revocation, because these open a decision that can be appealed.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    membership_id: UUID
    infraction = models.CharField(max_length=20)
    harm = models.CharField(max_length=10)
    step = models.CharField(max_length=20)
    ceiling = models.CharField(max_length=20)
    grounds = models.JSONField()
    reason = models.JSONField()
    source_type = models.CharField(max_length=20)
    source_id = models.UUIDField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_id: UUID
    proposed_as = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)
    status = models.CharField(max_length=10, default="proposed", editable=False)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    second_as = models.CharField(max_length=120, blank=True, default="")
    second_agency = models.CharField(max_length=10, blank=True, default="")
    second_role = models.CharField(max_length=30, blank=True, default="")
    second_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_sanction_override"
        constraints = [
            models.CheckConstraint(condition=models.Q(infraction__in=list(INFRACTIONS)), name="override_class_known"),
            models.CheckConstraint(condition=models.Q(harm__in=list(HARMS)), name="override_harm_known"),
            models.CheckConstraint(
                condition=models.Q(step__in=[DEMOTION, SUSPENSION, REVOCATION]), name="override_can_be_appealed"
            ),
            models.CheckConstraint(
                condition=models.Q(second_by=None) | ~models.Q(second_by=models.F("proposed_by")),
                name="override_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="signed")
                | (
                    models.Q(second_by__isnull=False, second_at__isnull=False)
                    & (~models.Q(second_agency=models.F("agency")) | models.Q(second_role="officer.supervisor"))
                ),
                name="override_second_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.infraction} {self.step}"
