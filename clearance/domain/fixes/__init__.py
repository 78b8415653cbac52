"""One-click fixes as data: `Fix(action, path, value, label)` for our rules and for what an agency answers.

`fixes_for` makes them from an error, the document and looked-up facts; `applied` makes the change. A page
draws one button a fix, the API sends them as `suggestions` of the error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clearance.domain.context import Context
from clearance.domain.fixes.base import ACTIONS, NOTHING, Case, Data, Fix, FixFacts, Maker, applied, steps_of, value_at
from clearance.domain.fixes.by_place import BY_PLACE, name_of, place_of
from clearance.domain.fixes.by_rule import BY_RULE
from portal.core.domain.errors import ErrorItem

MOST = 3
OFFICE = "shipments[].release_office"
NUMBERS = frozenset({"trip.reference", "shipments[].reference"})
CHOSEN = frozenset({"trip.crossing", "trip.eta", "crew"})
TAKEN = ("TRPDUP", "SHPDUP", "DUPCRN", "DUPCCN", "LINKED", "CRNCCN")  # clearance/edi/data/agency_errors.csv
MISSING = "CLR_S004"
STRUCTURAL = "CLR_S"
FACTUAL = frozenset({"CLR_N022", "CLR_N040", "CLR_N041", "CLR_N042", "CLR_N044", "CLR_N046"})


def fixes_for(
    item: ErrorItem, data: Data, context: Context | None = None, facts: FixFacts = NOTHING
) -> tuple[Fix, ...]:
    """Give what would put an error right, the likeliest first, three at most; empty where only a person knows."""
    maker = BY_RULE.get(item.code) or _by_place(item)
    return tuple(maker(Case(item, data, context, facts)))[:MOST] if maker else ()


def _by_place(item: ErrorItem) -> Maker | None:
    """Give what helps at that place. What is missing only a person knows, unless the crossing says it; a
    number gets a next one only when an agency says that it is taken."""
    place = place_of(item.path)
    if item.severity == "info" or (place in NUMBERS and not item.code.endswith(TAKEN)):
        return None
    if item.code.startswith(STRUCTURAL) and (item.code == MISSING or place in CHOSEN) and place != OFFICE:
        return None
    return BY_PLACE.get(place)


def with_fixes(
    items: Iterable[ErrorItem], data: Data, context: Context | None = None, facts: FixFacts = NOTHING
) -> list[ErrorItem]:
    """Give the items with their fixes."""
    return [replace(item, suggestions=fixes_for(item, data, context, facts)) for item in items]


def wants_facts(items: Iterable[ErrorItem]) -> bool:
    """Say whether an earlier trip could help with one of the items."""
    return any(item.code in FACTUAL or item.path.startswith(("crew", "equipment", "trip.crossing")) for item in items)


__all__ = [
    "ACTIONS",
    "BY_PLACE",
    "BY_RULE",
    "NOTHING",
    "Case",
    "Data",
    "Fix",
    "FixFacts",
    "applied",
    "fixes_for",
    "name_of",
    "place_of",
    "steps_of",
    "value_at",
    "wants_facts",
    "with_fixes",
]
