"""Writes of the plumbing every app may call."""

from portal.core.services.dispatch import (
    Work,
    dispatch,
    dispatch_all,
    outbox_mark_failed,
    outbox_mark_interrupted,
    outbox_publish,
    outbox_retry,
    outbox_sweep,
)
from portal.core.services.idempotency import Stored, idempotent
from portal.core.services.numbering import next_number
from portal.core.services.sealing import seal, unseal

__all__ = [
    "Stored",
    "Work",
    "dispatch",
    "dispatch_all",
    "idempotent",
    "next_number",
    "outbox_mark_failed",
    "outbox_mark_interrupted",
    "outbox_publish",
    "outbox_retry",
    "outbox_sweep",
    "seal",
    "unseal",
]
