"""Compliance signals: what machines recorded on a movement, and what became of it (R-67)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.compliance.domain.signals import LABELS
from portal.core.models import Tracked


class Signal(Tracked):
    """One signal of one movement. `text` says what was recorded, in both languages; `reason` why the member calls it
    wrong, in its own words; `answer` what the auditor says to that, in both languages."""

    trip_id = models.UUIDField()
    trip_number = models.CharField(max_length=25)
    organisation_id = models.UUIDField()
    organisation_name = models.CharField(max_length=200)
    code = models.CharField(max_length=10)
    text = models.JSONField()
    path = models.CharField(max_length=120, blank=True, default="")
    noted_at = models.DateTimeField()
    status = models.CharField(max_length=20, default="noted", editable=False)
    reason = models.TextField(blank=True, default="")
    contested_as = models.CharField(max_length=150, blank=True, default="")
    answer = models.JSONField(null=True)
    answered_as = models.CharField(max_length=150, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "compliance_signal"
        constraints = [
            models.CheckConstraint(condition=Q(code__in=list(LABELS)), name="signal_code_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["corrected", "upheld"]) | Q(answer__isnull=False), name="signal_answered"
            ),
            models.UniqueConstraint(fields=["trip_id", "code", "text"], name="signal_once"),
        ]
        indexes = [models.Index(fields=["organisation_id", "-noted_at"], name="signal_by_member")]

    def __str__(self) -> str:
        return f"{self.code} {self.trip_number}"
