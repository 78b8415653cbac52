"""The picture for the card: what to change is said at once, and nothing of the person is measured (R-15, R-49)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from enrollment.vault.pictures import REMARKS, measure, picture_items
from tests.factories.documents import a_sheet, as_bytes


def striped() -> Image.Image:
    sheet = a_sheet()
    draw = ImageDraw.Draw(sheet)
    for place in range(0, sheet.height // 3, 40):
        draw.rectangle((0, place, sheet.width, place + 18), fill=(40, 90, 160))
    return sheet


CASES: dict[str, tuple[Any, list[str]]] = {
    "good": (lambda: a_sheet(), []),
    "larger and good": (lambda: a_sheet((1260, 1620)), []),
    "small": (lambda: a_sheet((210, 270)), ["ENR_P001"]),
    "lying": (lambda: a_sheet((810, 630)), ["ENR_P002"]),
    "dark": (lambda: a_sheet(light=0.3), ["ENR_P003", "ENR_P007"]),
    "bright": (lambda: Image.blend(a_sheet(), Image.new("RGB", (630, 810), "white"), 0.75), ["ENR_P004"]),
    "blurred": (lambda: a_sheet(blur=8), ["ENR_P006"]),
    "before a pattern": (striped, ["ENR_P007"]),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_named(case: str) -> None:
    make, wanted = CASES[case]
    items = picture_items(measure(as_bytes(make(), "PNG")))
    codes = [item.code for item in items]
    assert set(wanted) <= set(codes), measure(as_bytes(make(), "PNG"))
    if case in ("good", "larger and good", "small", "blurred", "before a pattern"):
        assert codes == wanted, measure(as_bytes(make(), "PNG"))
    assert all(item.fix and item.fix.fr and item.message.fr for item in items)


def test_size_and_shape_refuse_and_the_rest_are_remarks() -> None:
    severities = {
        item.code: item.severity for make, _ in CASES.values() for item in picture_items(measure(as_bytes(make())))
    }
    assert {code for code, severity in severities.items() if severity == "error"} == {"ENR_P001", "ENR_P002"}
    assert all(item.severity == "warning" for item in REMARKS.values())


def test_a_picture_on_its_side_is_judged_as_it_is_meant() -> None:
    lying = a_sheet().rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    raw = as_bytes(lying)
    assert [item.code for item in picture_items(measure(raw))][:1] == ["ENR_P002"]
    out = io.BytesIO()
    lying.save(out, "JPEG", exif=exif)
    assert "ENR_P002" not in [item.code for item in picture_items(measure(out.getvalue()))]
