"""One manifest per rule that breaks it: what is changed in a faultless one, and where the item must point."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.clearance.domain.partner_cases import PARTNER_CASES
from tests.clearance.domain.release_cases import RELEASE_CASES
from tests.factories.clearance_facts import links
from tests.factories.manifests import ETA, shipment

CONTAINER = {"number": "CSQU3054383", "type": "4B", "third_country": True, "seals": [{"number": "1", "grade": "H"}]}
IN_BOND = {"entry_type": "62", "number": "123456782"}


@dataclass(frozen=True)
class Case:
    """`changes` maps dotted paths to values (None removes); `where` is the path of the item."""

    where: str
    changes: dict[str, Any]
    direction: str = "SB"
    context: dict[str, Any] = field(default_factory=dict)


def north(where: str, changes: dict[str, Any], **context: Any) -> Case:
    return Case(where, changes, "NB", context)


LICENCE = {"type": "5K", "number": "AB1", "jurisdiction": "ON"}
DRIVER = "crew.0"
LINE = "shipments.0.lines.0"
AT_LINE = "shipments[0].lines[0]"

CASES: dict[str, Case] = {
    "CLR_N001": Case("trip.scac", {"trip.scac": "AB"}, context={"carrier_scacs": frozenset({"AB"})}),
    "CLR_N002": Case("trip.scac", {"trip.scac": "WXYZ"}),
    "CLR_N003": Case("trip.reference", {}, context={"trip_numbers": {"ABCDTRIP000001"}}),
    "CLR_N004": north("shipments[0].reference", {"shipments.0.reference": "TRIP000001"}),
    "CLR_N005": Case("trip.crossing", {"trip.crossing": "nowhere"}),
    "CLR_N006": Case("trip.crossing", {"trip.crossing": "one-way"}),
    "CLR_N007": Case("trip.eta", {}, context={"now": ETA}),
    "CLR_N008": Case("trip.eta", {}, context={"now": ETA - timedelta(days=30, minutes=1)}),
    "CLR_N009": Case("trip.eta", {}, context={"now": ETA - timedelta(minutes=59)}),
    "CLR_N010": north("trip.load", {"trip.load": "EMPTY"}),
    "CLR_N011": north("conveyance.vin", {"conveyance.vin": "1M8GDM9AXKP042788"}),
    "CLR_N020": Case("conveyance.vin", {"conveyance.vin": "1M8GDM9A1KP042788"}),
    "CLR_N021": Case("conveyance.plate_jurisdiction", {"conveyance.plate_jurisdiction": "MI"}),
    "CLR_N022": Case("equipment[0].plate_jurisdiction", {"equipment.0.plate_jurisdiction": None}),
    "CLR_N023": Case("equipment[1].number", {"equipment": [{"number": "TR998", "type": "TF"}] * 2}),
    "CLR_N024": Case("equipment[0].number", {"equipment.0": CONTAINER | {"number": "CSQU3054384"}}),
    "CLR_N025": Case("equipment[0].type", {"equipment.0.type": "QQ"}),
    "CLR_N026": Case("equipment[0].seals", {"shipments.0.release_type": "FAST", "equipment.0.seals": None}),
    "CLR_N027": Case("equipment[0].seals[0].number", {"conveyance.seals": [{"number": "884213"}]}),
    "CLR_N028": Case("conveyance.insurer", {f"{LINE}.un_number": "1321"}),
    "CLR_N030": Case("equipment[0].third_country", {"equipment.0": CONTAINER, f"{DRIVER}.fast_card": None}),
    "CLR_N040": Case("crew", {"crew": []}),
    "CLR_N041": north("crew", {"crew": []}),
    "CLR_N042": Case("crew[0].documents", {f"{DRIVER}.fast_card": None}),
    "CLR_N043": Case("crew[0].documents[0].country", {f"{DRIVER}.documents": [{"type": "ACW", "number": "A1"}]}),
    "CLR_N044": Case("crew[0].documents", {f"{DRIVER}.fast_card": None, f"{DRIVER}.documents": [LICENCE]}),
    "CLR_N045": Case("crew[0].birth_date", {f"{DRIVER}.birth_date": "2015-01-01"}),
    "CLR_N046": Case("crew[1].fast_card", {"crew": [{"role": "DRIVER", "fast_card": "42700000000101"}] * 2}),
    "CLR_N060": Case("shipments[0].scac", {"shipments.0.scac": "AB"}),
    "CLR_N061": Case("shipments[1].reference", {"shipments": [shipment(), shipment()]}),
    "CLR_N062": Case("shipments[0].reference", {}, context={"shipment_numbers": {"ABCDSHIP0000"}}),
    "CLR_N063": Case("shipments[0].release_type", {"shipments.0.release_type": "MAGIC"}),
    "CLR_N064": Case("shipments[0].release_type", {"shipments.0.release_type": "PARS"}),
    "CLR_N065": Case("shipments[0].release_type", {"shipments.0.release_type": "SECTION_321"}),
    "CLR_N066": Case("shipments[0].in_bond", {"shipments.0.release_type": "IN_BOND"}),
    "CLR_N067": Case("shipments[0].in_bond.foreign_port", {"shipments.0.in_bond": IN_BOND}),
    "CLR_N068": Case("shipments[0].c4_code", {"shipments.0.release_type": "BRASS"}),
    "CLR_N069": Case(
        "shipments[0].release_type", {"shipments.0.release_type": "FAST"}, context={"links": links("T2", "T2", "T0")}
    ),
    "CLR_N070": Case("shipments[0].shipper.jurisdiction", {"shipments.0.shipper.jurisdiction": "MI"}),
    "CLR_N071": Case("shipments[0].loading_jurisdiction", {"shipments.0.loading_jurisdiction": "MI"}),
    "CLR_N072": Case(f"{AT_LINE}.origin", {f"{LINE}.origin": "ZZ"}),
    "CLR_N073": north("shipments[0].consignee.identifier", {"shipments.0.consignee.identifier": "123456789RM0001"}),
    "CLR_N074": Case(
        "shipments[0].loading_country",
        {"shipments.0.loading_country": "US", "shipments.0.loading_jurisdiction": "MI"},
    ),
    "CLR_N075": Case("shipments[0].consignee.country", {"shipments.0.consignee.country": "MX"}),
    "CLR_N076": Case(
        f"{AT_LINE}.value",
        {"shipments.0.release_type": "IN_BOND", "shipments.0.in_bond": IN_BOND, f"{LINE}.value": None},
    ),
    "CLR_N077": Case("shipments[0].currency", {"shipments.0.currency": None}),
    "CLR_N078": Case("shipments[0].boarded_quantity", {"shipments.0.boarded_quantity": 101}),
    "CLR_N080": Case(f"{AT_LINE}.hs_code", {f"{LINE}.hs_code": "999999"}),
    "CLR_N081": Case(f"{AT_LINE}.description", {f"{LINE}.description": "Auto parts, 12 pcs"}),
    "CLR_N082": Case(f"{AT_LINE}.package_code", {f"{LINE}.package_code": "PLT"}),
    "CLR_N083": Case(f"{AT_LINE}.quantity", {f"{LINE}.quantity": 0}),
    "CLR_N084": Case(f"{AT_LINE}.weight", {f"{LINE}.weight": "0.000"}),
    "CLR_N085": Case(f"{AT_LINE}.hazmat_phone", {f"{LINE}.un_number": "1321", f"{LINE}.hazmat_contact": "Night desk"}),
    "CLR_N086": Case(f"{AT_LINE}.un_number", {f"{LINE}.un_number": "3551"}),
    "CLR_N087": Case(f"{AT_LINE}.equipment", {f"{LINE}.equipment": "GHOST"}),
    "CLR_N088": Case("shipments", {f"{LINE}.weight": "75001"}),
    "CLR_N089": Case(f"{AT_LINE}.package_code", {f"{LINE}.package_code": "ZZ"}),
    "CLR_N090": Case(f"{AT_LINE}.marked_origin", {f"{LINE}.origin": "CN", f"{LINE}.marked_origin": "CA"}),
    "CLR_N091": Case(f"{AT_LINE}.origin", {f"{LINE}.origin": "CN"}),
    **{code: Case(where, changes, context=facts) for code, (where, changes, facts) in PARTNER_CASES.items()},
    **{code: Case(*case) for code, case in RELEASE_CASES.items()},
}
