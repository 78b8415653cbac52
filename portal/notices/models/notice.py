"""A letter of the service to an organisation or a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.core.models import Base


class Notice(Base):
    """What was said, about which record, with the reason of an adverse step. Never changed; only read."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    title_en = models.CharField(max_length=200)
    title_fr = models.CharField(max_length=200)
    body_en = models.TextField()
    body_fr = models.TextField()
    reason: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    link = models.CharField(max_length=300, blank=True, default="")
    appeal_link = models.CharField(max_length=300, blank=True, default="")
    sender_agency = models.CharField(max_length=10, blank=True, default="")
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "notices_notice"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(user__isnull=False),
                name="notice_has_recipient",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="notice_of_organisation"),
            models.Index(fields=["user", "-created_at"], name="notice_of_user"),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def title(self) -> Text:
        return Text(self.title_en, self.title_fr)

    @property
    def body(self) -> Text:
        return Text(self.body_en, self.body_fr)

    @property
    def why(self) -> Reason | None:
        return Reason.from_dict(self.reason) if self.reason else None
