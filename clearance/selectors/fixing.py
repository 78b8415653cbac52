"""What the organisation filed lately: the people and trailers a one-click fix may suggest (requirements 5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from clearance.domain.context import Context
from clearance.domain.fixes import NOTHING, FixFacts, name_of, wants_facts, with_fixes
from clearance.domain.help_pages import help_for
from clearance.models import AgencyMessage, Trip, TripVersion
from clearance.selectors.reference import reference_facts
from clearance.selectors.trips import manifest_data, trip_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LATEST = 5


def fix_facts(*, actor: Actor) -> FixFacts:
    """Give driver, people and trailers of the last trips the organisation filed; one query."""
    if actor.organisation_id is None:
        return NOTHING
    manifests = list(
        TripVersion.objects.filter(trip__filer_id=actor.organisation_id, number=F("trip__current_version"))
        .order_by("-trip__created_at", "-trip__id")
        .values_list("manifest", flat=True)[:LATEST]
    )
    people: dict[str, dict[str, Any]] = {}
    trailers: dict[str, dict[str, Any]] = {}
    for manifest in reversed(manifests):
        people |= {name_of(person): person for person in manifest.get("crew", ()) if name_of(person)}
        trailers |= {item["number"]: item for item in manifest.get("equipment", ()) if item.get("number")}
    drivers = (
        person for manifest in manifests for person in manifest.get("crew", ()) if person.get("role") == "DRIVER"
    )
    crossings = dict.fromkeys(str(manifest.get("trip", {}).get("crossing", "")) for manifest in manifests)
    return FixFacts(driver=next(drivers, None), people=people, trailers=trailers, crossings=tuple(crossings))


def items_with_fixes(
    *, actor: Actor, items: Iterable[ErrorItem], data: Any, context: Context | None = None
) -> tuple[ErrorItem, ...]:
    """Give the items with what would put them right; asks for earlier trips only where they could help."""
    found = tuple(items)
    if not found or not isinstance(data, dict):
        return found
    facts = fix_facts(actor=actor) if wants_facts(found) else NOTHING
    return tuple(with_fixes(found, data, context, facts))


def answer_items(*, actor: Actor, trip_id: UUID) -> tuple[ErrorItem, ...]:
    """Give what the agencies refused of a trip, with its fixes; raises NotFound."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    return answers_with_fixes(actor=actor, trip=trip, data=manifest_data(trip))


def answers_with_fixes(*, actor: Actor, trip: Trip, data: dict[str, Any]) -> tuple[ErrorItem, ...]:
    """Give what the agencies refused of the current version, at its place in the manifest, with its fixes.

    One query while nothing is refused.
    """
    rows = (
        AgencyMessage.objects.filter(trip_id=trip.id, version=trip.current_version)
        .exclude(errors=[])
        .order_by("number")
        .values_list("errors", flat=True)
    )
    items = list(dict.fromkeys(_item_of(found) for errors in rows for found in errors))
    if not items:
        return ()
    context = Context(now=clock.now(), **reference_facts(trip.direction))
    return items_with_fixes(actor=actor, items=items, data=data, context=context)


def _item_of(found: dict[str, Any]) -> ErrorItem:
    """Read an error item back from its stored form; its fixes are made anew."""
    return ErrorItem(
        code=found["code"],
        message=Text.from_dict(found["message"]),
        path=found["path"],
        value=found["value"],
        severity=found["severity"],
        agency=found["agency"],
        fix=Text.from_dict(found["fix"]) if found["fix"] else None,
        help=found["help"] or help_for(found["code"]),
    )
