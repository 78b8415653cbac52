"""What a released movement looked like, as an audit reads it: plain values, no database (R-70)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

# Where a truck was this long before and after its release is held against the port.
AROUND_RELEASE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of goods as filed. `weight_kg` is gross; `value` in the shipment's currency, None when not given."""

    path: str
    description: str
    quantity: int
    weight_kg: Decimal
    value: Decimal | None = None
    origin: str = ""
    marked_origin: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One filing: its number and when it came."""

    number: int
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Inspected:
    """What secondary found. `line` is the path of the goods line meant, empty for none; `quantity` what was counted."""

    result: str
    kind: str = ""
    line: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealSeen:
    """One event of the custody chain: what was read, on which trailer, whether open."""

    number: str
    equipment: str
    kind: str
    opened: bool | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a device read a seal, on which trailer: when, and how far from the port of release."""

    number: str
    equipment: str
    at: datetime
    km: float


@dataclass(frozen=True, slots=True)
class Told:
    """One message to an agency: which version it carried and where it stands."""

    agency: str
    version: int
    status: str


@dataclass(frozen=True, slots=True)
class LaneSeen:
    """One reading at a lane: the plate read, whether it differs from the one filed then, and whether the lane is for
    trusted trucks and the advice of that moment was another."""

    lane: str
    plate: str = ""
    differs: bool = False
    not_advised: bool = False


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """One movement whole. `seals` maps the number filed to its trailer, empty for the truck itself."""

    released_at: datetime | None
    current_version: int
    versions: tuple[Version, ...] = ()
    lines: tuple[Line, ...] = ()
    inspections: tuple[Inspected, ...] = ()
    seals: tuple[tuple[str, str], ...] = ()
    seal_events: tuple[SealSeen, ...] = ()
    positions: tuple[Placed, ...] = ()
    messages: tuple[Told, ...] = ()
    sightings: tuple[LaneSeen, ...] = ()
