"""What every document under two keys holds: one frozen version and the signatures under it (architecture rule 9)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from portal.core import clock
from portal.core.models.base import Base, Tracked


class KeyedDocument(Tracked):
    """One version of a document. It is frozen from its first moment: a change is the next number.

    `digest` is what the signatures and the simulation are about. `valid_from` is when it may be put in force. Who
    wrote it is added by the subclasses; a founding version, which no person wrote, has no author.
    """

    document = models.JSONField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=40)
    note = models.TextField(blank=True, default="")
    valid_from = models.DateTimeField(default=clock.now)
    author_as = models.CharField(max_length=150)
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    number: int
    author_id: UUID | None

    class Meta:
        abstract = True

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document
        return found


class TwoKeyVersion(KeyedDocument):
    """A version with its author, numbered through the whole table."""

    number = models.PositiveIntegerField(unique=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    author_id: UUID

    class Meta:
        abstract = True


class KeySignature(Base):
    """One agency's signature under one version; who gave it is added by the subclasses."""

    agency = models.CharField(max_length=10)
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"


class TwoKeySignature(KeySignature):
    """A signature an officer gave."""

    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
