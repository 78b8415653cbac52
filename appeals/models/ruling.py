"""What the commission decided and what it made happen."""

from django.db import models

from portal.core.models import Base


class Ruling(Base):
    """The ruling of one case: outcome, reasons in both languages, dissent, and the remedy as executed."""

    case = models.OneToOneField("appeals.Case", on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=[("grant", "grant"), ("dismiss", "dismiss")])
    reasons_en = models.TextField()
    reasons_fr = models.TextField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    remedy = models.JSONField(default=dict)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_ruling"

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
