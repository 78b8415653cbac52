"""What the simulated agencies object to, each for its own reason (issue item 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.simulators import rules
from portal.simulators.rules import Filing, objections, take
from portal.simulators.store import Store

TRIP, CARGO = "ABCDTRIP1", "ABCDSHIP1"


def filing(use: str, **changes: str) -> Filing:
    facts = {"trip": TRIP, "carrier": "ABCD", "port": "2704", "plate": "AB12"} | changes
    return Filing(use=use, shipments=(CARGO,), **facts)


def codes_of(one: Filing, agency: rules.Codes, store: Store) -> list[tuple[str, str]]:
    return [(error.code, error.shipment) for error in objections(one, agency, store)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """What an agency has once a trip with one shipment is on file."""
    made = Store(tmp_path / "simulator.db")
    take(filing("cargo_add"), frozenset(), made)
    take(filing("trip_add"), frozenset(), made)
    return made


@pytest.mark.parametrize(
    ("one", "cbp", "cbsa"),
    [
        (filing("trip_replace"), [], []),
        (filing("trip_add"), [("TRPDUP", "")], [("DUPCRN", "")]),
        (filing("cargo_add"), [("SHPDUP", CARGO)], [("DUPCCN", CARGO)]),
        (filing("trip_replace", carrier="ZZ12"), [("009", "")], [("CARRIER", "")]),
        (filing("trip_replace", plate=""), [("402", "")], [("PLATE", "")]),
        (filing("trip_replace", port="27O4"), [("PRTMIS", ""), ("PRTMIS", CARGO)], [("OFFICE", ""), ("OFFICE", CARGO)]),
        (filing("trip_replace", trip="ABCDTRIP2"), [], [("ZZZ", "")]),
        (filing("trip_arrival", trip="ABCDTRIP2"), [("509", "")], []),
    ],
    ids=lambda value: value.use if isinstance(value, Filing) else None,
)
def test_each_agency_objects_for_its_own_reasons(
    one: Filing, cbp: list[tuple[str, str]], cbsa: list[tuple[str, str]], store: Store
) -> None:
    """CBP keeps a refused trip as preliminary and takes a change of it; the CBSA has nothing to change."""
    assert (codes_of(one, rules.CBP, store), codes_of(one, rules.CBSA, store)) == (cbp, cbsa)
