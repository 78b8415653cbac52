"""The crosswalk to the segment: every segment names the elements of the manifest that are in it (R-21)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearance.domain.elements import element_at
from clearance.edi.codebook import CBP, CBSA
from clearance.edi.planning import EDIFACT, X12
from clearance.edi.preview import preview, segments_by_path
from tests.clearance.edi.manifests import BOOK
from tests.clearance.edi.test_canonical import filed, sample


@pytest.mark.parametrize(("agency", "syntax"), [(CBP, EDIFACT), (CBP, X12), (CBSA, EDIFACT)])
def test_every_path_of_a_segment_is_an_element_of_the_registry(agency: str, syntax: str) -> None:
    messages = preview(sample(), agency, BOOK, syntax=syntax)
    paths = {path for message in messages for segment in message.segments for path in segment.paths}
    assert all(element_at(path) for path in paths)
    assert {
        "trip.reference",
        "trip.crossing",
        "trip.eta",
        "shipments[0].reference",
        "shipments[0].lines[0].description",
    } <= paths


def test_goods_under_their_trailer_keep_the_place_they_have_in_the_filing() -> None:
    manifest = sample()
    shipment = manifest.shipments[0]
    line = shipment.lines[0]
    lines = tuple(replace(line, equipment=unit, marks=mark) for unit, mark in (("T1", "A"), ("T1", "B"), ("T2", "C")))
    second = replace(shipment, reference="SECOND", lines=lines[2:])
    found = segments_by_path(
        preview(replace(manifest, shipments=(replace(shipment, lines=lines), second)), CBP, BOOK, syntax=X12)
    )
    for number, mark in enumerate("ABC"):
        (text,) = found[f"shipments[0].lines[{number}].marks"]
        assert text.startswith("N10*") and f"*{mark}*J*" in text
    assert found["shipments[0].lines[2].equipment"] == ("VID*TL**T2",)
    assert any(text.startswith("MBL*") for text in found["shipments[1].reference"])
    assert found["trip.crossing"][0].startswith("P4*")


@pytest.mark.parametrize(
    "address", ["A" * 110, "12 RUE DE LA MONTAGNE " * 5, "B" * 54 + " " + "C" * 55, "D E" * 36 + "FG"]
)
@pytest.mark.parametrize(("agency", "syntax"), [(CBP, EDIFACT), (CBP, X12), (CBSA, EDIFACT)])
def test_an_address_of_110_characters_fits_however_it_breaks(address: str, agency: str, syntax: str) -> None:
    manifest, wanted = sample(), address[:110].strip()
    shipper = replace(manifest.shipments[0].shipper, address=wanted)
    changed = replace(manifest, shipments=(replace(manifest.shipments[0], shipper=shipper),))
    assert filed(changed, agency, syntax).shipments[0].shipper.address == wanted
