"""Who of an agency works on an application, and what officers hand over to one another (R-30, R-50)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.joint import AGENCIES
from enrollment.models.application import Application
from portal.core.models import Base


class Assignment(Base):
    """One officer has one agency's review, from `created_at` until `ended_at`. At most one has it at a time."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assignments")
    agency = models.CharField(max_length=4)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    officer_name = models.CharField(max_length=120)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_assignment"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "agency"], condition=models.Q(ended_at=None), name="assignment_one_owner"
            ),
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="assignment_agency_known"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "officer"], name="assignment_open", condition=models.Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.officer_name}"


class HandoverNote(Base):
    """What the next officer should know. Read by both agencies unless a reason restricts it. Never changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="handovers")
    agency = models.CharField(max_length=4)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    words = models.CharField(max_length=2000)
    restricted_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "enrollment_handover_note"
        constraints = [
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="handover_agency_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="handover_has_words"),
        ]
        indexes = [models.Index(fields=["application", "-created_at"], name="handover_of_application")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.words[:40]}"
