"""Tier criteria under two keys, what each month's record said, and the proposals to rise that follow (R-08)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from enrollment.domain.criteria_document import version_label
from enrollment.domain.joint import AGENCIES, joint_outcome
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import TIERS
from enrollment.models.membership import Membership
from portal.core.models import Base, KeyedDocument, KeySignature, Tracked


class CriteriaVersion(KeyedDocument):
    """One version of a programme's criteria. `report` says who would move; signatures come after it.

    A `founding` row is the version the service began with: both agencies' keys are on it, no person's.
    """

    programme = models.CharField(max_length=20, choices=[(code, one.name.en) for code, one in PROGRAMMES.items()])
    number = models.PositiveIntegerField()
    founding = models.BooleanField(default=False)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    report = models.JSONField(null=True)
    simulated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_criteria"
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="criteria_number_once"),
            models.UniqueConstraint(fields=["programme"], condition=Q(status="in_force"), name="criteria_one_in_force"),
            models.CheckConstraint(condition=Q(founding=True) | Q(author__isnull=False), name="criteria_author"),
            models.CheckConstraint(condition=Q(founding=False) | Q(number=1), name="criteria_founding_first"),
            models.CheckConstraint(
                condition=Q(founding=True) | Q(status__in=["draft", "withdrawn"]) | Q(report__isnull=False),
                name="criteria_simulated_first",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: criteria-2."""
        return version_label(self.number)


class CriteriaSignature(KeySignature):
    """A signature under criteria; without an officer on the founding version alone."""

    version = models.ForeignKey(CriteriaVersion, on_delete=models.PROTECT, related_name="signatures")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "enrollment_criteria_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="criteria_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="criteria_person_once"),
        ]


class TallyMonth(Base):
    """What a member's counts were when a month began, or when it joined: all the history a pace needs."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    counted_on = models.DateField()
    movements = models.PositiveIntegerField()
    clean_movements = models.PositiveIntegerField()

    class Meta:
        db_table = "enrollment_tally_month"
        constraints = [
            models.UniqueConstraint(fields=["membership", "month"], name="tally_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="tally_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.movements}"


class GraduationProposal(Tracked):
    """A member meets every criterion of the next tier; both agencies accept, or one declines with its reason.

    `values` are the facts it was opened on, `lapse` says in both languages why an open one fell away.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="proposals")
    from_tier = models.CharField(max_length=5)
    to_tier = models.CharField(max_length=5)
    criteria = models.CharField(max_length=40)
    values = models.JSONField()
    status = models.CharField(max_length=20, default="open", editable=False)
    lapse = models.JSONField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_graduation"
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(status="open"), name="graduation_one_open"),
            models.CheckConstraint(condition=Q(to_tier__in=TIERS), name="graduation_tier_known"),
            models.CheckConstraint(
                condition=~Q(status="lapsed") | Q(lapse__isnull=False), name="graduation_lapse_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="graduation_queue")]

    def __str__(self) -> str:
        return f"{self.from_tier} to {self.to_tier}"

    @property
    def joint(self) -> str:
        """The joint outcome of the agencies' rows as they stand now."""
        return joint_outcome((review.agency, review.status) for review in self.reviews.all())


class GraduationReview(Tracked):
    """One agency's own decision about a proposal. Pending is never a yes."""

    proposal = models.ForeignKey(GraduationProposal, on_delete=models.PROTECT, related_name="reviews")
    agency = models.CharField(max_length=4)
    status = models.CharField(max_length=10, default="pending", editable=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer_name = models.CharField(max_length=120, blank=True, default="")
    reason = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_graduation_review"
        constraints = [
            models.UniqueConstraint(fields=["proposal", "agency"], name="graduation_review_once"),
            models.CheckConstraint(condition=Q(agency__in=AGENCIES), name="graduation_review_agency"),
            models.CheckConstraint(
                condition=~Q(status="denied") | Q(reason__isnull=False), name="graduation_review_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.status}"
