"""Walking the manifest from a rule: pairs of a path and the thing found there.

Paths are only built where a rule asks for them, so that a clean manifest costs no string work.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from clearance.domain.context import FAST_NOTICE, STANDARD_NOTICE, Context
from clearance.domain.manifest import GoodsLine, Manifest, Party, Shipment

PARTIES = ("shipper", "consignee", "importer", "broker")


def lines(manifest: Manifest) -> Iterator[tuple[int, int, GoodsLine]]:
    """Give (shipment number, line number, line)."""
    for number, shipment in enumerate(manifest.shipments):
        for position, line in enumerate(shipment.lines):
            yield number, position, line


def line_path(number: int, position: int, field: str) -> str:
    return f"shipments[{number}].lines[{position}].{field}"


def shipment_path(number: int, field: str) -> str:
    return f"shipments[{number}].{field}"


def parties(manifest: Manifest) -> Iterator[tuple[str, Party]]:
    """Give (path, party) for every party of every shipment."""
    for number, shipment in enumerate(manifest.shipments):
        for role in PARTIES:
            party = getattr(shipment, role)
            if party is not None:
                yield f"shipments[{number}].{role}", party
        for role in ("notify", "delivery"):
            for position, party in enumerate(getattr(shipment, role)):
                yield f"shipments[{number}].{role}[{position}]", party


def is_fast_shipment(shipment: Shipment, context: Context) -> bool:
    """Say whether the shipment is filed under a trusted-trader release type."""
    kind = context.release_types.get(shipment.release_type)
    return kind is not None and kind.fast


def in_transit(shipment: Shipment, context: Context) -> bool:
    """Say whether the goods only pass through: in bond, or under a transit type."""
    kind = context.release_types.get(shipment.release_type)
    return shipment.in_bond is not None or (kind is not None and kind.family == "transit")


def deadline(manifest: Manifest, context: Context) -> datetime | None:
    """When the data must be on file: 60 minutes before arrival, 30 when every shipment is US FAST.

    19 CFR 123.92 and SOR/86-873 s. 18; Canada has no shorter notice. None without an arrival time.
    """
    if manifest.trip.eta is None:
        return None
    fast = (
        manifest.direction == "SB"
        and bool(manifest.shipments)
        and all(is_fast_shipment(shipment, context) for shipment in manifest.shipments)
    )
    return manifest.trip.eta - (FAST_NOTICE if fast else STANDARD_NOTICE)


def local_day(manifest: Manifest, context: Context) -> date:
    """The day of arrival at the crossing, or today while the arrival is not known."""
    moment = manifest.trip.eta or context.now
    crossing = context.crossing(manifest.trip.crossing)
    return (moment.astimezone(crossing.zone) if crossing else moment).date()


def local_time(moment: datetime, manifest: Manifest, context: Context) -> str:
    """A moment in the local time of the crossing, `2026-11-24 13:05`."""
    crossing = context.crossing(manifest.trip.crossing)
    zoned = moment.astimezone(crossing.zone) if crossing else moment
    return zoned.strftime("%Y-%m-%d %H:%M")
