"""What a payment provider does for us, and what its messages say. Amounts are in minor units (cents)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

SUCCEEDED, FAILED, EXPIRED = "payment.succeeded", "payment.failed", "payment.expired"
REFUNDED, REFUND_FAILED = "refund.succeeded", "refund.failed"
KINDS = (SUCCEEDED, FAILED, EXPIRED, REFUNDED, REFUND_FAILED)
LONGEST_ID = 100
MOST = 2**31 - 1


class Unreachable(Exception):
    """The provider did not answer; the same request may be repeated under the same key."""


class Refused(Exception):
    """The provider will not do it, and will not do so the next time."""


class EventError(ValueError):
    """A message that was signed but cannot be read."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid. `key` makes repetitions harmless: the same key gives the same session."""

    key: str
    reference: str
    amount_minor: int
    currency: str
    description: str
    return_url: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Session:
    """A page of the provider on which the order is paid. `state` is open, succeeded, failed or expired."""

    id: str
    url: str
    state: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Event:
    """One message of the provider: what happened to which of our payments."""

    id: str
    kind: str
    payment_id: UUID
    session_id: str
    amount_minor: int
    currency: str


class Provider(Protocol):
    """Any provider. Each call may be repeated: keys make the second a look at the first."""

    def session_open(self, order: Order) -> Session:
        """Make the page on which an order is paid. Raises Unreachable or Refused."""

    def session_get(self, session_id: str) -> Session:
        """Ask how a session stands, when its message may have been lost. Raises Unreachable or Refused."""

    def refund(self, *, session_id: str, amount_minor: int, currency: str, key: str) -> str:
        """Give money back; gives the provider's number of the refund. Raises Unreachable or Refused."""


def event_read(body: bytes) -> Event:
    """Read a message. Raises EventError for one that is not of a known shape."""
    try:
        data: dict[str, Any] = json.loads(body)
        amount = data["amount_minor"]
        found = Event(
            id=str(data["id"])[:LONGEST_ID],
            kind=str(data["type"]),
            payment_id=UUID(str(data["reference"])),
            session_id=str(data["session"])[:LONGEST_ID],
            amount_minor=amount,
            currency=str(data["currency"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EventError(f"{type(error).__name__}: {error}") from error
    whole = isinstance(amount, int) and not isinstance(amount, bool) and 0 <= amount <= MOST
    clean = all(word.isprintable() for word in (found.id, found.session_id)) and len(found.currency) == 3
    if found.kind not in KINDS or not found.id or not whole or not clean:
        raise EventError(f"type {found.kind!r}, amount {amount!r}")
    return found
