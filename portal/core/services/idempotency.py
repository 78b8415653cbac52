"""Same key, same answer; same key with another body is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from portal.core.domain.errors import Conflict
from portal.core.domain.text import Text
from portal.core.models import IdempotencyRecord

KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer: HTTP status, JSON body, and whether it is a replay of the first one."""

    status: int
    body: dict[str, Any]
    replayed: bool


@transaction.atomic
def idempotent(*, client: str, key: str, body: bytes, produce: Callable[[], tuple[int, dict[str, Any]]]) -> Stored:
    """Run `produce` once per (client, key) and store its answer in the same transaction.

    A request that arrives while the first one is still running waits for it: an advisory lock on the pair
    is held to the end of the transaction. Raises Conflict when the key was used with another body.
    """
    digest = hashlib.sha256(body).digest()
    lock = int.from_bytes(hashlib.sha256(f"{client}\0{key}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    known = IdempotencyRecord.objects.filter(client=client, key=key).first()
    if known is None:
        status, answer = produce()
        IdempotencyRecord.objects.create(client=client, key=key, body_sha256=digest, status=status, body=answer)
        return Stored(status, answer, replayed=False)
    if bytes(known.body_sha256) != digest:
        raise _mismatch(key)
    return Stored(known.status, known.body, replayed=True)


def _mismatch(key: str) -> Conflict:
    message = Text(
        "This idempotency key was already used with a different request.",
        "Cette clé d'idempotence a déjà servi pour une demande différente.",
    )
    fix = Text(
        "Send the first request again unchanged, or use a new key.",
        "Renvoyez la première demande sans changement, ou employez une nouvelle clé.",
    )
    error = Conflict.single("CORE_IDEMPOTENCY_MISMATCH", message, path="Idempotency-Key", value=key, fix=fix)
    return Conflict(error.items)
