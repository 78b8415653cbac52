"""The two directions of travel and what follows from them."""

from __future__ import annotations

from portal.core.domain.text import Text

SOUTHBOUND = "SB"
NORTHBOUND = "NB"

DIRECTIONS: dict[str, Text] = {
    SOUTHBOUND: Text("Southbound, into the United States", "Vers le sud, entrée aux États-Unis"),
    NORTHBOUND: Text("Northbound, into Canada", "Vers le nord, entrée au Canada"),
}
_BORDER_AGENCY = {SOUTHBOUND: "CBP", NORTHBOUND: "CBSA"}
_COUNTRY = {SOUTHBOUND: "US", NORTHBOUND: "CA"}


def direction_label(direction: str) -> Text:
    return DIRECTIONS[direction]


def border_agency(direction: str) -> str:
    """Give the border agency that receives traffic in this direction."""
    return _BORDER_AGENCY[direction]


def country_of_arrival(direction: str) -> str:
    return _COUNTRY[direction]
