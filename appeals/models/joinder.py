"""Like cases heard as one, and what a party says against it (4.11)."""

from django.db import models
from django.db.models import Q

from appeals.domain.docket import SIDES
from appeals.models.case import Case
from portal.core.models import Base, Tracked


class Joinder(Tracked):
    """Cases proposed to be heard together, or heard together; `lead` is the one whose panel and hearing they share.

    `reasons` are the {en, fr} of the proposal, `decision` those of what the registrar decided after the objections.
    """

    lead = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="led")
    status = models.CharField(max_length=20, default="proposed", editable=False)
    reasons = models.JSONField()
    object_until = models.DateTimeField()
    decision = models.JSONField(null=True)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_joinder"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="joined") | Q(decision__isnull=False, decided_at__isnull=False),
                name="appeals_joined_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.status}"


class JoinedCase(Tracked):
    """One case of a joinder until `left_at`; `left_why` are the {en, fr} reasons. A case is in one joinder at a time."""

    joinder = models.ForeignKey(Joinder, on_delete=models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joined_as")
    left_at = models.DateTimeField(null=True)
    left_why = models.JSONField(null=True)

    class Meta:
        db_table = "appeals_joined_case"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="appeals_joined_once"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(left_why__isnull=False), name="appeals_left_why"),
        ]

    def __str__(self) -> str:
        return f"{self.joinder_id} {self.case_id}"


class JoinderObjection(Base):
    """What a side of one case says against being joined. Once per side, never changed."""

    member = models.ForeignKey(JoinedCase, on_delete=models.PROTECT, related_name="objections")
    side = models.CharField(max_length=12)
    words = models.TextField()
    made_by_id = models.UUIDField()
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_joinder_objection"
        constraints = [
            models.UniqueConstraint(fields=["member", "side"], name="appeals_objection_once"),
            models.CheckConstraint(condition=Q(side__in=list(SIDES)), name="appeals_objection_side"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.side}"
