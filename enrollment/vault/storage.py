"""Where the bytes lie: in the storage named `vault`, outside everything a web server hands out."""

from __future__ import annotations

from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

KEPT, QUARANTINE = "kept", "quarantine"


def vault() -> Storage:
    return storages["vault"]


def keep(document_id: UUID, raw: bytes, *, folder: str = KEPT) -> str:
    """Write the bytes under a name that says nothing about their owner; gives the key."""
    return vault().save(f"{folder}/{document_id.hex[-2:]}/{document_id.hex}", ContentFile(raw))


def fetch(key: str) -> bytes:
    """Give the bytes back; raises OSError when they are gone."""
    with vault().open(key, "rb") as found:
        raw: bytes = found.read()
    return raw


def drop(key: str) -> None:
    vault().delete(key)
