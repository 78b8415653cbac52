"""What Canada does not ask in advance, and why (SOR/86-873 s. 18(2), 18(3) and 24; policy as tested rules).

Pure functions over (Manifest, Context). The rules CLR_N100 to CLR_N104 put them into words, and what they said of
a filing stays with it: its messages leave out exactly that (`untold_as_said`), whatever memberships become later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from clearance.domain.codes import CONTAINERS, NORTHBOUND
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest, Shipment
from portal.core.domain.text import Text

CSA = "CSA"
SAID_OF_ALL = frozenset({"CLR_N100", "CLR_N104"})
SAID_OF_ONE = "CLR_N102"
_SHIPMENT = re.compile(r"shipments\[(\d+)\]")
DIRECT_FROM = frozenset({"US", "MX"})

NOT_DIRECT = Text(
    "the goods do not come directly from the United States or Mexico",
    "les marchandises ne viennent pas directement des États-Unis ou du Mexique",
)
NOT_CSA = Text(
    "not every shipment is under CSA release",
    "toutes les expéditions ne sont pas en mainlevée PAD",
)
IMPORTER = Text(
    "an importer is not a CSA member",
    "un importateur n'est pas membre du PAD",
)
CARRIER = Text(
    "the carrier is not a CSA member",
    "le transporteur n'est pas membre du PAD",
)
DRIVER = Text(
    "a driver is not registered with FAST",
    "un conducteur n'est pas inscrit à FAST/EXPRES",
)
INSTRUCTION = Text(
    "an importer's written instruction is not confirmed",
    "l'instruction écrite d'un importateur n'est pas confirmée",
)
PERMIT = Text(
    "goods need a permit or another agency's decision",
    "des marchandises exigent un permis ou la décision d'un autre organisme",
)
PERMIT_UNKNOWN = Text(
    "whether a permit is needed could not be checked", "on n'a pas pu vérifier si un permis est exigé"
)


def csa_gaps(manifest: Manifest, context: Context) -> tuple[Text, ...]:
    """Give every condition of s. 18(2) that does not hold; empty means: no cargo and no conveyance data."""
    return tuple(_csa_gaps(manifest, context))


def _csa_gaps(manifest: Manifest, context: Context) -> Iterator[Text]:
    shipments = manifest.shipments
    if any(shipment.release_type != CSA for shipment in shipments):
        yield NOT_CSA
    if any(shipment.loading_country not in DIRECT_FROM for shipment in shipments):
        yield NOT_DIRECT
    yield from _membership_gaps(manifest, context)
    if not all(shipment.csa_instruction for shipment in shipments):
        yield INSTRUCTION
    if context.permits is None:
        yield PERMIT_UNKNOWN
    elif any(line.hs6 in context.permits for line in manifest.lines):
        yield PERMIT


def _membership_gaps(manifest: Manifest, context: Context) -> Iterator[Text]:
    links = context.links
    if links is None or not all(link.is_fast for link in links.importers):
        yield IMPORTER
    if links is None or not links.carrier.is_fast:
        yield CARRIER
    if links is None or not manifest.drivers or not links.driver.is_fast:
        yield DRIVER


def fully_csa(manifest: Manifest, context: Context) -> bool:
    """Say whether the whole load is exempt: all six conditions of s. 18(2) hold together."""
    return manifest.direction == NORTHBOUND and bool(manifest.shipments) and not csa_gaps(manifest, context)


def exempt_reason(shipment: Shipment, context: Context) -> Text | None:
    """Give why one shipment is not in the advance cargo data (s. 18(3)), or None."""
    kind = context.release_types.get(shipment.release_type)
    if kind is None or kind.direction != NORTHBOUND or kind.exempt is None:
        return None
    return None if kind.limit and over_limit(shipment, kind.limit, kind.limit_currency) else kind.exempt


def over_limit(shipment: Shipment, limit: int, currency: str) -> bool:
    """Say whether the values, given in the currency of the limit, add up to more than it."""
    return shipment.currency == currency and shipment_value(shipment) > limit


def shipment_value(shipment: Shipment) -> int:
    """Give the value of the shipment, rounded up to whole units."""
    return ceil(sum(line.value for line in shipment.lines if line.value is not None))


def cargo_exempt(manifest: Manifest, context: Context) -> frozenset[int]:
    """Give the positions of the shipments whose cargo data Canada does not ask in advance."""
    if manifest.direction != NORTHBOUND:
        return frozenset()
    if fully_csa(manifest, context):
        return frozenset(range(len(manifest.shipments)))
    return frozenset(
        number for number, shipment in enumerate(manifest.shipments) if exempt_reason(shipment, context) is not None
    )


def empty_containers(manifest: Manifest) -> bool:
    """Say whether the truck carries empty containers and no goods: no cargo data for those (s. 18(3))."""
    return not manifest.shipments and any(item.type in CONTAINERS for item in manifest.equipment)


def conveyance_exempt(manifest: Manifest, context: Context) -> bool:
    """Say whether Canada asks no conveyance data: a fully CSA load, a bobtail, a CSA carrier's empty truck (s. 24)."""
    if manifest.direction != NORTHBOUND:
        return False
    if manifest.shipments:
        return fully_csa(manifest, context)
    return manifest.is_bobtail or empty_by_members(manifest, context)


def empty_by_members(manifest: Manifest, context: Context) -> bool:
    """Say whether an empty truck is driven by a FAST driver of a CSA carrier."""
    links = context.links
    return (
        manifest.is_empty
        and links is not None
        and links.carrier.is_fast
        and bool(manifest.drivers)
        and links.driver.is_fast
    )


@dataclass(frozen=True, slots=True)
class Untold:
    """What of one filing Canada is not told in advance: all of it, or the shipments at these positions."""

    everything: bool = False
    shipments: frozenset[int] = frozenset()


TELL_ALL = Untold()


def untold(manifest: Manifest, context: Context) -> Untold:
    """Say it of a filing that is being checked."""
    return Untold(conveyance_exempt(manifest, context), cargo_exempt(manifest, context))


def untold_as_said(items: Iterable[Mapping[str, Any]]) -> Untold:
    """Say it of a version by what its filer was told: its error items as JSON."""
    everything, shipments = False, set()
    for item in items:
        place = _SHIPMENT.match(str(item.get("path", "")))
        everything |= item.get("code") in SAID_OF_ALL
        if item.get("code") == SAID_OF_ONE and place:
            shipments.add(int(place[1]))
    return Untold(everything, frozenset(shipments))
