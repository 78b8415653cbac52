"""One appeal: a docket number, what it contests, and the record as it stood."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from appeals.domain.kinds import DECISION, KINDS
from portal.core.models import Tracked


class Case(Tracked):
    """An appeal against one decision, penalty, inspection, fee or contribution of the profile (R-82, R-85, R-86).

    `record` is the bundle attached by the system when the case was filed: what is contested, reasons, evidence
    index, rule versions and a digest of each part. `touched` names everybody who took part in it or is a party:
    none of them may judge it, which a trigger holds. `agency` is empty for what
    both agencies answer for. `told_at` is when the appellant was told, `due_at` the last
    moment in time; `late_reasons` are the appellant's when it passed, `leave_reasons` the registrar's. `closed_at` is when it was
    withdrawn or refused; a ruling has its own moment.
    """

    docket = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, default="demotion")
    subject_type = models.CharField(max_length=20, default=DECISION)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True, db_index=True)
    user_id = models.UUIDField(null=True, db_index=True)
    appellant = models.CharField(max_length=200)
    agency = models.CharField(max_length=10, blank=True, default="")
    filed_by_id = models.UUIDField()
    grounds = models.TextField()
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    record = models.JSONField()
    touched = models.JSONField(default=list)
    status = models.CharField(max_length=20, default="filed", editable=False)
    told_at = models.DateTimeField()
    due_at = models.DateTimeField()
    filed_at = models.DateTimeField()
    late_reasons = models.TextField(blank=True, default="")
    leave_reasons = models.TextField(blank=True, default="")
    respond_by = models.DateField()
    closed_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        db_table = "appeals_case"
        indexes = [models.Index(fields=["status", "filed_at"], name="appeals_case_docket")]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="appeals_case_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="appeals_case_kind_known"),
            models.CheckConstraint(
                condition=Q(filed_at__lte=models.F("due_at")) | ~Q(late_reasons=""), name="appeals_late_says_why"
            ),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(leave_reasons=""), name="appeals_refused_why"),
        ]

    def __str__(self) -> str:
        return self.docket

    @property
    def stayed(self) -> bool:
        """Whether what is contested is on hold until the ruling (R-83)."""
        stay = getattr(self, "stay", None)
        return stay is not None and stay.status == "stayed"

    @property
    def is_late(self) -> bool:
        return self.filed_at > self.due_at
