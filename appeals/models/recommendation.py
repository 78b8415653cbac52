"""Recommendations and advice of a programme review, and what each addressee answers (R-84, R-88)."""

from django.db import models
from django.db.models import Q

from appeals.domain.recommendations import ADDRESSEES, ANSWERS, PARTIES
from appeals.models.review import ProgrammeReview
from portal.core.models import Base, Tracked


class Recommendation(Base):
    """One recommendation, in both languages. It can be changed only while its report is drafted, which a trigger holds."""

    review = models.ForeignKey(ProgrammeReview, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    addressee = models.CharField(max_length=12)
    text = models.JSONField()

    class Meta:
        db_table = "appeals_recommendation"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="appeals_recommendation_number", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(addressee__in=list(ADDRESSEES)), name="appeals_recommendation_addressee"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"


class RecommendationResponse(Tracked):
    """What one addressee answers: one row for each, so that nobody's silence reads as another's yes.

    `answer` stays what was answered when `status` goes on to done. Whether it is overdue is worked out, never kept.
    `source` is where a government said it.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    party = models.CharField(max_length=5)
    due_at = models.DateTimeField()
    status = models.CharField(max_length=20, default="open", editable=False)
    answer = models.CharField(max_length=10, blank=True, default="")
    reasons = models.JSONField(null=True)
    act_by = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True, default="")
    answered_by_id = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    done = models.JSONField(null=True)
    done_by_name = models.CharField(max_length=120, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_recommendation_response"
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "party"], name="appeals_response_once"),
            models.CheckConstraint(condition=Q(party__in=list(PARTIES)), name="appeals_response_party"),
            models.CheckConstraint(
                condition=Q(status="open")
                | Q(answer__in=list(ANSWERS), reasons__isnull=False, answered_at__isnull=False),
                name="appeals_response_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["accepted", "partly"]) | Q(act_by__isnull=False),
                name="appeals_response_act_by",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(done__isnull=False, done_at__isnull=False), name="appeals_response_done"
            ),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="appeals_response_queue")]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.party}"
