"""Answers already given, by the caller's idempotency key."""

from django.db import models

from portal.core.models.base import Base


class IdempotencyRecord(Base):
    """The first answer to a request, stored in the transaction that did the work."""

    client = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    body_sha256 = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)

    class Meta:
        db_table = "core_idempotency_record"
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return f"{self.client} {self.key}"
