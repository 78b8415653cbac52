"""Broken manifests for the rules on release types, exemptions and perimeter clearance: where, changes, direction, facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from clearance.domain.context import PerimeterFacts
from clearance.domain.loops import LoopFacts
from tests.factories.clearance_facts import links
from tests.factories.manifests import shipment

CleanCase = tuple[str, dict[str, Any], str, dict[str, Any]]
CLEARED = PerimeterFacts("PC-2026-00012", "CSQU3054383", "Halifax", date(2026, 1, 2), "884213", "CBSA")
BOX = {"number": "CSQU3054383", "type": "4B", "third_country": True, "seals": [{"number": "884213", "grade": "H"}]}
CITED = {
    "equipment.0": BOX,
    "shipments.0.perimeter_id": "PC-2026-00012",
    "shipments.0.lines.0.equipment": "CSQU3054383",
}
ON_FILE = {"perimeter": {"PC-2026-00012": CLEARED}}
KIND, VALUE = "shipments.0.release_type", "shipments.0.lines.0.value"
CSA_LOAD = {KIND: "CSA", "shipments.0.csa_instruction": True}
EMPTY = {"shipments": [], "trip.load": "EMPTY"}
MEMBERS: dict[str, Any] = {"links": links("T2", "T2", "T2"), "permits": frozenset()}
SB, NB = "SB", "NB"
LOOP = LoopFacts("VC-7", date(2026, 1, 1), date(2026, 12, 31), frozenset({"ABCD"}), frozenset({"nowhere"}), ("9999",))

RELEASE_CASES: dict[str, CleanCase] = {
    "CLR_N012": ("shipments[0].release_office", {"shipments.0.release_office": "0440"}, NB, {}),
    "CLR_N092": ("shipments[0].release_type", {KIND: "LVS", "shipments.0.currency": "CAD", VALUE: "3300.01"}, NB, {}),
    "CLR_N093": ("shipments[0].currency", {KIND: "LVS"}, NB, {}),
    "CLR_N094": (
        "shipments[1].release_type",
        {"shipments": [shipment(0, release_type="FAST"), shipment(1)]},
        SB,
        {"links": links("T2", "T2", "T2", "T0")},
    ),
    "CLR_N095": ("equipment[0].third_country", {"equipment.0": BOX}, SB, {}),
    "CLR_N096": ("shipments[0].perimeter_id", CITED, SB, {"perimeter": {}}),
    "CLR_N097": ("shipments[0].perimeter_id", CITED | {"equipment.0": BOX | {"seals": []}}, SB, ON_FILE),
    "CLR_N098": ("shipments[0].perimeter_id", CITED, SB, ON_FILE),
    "CLR_N100": ("shipments", CSA_LOAD, NB, MEMBERS),
    "CLR_N101": ("shipments", CSA_LOAD, NB, MEMBERS | {"permits": frozenset({"870830"})}),
    "CLR_N102": ("shipments[0].release_type", {KIND: "AIR_WAYBILL"}, NB, {}),
    "CLR_N103": ("equipment", EMPTY | {"equipment.0.type": "4B", "equipment.0.number": "CSQU3054383"}, NB, {}),
    "CLR_N104": ("conveyance", EMPTY | {"equipment": []}, NB, {}),
    "CLR_N115": ("trip.loop", {"trip.loop": "VC-7"}, SB, {}),
    "CLR_N116": ("trip.crossing", {"trip.loop": "VC-7"}, SB, {"loop": LOOP}),
    "CLR_N105": ("trip.iit", {KIND: "IIT"}, SB, {}),
}
