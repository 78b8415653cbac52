"""One event of the book."""

import json
from typing import Any

from django.db import models
from django.db.models.expressions import Func

from audit.trail.models.fields import TransactionIdField
from portal.core import ids


class TrailEntry(models.Model):
    """Who did what to which subject, when and under which authority. Written only by services.record().

    `at` is the database's own clock at the moment of writing, not the injected clock: it is evidence.
    `body` is canonical JSON text; `digest` is SHA-256(salt || canonical JSON of the whole entry).
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    event = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    actor_name = models.TextField()
    actor_roles = models.TextField(blank=True)
    actor_agency = models.CharField(max_length=20, blank=True)
    actor_port = models.CharField(max_length=40, blank=True)
    actor_client = models.CharField(max_length=120, blank=True)
    actor_organisation_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    request_id = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    body = models.TextField()
    salt = models.BinaryField()
    digest = models.BinaryField()
    xid = TransactionIdField(db_default=Func(function="pg_current_xact_id"), editable=False)

    class Meta:
        db_table = "trail_entry"
        ordering = ["xid", "id"]
        indexes = [
            models.Index(fields=["xid", "id"], name="trail_entry_order"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="trail_entry_subject"),
            models.Index(
                fields=["organisation_id", "id"],
                name="trail_entry_organisation",
                condition=models.Q(organisation_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"

    @property
    def data(self) -> dict[str, Any]:
        """Give the body as it was recorded."""
        content: dict[str, Any] = json.loads(self.body)
        return content
