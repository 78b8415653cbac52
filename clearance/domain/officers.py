"""Which agency receives a truck, and how long an officer may take an act back (requirements 4.6, 5.4)."""

from __future__ import annotations

BORDER = ("CBP", "CBSA")
UNDO_SECONDS = 10
SETTLE_SECONDS = UNDO_SECONDS + 2
_ARRIVAL = {"SB": "CBP", "NB": "CBSA"}


def arrival_agency(direction: str) -> str:
    """The agency a truck drives up to: CBP southbound, CBSA northbound."""
    return _ARRIVAL[direction]


def departure_agency(direction: str) -> str:
    """The border agency of the country the truck leaves."""
    return next(agency for agency in BORDER if agency != _ARRIVAL[direction])
