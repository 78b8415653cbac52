"""What happens meanwhile: the stay of a case, and the safety exception to it with its review (R-83)."""

from django.db import models
from django.db.models import Q

from appeals.models.case import Case
from portal.core.models import Tracked


class Stay(Tracked):
    """One per case that holds, or for safety does not hold, what it contests.

    `ground` is the signed {en, fr} text of the exception and `review_due` when a member has to have reviewed it.
    A trigger refuses a reviewer who took part in what is contested.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="stay")
    status = models.CharField(max_length=20, editable=False)
    ground = models.JSONField(null=True)
    signed_by_id = models.UUIDField(null=True)
    signed_by_name = models.CharField(max_length=120, blank=True, default="")
    signed_at = models.DateTimeField(null=True)
    review_due = models.DateTimeField(null=True)
    reviewed_by_id = models.UUIDField(null=True)
    reviewed_by_name = models.CharField(max_length=120, blank=True, default="")
    reviewed_at = models.DateTimeField(null=True)
    review_reasons = models.TextField(blank=True, default="")

    class Meta:
        db_table = "appeals_stay"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="excepted")
                | Q(ground__isnull=False, signed_at__isnull=False, review_due__isnull=False),
                name="appeals_exception_signed",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed")
                | Q(reviewed_by_id__isnull=False, reviewed_at__isnull=False) & ~Q(review_reasons=""),
                name="appeals_exception_reviewed",
            ),
        ]
        indexes = [
            models.Index(fields=["review_due"], name="appeals_review_waiting", condition=Q(status="excepted")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.status}"
