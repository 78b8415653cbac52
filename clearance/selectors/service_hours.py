"""Is an agency there when the truck arrives, who acts for it otherwise, and where else is it open (R-40)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.domain.manifest import Manifest
from clearance.domain.partners.orders import RELEASE, Act, refusal
from clearance.domain.partners.service import Service, distance_km
from clearance.models import DelegationOrder
from portal.core import clock
from portal.core.domain.text import Text
from portal.reference.selectors import (
    agency_find,
    agency_hours,
    agency_hours_rows,
    crossing_find,
    crossing_list,
    reference_cached,
)

NEAREST_KM = 400.0


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order as the warnings before filing see it: kept by each process, so that filing asks no query for it."""

    label: str
    order: DelegationOrder

    def acts(self, crossing: str, at: datetime, giver_open: bool | None) -> bool:
        """Say whether somebody acts under the order at that port and moment, its limits on goods apart."""
        if not self.order.starts_at <= at < self.order.ends_at:
            return False
        act = Act(RELEASE, crossing, giver_open, designated=True, weight_kg=0.0, goods=())
        return refusal(self.order.rules, act) is None


def orders_known() -> dict[str, list[KnownOrder]]:
    """Give the orders signed by both, by the agency acted for. For warnings; acts read the table itself."""

    def load() -> dict[str, list[KnownOrder]]:
        found: dict[str, list[KnownOrder]] = {"": []}
        for order in DelegationOrder.objects.filter(status="in_force", ends_at__gt=clock.now()).order_by("number"):
            found.setdefault(order.giver, []).append(KnownOrder(order.label, order))
        return found

    return reference_cached("clearance_orders", load)


def services_for(manifest: Manifest) -> Callable[[str], Service | None] | None:
    """Give the look-up of one agency's service at the trip's port and arrival; None while either is not known."""
    eta = manifest.trip.eta
    if eta is None or crossing_find(manifest.trip.crossing) is None:
        return None
    return lambda agency: service_at(manifest.trip.crossing, manifest.direction, agency, eta)


def service_at(crossing: str, direction: str, agency: str, eta: datetime) -> Service | None:
    """Give what is known of an agency at a crossing when a truck arrives; None for an unknown agency."""
    known = agency_find(agency)
    place = crossing_find(crossing)
    if known is None or place is None:
        return None
    local = eta.astimezone(ZoneInfo(place.timezone_for(direction)))
    state = agency_hours(crossing, agency, eta)
    if state.open is not False:
        return Service(known.short, state.open, local)
    order = next((entry for entry in orders_known().get(agency, ()) if entry.acts(crossing, eta, False)), None)
    if order is not None:
        return Service(known.short, False, local, state.changes_at, order.label, order.order.receiver)
    return Service(known.short, False, local, state.changes_at, nearest=nearest_open(crossing, agency, local))


def nearest_open(crossing: str, agency: str, local: datetime) -> Text | None:
    """Give the nearest truck crossing within reach where the agency is open at that time of the day."""
    here = crossing_find(crossing)
    if here is None or here.latitude is None or here.longitude is None:
        return None
    at = (float(here.latitude), float(here.longitude))
    found: list[tuple[float, Text]] = []
    for other in crossing_list(commercial=True):
        if other.code == crossing or other.latitude is None or other.longitude is None:
            continue
        away = distance_km(at, (float(other.latitude), float(other.longitude)))
        if away <= NEAREST_KM and _serves(other.code, agency, local):
            found.append((away, other.name))
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _serves(crossing: str, agency: str, local: datetime) -> bool:
    minute, day = local.hour * 60 + local.minute, str(local.isoweekday())
    return any(day in row.days and row.opens <= minute < row.closes for row in agency_hours_rows(crossing, agency))
