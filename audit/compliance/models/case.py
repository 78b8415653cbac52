"""One audit of one released movement."""

from django.db import models
from simple_history.models import HistoricalRecords

from portal.core.models import Tracked


class AuditCase(Tracked):
    """Opened by the release of a movement with compliance doubts; never a reason to hold the truck.

    `bundle` is what was known at release: filing version and digest, the score's compliance contributions,
    goods lines concerned.
    """

    number = models.CharField(max_length=20, unique=True)
    trip_id = models.UUIDField(unique=True)
    trip_number = models.CharField(max_length=25)
    organisation_id = models.UUIDField(db_index=True)
    organisation_name = models.CharField(max_length=200)
    bundle = models.JSONField()
    compliance = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, default="open", editable=False)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        db_table = "compliance_audit_case"
        indexes = [models.Index(fields=["status", "due_on"], name="compliance_case_due")]

    def __str__(self) -> str:
        return self.number
