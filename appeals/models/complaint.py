"""A complaint about service, conduct or delay: no decision is contested by it (R-81)."""

from django.db import models
from django.db.models import F, Q

from appeals.domain.complaints import CATEGORIES
from portal.core.models import Tracked


class Complaint(Tracked):
    """One complaint with its number, the answer and when the published standard wants it.

    `answer` is the first answer, `settlement` the commission's own after the complainant took it further.
    """

    number = models.CharField(max_length=20, unique=True)
    category = models.CharField(max_length=12)
    organisation_id = models.UUIDField(null=True, db_index=True)
    user_id = models.UUIDField(db_index=True)
    complainant = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    place = models.CharField(max_length=120, blank=True, default="")
    happened_on = models.DateField(null=True)
    words = models.TextField()
    agency = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(max_length=20, default="received", editable=False)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by_id = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_why = models.TextField(blank=True, default="")
    settle_due = models.DateTimeField(null=True)
    settlement = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_complaint"
        constraints = [
            models.CheckConstraint(condition=Q(category__in=list(CATEGORIES)), name="appeals_complaint_category"),
            models.CheckConstraint(condition=Q(due_at__gt=F("received_at")), name="appeals_complaint_time"),
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""), name="appeals_complaint_answer_says"
            ),
            models.CheckConstraint(
                condition=~Q(status="escalated") | Q(escalated_at__isnull=False, settle_due__isnull=False),
                name="appeals_complaint_escalated",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="appeals_complaint_queue")]

    def __str__(self) -> str:
        return self.number

    @property
    def waits_until(self) -> object:
        """The moment the present answer is due; None when nobody has to answer."""
        if self.status == "escalated":
            return self.settle_due
        return self.due_at if self.status in {"received", "with_agency"} else None
