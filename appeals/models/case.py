"""One appeal: a docket number, the decision it contests, and the record as it stood."""

from django.db import models
from simple_history.models import HistoricalRecords

from portal.core.models import Tracked


class Case(Tracked):
    """An appeal against one membership decision.

    `record` is the bundle attached by the system when the case was filed: decision, reasons, evidence
    index, history and rule versions (R-82). `touched` names the users who took part in the decision.
    """

    docket = models.CharField(max_length=20, unique=True)
    decision_id = models.UUIDField(unique=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    user_id = models.UUIDField(null=True, db_index=True)
    appellant = models.CharField(max_length=200)
    filed_by_id = models.UUIDField()
    grounds = models.TextField()
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    record = models.JSONField()
    touched = models.JSONField(default=list)
    stayed = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="filed", editable=False)
    filed_at = models.DateTimeField()
    respond_by = models.DateField()
    history = HistoricalRecords()

    class Meta:
        db_table = "appeals_case"
        indexes = [models.Index(fields=["status", "filed_at"], name="appeals_case_docket")]

    def __str__(self) -> str:
        return self.docket
