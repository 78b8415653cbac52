"""Tables of the plumbing: outbox, idempotency, numbering; and the abstract bases of all business tables."""

from portal.core.models.base import Base, Tracked
from portal.core.models.idempotency import IdempotencyRecord
from portal.core.models.numbering import NumberSeries
from portal.core.models.outbox import OutboxTask
from portal.core.models.two_keys import KeyedDocument, KeySignature, TwoKeySignature, TwoKeyVersion

__all__ = [
    "Base",
    "IdempotencyRecord",
    "KeySignature",
    "KeyedDocument",
    "NumberSeries",
    "OutboxTask",
    "Tracked",
    "TwoKeySignature",
    "TwoKeyVersion",
]
