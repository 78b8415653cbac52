"""One interface for every way to an agency. Every trouble becomes an Outcome: none is an exception of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

DELIVERED, UNREACHABLE, REFUSED = "delivered", "unreachable", "refused"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on its way. `message_id` and `number` are the same at every attempt: a repeat is safe."""

    message_id: str
    number: int
    sender: str
    receiver: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """`delivered` with the receipt; `unreachable`: try later; `refused`: trying again would not help."""

    state: str
    detail: str = ""
    receipt: dict[str, str] = field(default_factory=dict)


class Adapter(Protocol):
    """What the sender needs to know of a way to an agency."""

    def deliver(self, parcel: Parcel) -> Outcome:
        """Hand over one parcel and wait for the receipt."""

    def close(self) -> None:
        """Let go of connections."""
