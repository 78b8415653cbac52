"""Canada's exemptions (SOR/86-873 s. 18(2), 18(3), 24; domain facts 2.4) as a table: what need not be filed, and why."""

from __future__ import annotations

from typing import Any

import pytest

from clearance.domain import exemptions
from clearance.domain.manifest import Manifest, read
from tests.factories.clearance_facts import context, links
from tests.factories.manifests import changed, manifest_dict

MEMBERS = links("T2", "T2", "T2")
CSA = {"shipments.0.release_type": "CSA", "shipments.0.csa_instruction": True}
EMPTY = {"shipments": [], "trip.load": "EMPTY"}
CONTAINER = {"equipment.0.type": "4B", "equipment.0.number": "CSQU3054383"}
LVS = {"shipments.0.release_type": "LVS", "shipments.0.currency": "CAD"}
NO_PERMIT: dict[str, Any] = {"links": MEMBERS, "permits": frozenset()}


def manifest(changes: dict[str, Any], direction: str = "NB") -> Manifest:
    data = manifest_dict(direction)
    for path, value in changes.items():
        data = changed(data, path, value)
    made, errors = read(data)
    assert made is not None and errors == []
    return made


def loaded_in(country: str) -> dict[str, Any]:
    return {"shipments.0.loading_country": country, "shipments.0.loading_jurisdiction": None}


# changes, facts, cargo data not asked for the only shipment, conveyance data not asked
TABLE: dict[str, tuple[dict[str, Any], dict[str, Any], bool, bool]] = {
    "an ordinary load": ({}, NO_PERMIT, False, False),
    "fully CSA": (CSA, NO_PERMIT, True, True),
    "CSA, but the driver is no member": (CSA, NO_PERMIT | {"links": links("T0", "T2", "T2")}, False, False),
    "CSA, but the carrier is no member": (CSA, NO_PERMIT | {"links": links("T2", "T1", "T2")}, False, False),
    "CSA, but the importer is no member": (CSA, NO_PERMIT | {"links": links("T2", "T2", "T0")}, False, False),
    "CSA without the written instruction": (CSA | {"shipments.0.csa_instruction": None}, NO_PERMIT, False, False),
    "CSA from overseas": (CSA | loaded_in("FR"), NO_PERMIT, False, False),
    "CSA from Mexico": (CSA | loaded_in("MX"), NO_PERMIT, True, True),
    "CSA with goods that need a permit": (CSA, NO_PERMIT | {"permits": frozenset({"870830"})}, False, False),
    "CSA while permits cannot be checked": (CSA, {"links": MEMBERS}, False, False),
    "CSA while memberships are not known": (CSA, {"permits": frozenset()}, False, False),
    "courier low value, at the limit": (LVS | {"shipments.0.lines.0.value": "3300"}, {}, True, False),
    "courier low value, above the limit": (LVS | {"shipments.0.lines.0.value": "3301"}, {}, False, False),
    "on an air waybill": ({"shipments.0.release_type": "AIR_WAYBILL"}, {}, True, False),
    "in transit through Canada": ({"shipments.0.release_type": "TRANSIT"}, {}, True, False),
    "back from transit through the United States": ({"shipments.0.release_type": "TRANSIT_RETURN"}, {}, True, False),
    "an empty truck with its trailer": (EMPTY, {}, False, False),
    "an empty truck of members": (EMPTY, {"links": MEMBERS}, False, True),
    "an empty truck, driver no member": (EMPTY, {"links": links("T0", "T2")}, False, False),
    "empty containers": (EMPTY | CONTAINER, {}, False, False),
    "a bobtail": (EMPTY | {"equipment": []}, {}, False, True),
}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_what_canada_does_not_ask(name: str) -> None:
    changes, facts, cargo, conveyance = TABLE[name]
    made, known = manifest(changes), context(**facts)
    assert exemptions.cargo_exempt(made, known) == (frozenset({0}) if cargo else frozenset()), name
    assert exemptions.conveyance_exempt(made, known) is conveyance, name


@pytest.mark.parametrize("changes", [{}, EMPTY | {"equipment": []}])
def test_nothing_is_exempt_into_the_united_states(changes: dict[str, Any]) -> None:
    changes = {path: value for path, value in changes.items() if path != "trip.load"}
    made = manifest(changes, "SB")
    assert exemptions.cargo_exempt(made, context(**NO_PERMIT)) == frozenset()
    assert not exemptions.conveyance_exempt(made, context(**NO_PERMIT))


def test_every_gap_is_named() -> None:
    """A load that fails every condition of s. 18(2) is told all six."""
    made = manifest(loaded_in("FR"))
    gaps = exemptions.csa_gaps(made, context(links=links("T0", "T0", "T0"), permits=frozenset({"870830"})))
    assert len(gaps) == len(set(gaps)) == 7
    assert all(gap.en != gap.fr for gap in gaps)


def test_empty_containers_are_recognised() -> None:
    assert exemptions.empty_containers(manifest(EMPTY | CONTAINER))
    assert not exemptions.empty_containers(manifest(EMPTY))
    assert not exemptions.empty_containers(manifest(CONTAINER))
