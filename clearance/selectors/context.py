"""Gather the facts the rules need about one manifest; the number of queries does not grow with it."""

from __future__ import annotations

from uuid import UUID

from clearance.domain.context import Context
from clearance.domain.links import Links
from clearance.domain.manifest import Manifest
from clearance.domain.numbers import control_numbers, trip_number
from clearance.domain.release_types import release_types
from clearance.selectors.carriers import Carrier
from clearance.selectors.links import links_of
from clearance.selectors.loop_facts import loop_stated
from clearance.selectors.numbers import numbers_in_use
from clearance.selectors.perimeter import perimeter_of
from clearance.selectors.reference import PermitGoods, reference_facts
from clearance.selectors.service_hours import services_for
from clearance.selectors.severities import GoodsSeverities
from portal.core import clock


def context_for(manifest: Manifest, carrier: Carrier, exclude_trip: UUID | None = None) -> Context:
    """Give the context for checking. `exclude_trip` is the trip an amendment replaces the content of."""
    number = trip_number(manifest.trip)
    trips, shipments = numbers_in_use(
        carrier_id=carrier.id,
        trip_numbers=[number] if number else [],
        shipment_numbers=[code for code in control_numbers(manifest) if code],
        exclude_trip=exclude_trip,
    )
    return Context(
        now=clock.now(),
        carrier_scacs=carrier.scacs,
        carrier_cbsa_codes=carrier.cbsa_codes,
        trip_numbers=trips,
        shipment_numbers=shipments,
        links=_links(manifest, carrier.id),
        permits=PermitGoods(manifest.direction),
        severities=GoodsSeverities(manifest.direction),
        services=services_for(manifest),
        perimeter=perimeter_of(manifest),
        loop=loop_stated(manifest),
        **reference_facts(manifest.direction or "SB"),
    )


def _links(manifest: Manifest, carrier_id: UUID) -> Links | None:
    """Look memberships up only where a rule reads them: a FAST release, an overseas container, an empty truck."""
    types = release_types()
    fast = any(
        (known := types.get(shipment.release_type)) is not None and known.fast for shipment in manifest.shipments
    )
    third_country = any(item.third_country for item in manifest.equipment)
    empty_north = manifest.direction == "NB" and manifest.is_empty and bool(manifest.equipment)
    if not fast and not third_country and not empty_north:
        return None
    return links_of(manifest, carrier_id)
