"""What the commission decided."""

from django.db import models

from portal.core.models import Base


class Ruling(Base):
    """The ruling of one case: outcome and reasons in both languages; its acts are in `acts`. Never changed.

    `set_aside` names the restricted papers it does not lean on, `cites` the published decisions it follows or departs from.
    """

    case = models.OneToOneField("appeals.Case", on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=[("grant", "grant"), ("dismiss", "dismiss")])
    reasons_en = models.TextField()
    reasons_fr = models.TextField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    set_aside = models.JSONField(default=list)
    cites = models.JSONField(default=list)
    issued_by_id = models.UUIDField(null=True)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_ruling"

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
