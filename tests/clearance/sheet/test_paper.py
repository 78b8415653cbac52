"""The paper, printed and read back: one page for thirty, sizes, codes, words (5.5, acceptance 6)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from clearance.domain.sheet.signing import check
from clearance.printing.codes import code128, qr
from clearance.printing.lead_sheet import lead_sheet_pdf
from clearance.printing.paper import printable, shortened, wrapped
from tests.clearance.sheet.samples import TEXT, TRUSTED, content, printed

DPI = 150
LANGUAGES = ("en", "fr")
DIRECTIONS = ("SB", "NB")


@contextmanager
def opened(document: bytes) -> Iterator[pypdfium2.PdfDocument]:
    found = pypdfium2.PdfDocument(document)
    try:
        yield found
    finally:
        found.close()


def codes_on(document: bytes, page: int = 0) -> dict[str, str]:
    """Print a page and read every code on it."""
    with opened(document) as found:
        picture = found[page].render(scale=DPI / 72, grayscale=True).to_pil()
    return {str(code.format): code.text for code in zxingcpp.read_barcodes(picture)}


def texts(document: bytes) -> list[str]:
    with opened(document) as found:
        return [page.get_textpage().get_text_range() for page in found]


def sizes(document: bytes) -> list[tuple[str, float]]:
    """Every text of the first page with its size in points."""
    found = []
    with opened(document) as paper:
        page = paper[0]
        words = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(item, ctypes.byref(size))
            length = pdfium.FPDFTextObj_GetText(item, words, None, 0)
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFTextObj_GetText(item, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
            found.append((buffer.raw.decode("utf-16-le").rstrip("\0 "), size.value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_thirty_consignments_take_one_page_and_the_codes_read_back(direction: str, language: str) -> None:
    document = lead_sheet_pdf(printed(content(direction, 30), language))
    found = texts(document)
    assert len(found) == 1
    assert all(f"ABCDS{number:06d}" in found[0] for number in range(30))
    codes = codes_on(document)
    assert len(codes) == 2, "the signed code and the trip number; no bar code of a shipment"
    assert codes["Code 128"] == "ABCDTRIP000001"
    checked = check(codes["QR Code"], TRUSTED)
    assert checked.genuine and checked.code is not None and checked.code.trip_number == "ABCDTRIP000001"


@pytest.mark.parametrize("language", LANGUAGES)
def test_thirty_still_fit_beside_an_inspection(language: str) -> None:
    sheet = content("NB", 30, lane="SECONDARY", lines={"CBP": "accepted", "CBSA": "hold", "CFIA": "hold"})
    found = texts(lead_sheet_pdf(printed(sheet, language)))
    assert len(found) == 1
    order = {"en": ["1. Booth (CBSA)", "2. Secondary inspection", "3. Inspection by CFIA"]}
    order["fr"] = ["1. Guérite (CBSA)", "2. Inspection secondaire", "3. Inspection : CFIA"]
    places = [found[0].index(words) for words in order[language]]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_go_over_to_a_second_page_with_the_list_alone(language: str) -> None:
    document = lead_sheet_pdf(printed(content(consignments=60), language))
    first, second = texts(document)
    assert "ABCDS000029" in first and "ABCDS000030" not in first
    assert all(f"ABCDS{number:06d}" in second for number in range(30, 60))
    assert "ABCDTRIP000001" in second and "Lefrançois" not in second
    assert codes_on(document, 1) == {}


def test_two_hundred_are_all_there() -> None:
    joined = "".join(texts(lead_sheet_pdf(printed(content(consignments=200)))))
    assert all(f"ABCDS{number:06d}" in joined for number in range(200))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_what_the_officer_reads_is_set_in_22_points_or_more(direction: str, language: str) -> None:
    found = dict(sizes(lead_sheet_pdf(printed(content(direction, 2), language))))
    title = {"SB": "ACE Electronic Manifest", "NB": {"en": "ACI eManifest", "fr": "Manifeste électronique (IPEC)"}}
    name = title["SB"] if direction == "SB" else title["NB"][language]
    for large in (name, "ABCDTRIP000001", "Zoé Lefrançois", "ON BBDD11", "TR998 (ON BA12YY)", "884213"):
        assert found[large] >= 22, large
    for small in ("ABCDS000000", "Brake assemblies for passenger cars"):
        assert max(size for text, size in found.items() if small[:16] in text) <= 12, small


def test_long_names_and_many_seals_keep_their_size() -> None:
    sheet = content(
        consignments=30,
        trip_number="ABCD" + "W" * 21,
        drivers=("Jean-Christophe Beauchamp-Lamontagne de la Chevrotière",),
        seals=tuple(f"SEAL{number:06d}" for number in range(16)),
        trailers=("CONT1234567", "CONT7654321", "CHASSIS99999"),
    )
    document = lead_sheet_pdf(printed(sheet, "fr"))
    large = "".join(text for text, size in sizes(document) if size >= 22)
    assert sheet.trip_number in large.replace(" ", "") and "Chevrotière" in large and "SEAL000000," in large
    everything = "".join(texts(document))
    assert all(f"SEAL{number:06d}" in everything for number in range(16))
    codes = codes_on(document)
    assert codes["Code 128"] == sheet.trip_number and check(codes["QR Code"], TRUSTED).genuine


@pytest.mark.parametrize(
    ("language", "marks"), [("en", ["Green-FAST lane", "officer verifies"]), ("fr", ["Voie", "l'agent"])]
)
def test_the_file_says_what_it_is(language: str, marks: list[str]) -> None:
    document = lead_sheet_pdf(printed(content(lane="GREEN_FAST"), language))
    with opened(document) as found:
        meta = found.get_metadata_dict()
        width, height = found[0].get_size()
    assert "ABCDTRIP000001" in meta["Title"] and (width, height) == (612, 792)
    assert f"/Lang ({language}-CA)".encode() in document and b"/DisplayDocTitle true" in document
    words = texts(document)[0]
    assert all(mark in words for mark in [*marks, "a3" * 32, "sheet/verify", "1-800-000-0000"])
    assert document == lead_sheet_pdf(printed(content(lane="GREEN_FAST"), language))


def test_a_matched_entry_is_ticked_and_said() -> None:
    plain = content(consignments=2)
    ticked = content(consignments=2)
    first = replace(ticked.consignments[0], matched=True)
    document = lead_sheet_pdf(printed(replace(ticked, consignments=(first, ticked.consignments[1]))))
    assert "entry matched: 1" in texts(document)[0] and "matched" not in texts(lead_sheet_pdf(printed(plain)))[0]


def test_an_empty_truck_has_a_sheet_too() -> None:
    (only,) = texts(lead_sheet_pdf(printed(content(consignments=0, seals=(), lane=""))))
    assert "Empty truck" in only and "No lane advised yet" in only


def test_the_geometry_is_the_same_on_the_phone() -> None:
    code = qr(TEXT)
    assert code.width == code.height == 53 + 8, "version 9: one module is 0.97 mm on paper"
    assert code.path.startswith("M4 4.5h7") and len(code.path) < 8000
    assert code128("ABCDTRIP000001").height == 1


def test_words_that_the_built_in_fonts_lack() -> None:
    assert printable("Nguyễn Łukasz œuf é 東") == "Nguyen Lukasz œuf é ?"
    assert shortened("abcdefghij" * 9, 60, 10).endswith("…") and shortened("ab", 60, 10) == "ab"
    assert wrapped(["W" * 60], 200, 22) == wrapped(["W" * 60], 200, 22) and len(wrapped(["W" * 60], 200, 22)) > 1
