"""What the organisation filed lately: the people and trailers a one-click fix may suggest (requirements 5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from clearance.domain.context import Context
from clearance.domain.fixes import NOTHING, FixFacts, name_of, wants_facts, with_fixes
from clearance.models import TripVersion
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem

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
    return FixFacts(driver=next(drivers, None), people=people, trailers=trailers)


def items_with_fixes(
    *, actor: Actor, items: Iterable[ErrorItem], data: Any, context: Context | None = None
) -> tuple[ErrorItem, ...]:
    """Give the items with what would put them right; asks for earlier trips only where they could help."""
    found = tuple(items)
    if not found or not isinstance(data, dict):
        return found
    facts = fix_facts(actor=actor) if wants_facts(found) else NOTHING
    return tuple(with_fixes(found, data, context, facts))
