"""What changed between two versions, named at its path in both languages."""

from __future__ import annotations

from typing import Any

from clearance.edi.differing import ADDED, CHANGED, DROPPED, Change, diff
from tests.clearance.edi.manifests import manifest_of
from tests.factories.manifests import changed, line, manifest_dict, shipment


def found(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change.path, change.kind) for change in changes(before, after)]


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    return diff(manifest_of(before), manifest_of(after))


BASE = manifest_dict("SB", shipments=2, lines=2)


def test_nothing_changed() -> None:
    assert changes(BASE, BASE) == ()


def test_a_value_is_named_at_its_place() -> None:
    (change,) = changes(BASE, changed(BASE, "shipments.1.lines.0.weight", "99"))
    assert (change.path, change.kind, change.was, change.now) == (
        "shipments[1].lines[0].weight",
        CHANGED,
        "1250.5",
        "99",
    )
    assert (change.part, change.shipment) == ("shipments", "SHIP0001")
    assert (change.label.en, change.label.fr) == ("Gross weight", "Poids brut")


def test_a_party_is_named_with_its_part_in_the_shipment() -> None:
    (change,) = changes(BASE, changed(BASE, "shipments.0.consignee.city", "Flint"))
    assert change.label.en == "Consignee: City"
    assert change.path == "shipments[0].consignee.city"


def test_an_exchanged_trailer_is_one_gone_and_one_new() -> None:
    other = {"number": "TR111", "type": "TF"}
    assert found(BASE, changed(BASE, "equipment", [other])) == [("equipment[0]", ADDED), ("equipment[0]", DROPPED)]


def test_a_shipment_is_the_same_wherever_it_stands() -> None:
    assert changes(BASE, BASE | {"shipments": BASE["shipments"][::-1]}) == ()
    gone = found(BASE, BASE | {"shipments": BASE["shipments"][1:]})
    assert gone == [("shipments[0]", DROPPED)]
    more = found(BASE, BASE | {"shipments": [*BASE["shipments"], shipment(7)]})
    assert more == [("shipments[2]", ADDED)]


def test_a_line_that_left_does_not_make_the_others_look_changed() -> None:
    lines = [line(number) for number in range(3)]
    before = changed(BASE, "shipments.0.lines", lines)
    assert found(before, changed(before, "shipments.0.lines", [lines[0], lines[2]])) == [
        ("shipments[0].lines[1]", DROPPED)
    ]


def test_a_driver_is_known_by_card_or_name() -> None:
    assert found(BASE, changed(BASE, "crew.0.given_name", "OTHER")) == [("crew[0].given_name", CHANGED)]
    assert found(BASE, changed(BASE, "crew.0.fast_card", "42700000000202")) == [("crew[0].fast_card", CHANGED)]
    somebody_else = {"role": "DRIVER", "family_name": "Else", "given_name": "Somebody"}
    assert found(BASE, changed(BASE, "crew", [somebody_else])) == [("crew[0]", ADDED), ("crew[0]", DROPPED)]
