"""Travel documents of a person, as entered and as an officer checked them (R-12)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from enrollment.domain.cards import DOCUMENT_TYPES
from portal.core.models import Tracked

HELD = ("entered", "checked")


class TravelDocument(Tracked):
    """One passport, enhanced licence or card. Only a checked one opens a record; it is never a second copy of a person.

    `rfid_tag` is the number the document's own chip answers with. There is no column for a picture or a biometric.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=20)
    number = models.CharField(max_length=24)
    country = models.CharField(max_length=2)
    subdivision = models.CharField(max_length=2, blank=True, default="")
    rfid_tag = models.CharField(max_length=24, blank=True, default="")
    expires_on = models.DateField(null=True)
    status = models.CharField(max_length=10, default="entered", editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_as = models.CharField(max_length=120, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    agency = models.CharField(max_length=10, blank=True, default="")
    refusal = models.JSONField(null=True)
    reminder = models.PositiveSmallIntegerField(null=True)
    organisation_id: Any = None

    class Meta:
        db_table = "enrollment_travel_document"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(type__in=list(DOCUMENT_TYPES)), name="travel_document_type_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="checked") | models.Q(checked_by__isnull=False, checked_at__isnull=False),
                name="travel_document_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | models.Q(refusal__isnull=False),
                name="travel_document_refusal_said",
            ),
            models.UniqueConstraint(
                fields=["type", "country", "subdivision", "number"],
                condition=models.Q(status="checked"),
                name="travel_document_one_holder",
            ),
            models.UniqueConstraint(
                fields=["rfid_tag"],
                condition=models.Q(status="checked") & ~models.Q(rfid_tag=""),
                name="travel_document_one_chip",
            ),
            models.UniqueConstraint(
                fields=["user", "type", "country", "subdivision", "number"],
                condition=models.Q(status__in=HELD),
                name="travel_document_entered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["number"], name="travel_document_by_number"),
            models.Index(fields=["status", "created_at"], name="travel_document_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.country} ...{self.number[-3:]}"
