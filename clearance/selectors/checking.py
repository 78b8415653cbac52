"""Everything that is wrong or doubtful with a filing, before it is sent: structure and rules in one list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from clearance.domain.filing import check
from clearance.domain.manifest import read
from clearance.selectors.carriers import carrier_for
from clearance.selectors.context import context_for
from clearance.selectors.fixing import items_with_fixes
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid


def filing_check(*, actor: Actor, data: Any, exclude_trip: UUID | None = None) -> tuple[ErrorItem, ...]:
    """Check a manifest as JSON, however broken; never raises Invalid. `exclude_trip` is the one it amends."""
    manifest, structural = read(data)
    if manifest is None:
        return tuple(structural)
    try:
        carrier = carrier_for(actor=actor, trip=manifest.trip)
    except Invalid as refusal:
        return items_with_fixes(actor=actor, items=(*structural, *refusal.items), data=data)
    context = context_for(manifest, carrier, exclude_trip)
    return items_with_fixes(actor=actor, items=check(data, context).items, data=data, context=context)
