"""A flagged change with what was asked of the public, what was said and what was answered (R-51)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.consultations import KINDS
from portal.core.models import Tracked
from portal.workflow.domain.public_comments import REFUSALS


class Consultation(Tracked):
    """One flagged change, of whatever app: `kind` and `subject_id` name it. Texts are {en, fr}.

    Only the summary is published, never the document it is about.
    """

    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    label = models.JSONField()
    summary = models.JSONField()
    agency = models.CharField(max_length=10, blank=True, default="")
    asked_by_id = models.UUIDField()
    asked_by_name = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    status = models.CharField(max_length=12, default="open", editable=False)
    answer = models.JSONField(null=True)
    answered_by_id = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_consultation"
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="consultation_once"),
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="consultation_kind"),
            models.CheckConstraint(
                condition=~models.Q(status="answered")
                | models.Q(answer__isnull=False, answered_at__gte=models.F("closes_at")),
                name="consultation_answered_after",
            ),
        ]
        indexes = [models.Index(fields=["status", "-opened_at"], name="consultation_shown")]

    def __str__(self) -> str:
        return self.number


class ConsultationComment(Tracked):
    """What a member said while comments were open. The words never change; everybody reads them once released."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=160)
    language = models.CharField(max_length=2)
    words = models.TextField()
    received_at = models.DateTimeField()
    status = models.CharField(max_length=12, default="received", editable=False)
    refusal = models.CharField(max_length=12, blank=True, default="")
    decided_by_name = models.CharField(max_length=150, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_consultation_comment"
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultation_comment_number"),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | models.Q(refusal__in=list(REFUSALS)),
                name="consultation_comment_why",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "status", "number"], name="consultation_comment_shown")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.number}"
