"""Filters of the list of trips; a value that cannot be is refused, not ignored."""

from __future__ import annotations

from collections.abc import Mapping

from clearance.domain.codes import DIRECTIONS
from clearance.domain.trip_workflow import TRIP_WORKFLOW
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text

LONGEST = 60
FILTERS = ("status", "direction", "crossing", "trip_number")


def trip_filters(query: Mapping[str, str]) -> dict[str, str]:
    """Give the filters of a query string; raises Invalid for a status or direction that does not exist."""
    wanted = {name: query.get(name, "").strip() for name in FILTERS}
    closed = {"status": [state.code for state in TRIP_WORKFLOW.states], "direction": list(DIRECTIONS)}
    faults = [
        _not_listed(name, wanted[name], options)
        for name, options in closed.items()
        if wanted[name] and wanted[name] not in options
    ]
    faults += [_unreadable(name) for name, value in wanted.items() if len(value) > LONGEST or not _plain(value)]
    if faults:
        raise Invalid(faults)
    return {name: value for name, value in wanted.items() if value}


def _plain(value: str) -> bool:
    return value.isascii() and (not value or value.isprintable())


def _not_listed(name: str, value: str, options: list[str]) -> ErrorItem:
    listed = ", ".join(options)
    return ErrorItem(
        "CLR_FILTER",
        Text("This value is not on the list.", "Cette valeur n'est pas dans la liste."),
        path=name,
        value=value[:LONGEST] if _plain(value) else None,
        fix=Text(f"Use one of: {listed}.", f"Choisissez parmi : {listed}."),
    )


def _unreadable(name: str) -> ErrorItem:
    return ErrorItem(
        "CLR_FILTER",
        Text("This value cannot be searched for.", "Cette valeur ne peut pas être recherchée."),
        path=name,
        fix=Text("Use letters, digits and hyphens.", "Employez des lettres, des chiffres et des traits d'union."),
    )
