"""The message engine: envelopes, places of faults, exact rebuild, broken input (R-20 to R-23, acceptance 1 and 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.edi import large_message, outcome_of
from clearance.edi import EdiError, Envelope, Segment, all_maps, bare, build, build_segments, lex, read, write
from clearance.edi.checking import check
from clearance.edi.errors import FAULTS
from clearance.edi.transforms import cut_pieces, join_pieces
from tests.factories.edi_mutations import PAYLOADS, mutations

FILES = sorted(PAYLOADS.glob("*.edi"))
TRIP = (PAYLOADS / "cusrep_336.edi").read_bytes()
GOODS = (PAYLOADS / "cuscar_85.edi").read_bytes()
X12 = (PAYLOADS / "x12_309.edi").read_bytes()
NOW = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


def error_of(data: bytes) -> EdiError:
    with pytest.raises(EdiError) as caught:
        lex(data)
    return caught.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_is_rebuilt_to_the_same_bytes(path: Path) -> None:
    for one in check(path.read_bytes()):
        assert (one.errors, one.exact) == ((), True)


@pytest.mark.parametrize(
    ("old", "new", "code", "segment", "element"),
    [
        (b"UNT+20+8", b"UNT+21+8", "EDI_COUNT", 20, 1),
        (b"UNT+20+8", b"UNT+20+9", "EDI_REFERENCE", 20, 2),
        (b"UNE+1+43", b"UNE+2+43", "EDI_COUNT", 23, 1),
        (b"UNZ+1+43", b"UNZ+1+44", "EDI_REFERENCE", 24, 2),
        (b"UNZ+1+43'", b"", "EDI_NOT_CLOSED", 23, 0),
        (b"UNT+20+8'", b"", "EDI_NOT_CLOSED", 19, 0),
        (b"SEL+", b"sel+", "EDI_TAG", 16, 0),
        (b"SEL+", b"SEL\x01+", "EDI_CHARACTER", 16, 0),
    ],
)
def test_a_broken_frame_is_refused_at_its_place(old: bytes, new: bytes, code: str, segment: int, element: int) -> None:
    fault = error_of(TRIP.replace(old, new))
    assert (fault.code, fault.segment, fault.element) == (code, segment, element)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EDI_EMPTY"),
        (b" \r\n", "EDI_EMPTY"),
        (b"hello", "EDI_UNKNOWN"),
        (b"ISA*00*", "EDI_TRUNCATED"),
        (X12[:300], "EDI_TRUNCATED"),
        (X12.replace(b"QZXT           ", b"QZXT  "), "EDI_HEADER"),
        (X12.replace(b"*T*>~", b"*T*Z~"), "EDI_DELIMITERS"),
        (b"UNA::,? 'UNB:UNOA", "EDI_DELIMITERS"),
        (b"BGM+1'", "EDI_UNKNOWN"),
        (b"UNB+UNOA:4+A+B+20260101:1000+1'UNZ+0+1'", "EDI_NO_MESSAGE"),
    ],
)
def test_what_is_no_interchange_is_refused(data: bytes, code: str) -> None:
    assert error_of(data).code == code


def test_a_message_is_never_read_by_a_map_of_the_other_syntax() -> None:
    mixed = b"UNB+UNOC:3+A:ZZ+B:ZZ+261124:1001+1'UNH+1+353:0002:005040'UNT+2+1'UNZ+1+1'"
    assert [error.code for error in read(mixed)[0].errors] == ["EDI_NO_MAP"]


def test_faults_of_a_message_name_segment_element_and_path() -> None:
    data = GOODS.replace(b"PAC+140++CTN", b"PAC+14O++CTN").replace(b"202611241830", b"202613241830")
    found = {(e.code, e.segment, e.element, e.component) for e in read(data)[0].errors}
    assert found == {("EDI_NUMBER", 37, 1, 1), ("EDI_FORM", 3, 1, 2)}
    without = TRIP.replace(b"BGM+336:::STANDARD+QZXTNIGHTRUN8+2'", b"").replace(b"UNT+20", b"UNT+19")
    assert [e.code for e in read(without)[0].errors] == ["EDI_MISSING_SEGMENT"]
    long = GOODS.replace(b"+DETROIT+MI:163+48202", b"+DETROIT+MI:163+48202" + b"0" * 30)
    assert [(e.code, e.element) for e in read(long)[0].errors] == [("EDI_TOO_LONG", 8)]


def test_values_are_the_manifest() -> None:
    values = bare(read(GOODS)[0].values)
    assert values["trip"]["reference"] == "NIGHTRUN7"
    assert values["trip"]["iit"] == ["EC"]
    assert values["conveyance"]["vin"] == "1M8GDM9AXKP042788"
    assert values["crew"][1] == {"role": "PASSENGER", "fast_card": "42700000000701"}
    line = values["shipments"][0]["lines"][0]
    assert (line["quantity"], line["weight"], line["weight_unit"]) == (140, "2310.5", "KG")
    assert line["description"] == "BRAKE PADS, SEMI-METALLIC, 50+ PIECES A CARTON"
    assert values["shipments"][1]["in_bond"]["departure_date"] == "2026-11-26"


def test_a_path_leads_to_its_segment_both_ways() -> None:
    reading = read(GOODS)[0]
    place = reading.places["shipments[1].lines[0].description"]
    assert reading.message.segments[place[0] - 1].get(*place[1:]) == "CAST IRON BRAKE ROTORS"
    built = build_segments("cuscar_85", bare(reading.values))
    weight = next(one for one in built if one.segment.tag == "MEA")
    assert weight.paths == ("shipments[0].lines[0].weight_unit", "shipments[0].lines[0].weight")
    assert weight.path_at(3, 2) == "shipments[0].lines[0].weight"


def test_what_cannot_be_sent_is_refused_with_its_path() -> None:
    values = bare(read(GOODS)[0].values)
    values["shipments"][0]["lines"][0]["weight_unit"] = "ST"
    with pytest.raises(EdiError) as caught:
        build_segments("cuscar_85", values)
    assert (caught.value.code, caught.value.path) == ("EDI_CODE", "shipments[0].lines[0].weight_unit")


@pytest.mark.parametrize(("map_id", "source"), [("cusrep_336", TRIP), ("x12_309", X12)])
def test_a_built_message_reads_back_to_its_values(map_id: str, source: bytes) -> None:
    values = bare(read(source)[0].values)
    data = build(map_id, values, Envelope("QZXT", "CBP-ACE-TEST", "88", NOW, test=True, release=""))
    again = read(data)[0]
    assert (again.errors, bare(again.values), again.interchange.test) == ((), values, True)


def test_line_breaks_and_several_interchanges_are_no_obstacle() -> None:
    wrapped = GOODS.replace(b"\n", b"")
    wrapped = b"\r\n".join(wrapped[at : at + 80] for at in range(0, len(wrapped), 80))
    assert [one.errors for one in check(wrapped)] == [()]
    assert [one.exact for one in check(TRIP + X12 + TRIP[: TRIP.rindex(b"\n")])] == [True] * 3


def test_time_grows_with_the_size_only() -> None:
    big = large_message(300_000)
    assert read(big)[0].errors == ()
    assert error_of(b"UNB+UNOA:4+A:ZZ+B:ZZ+20260101:1000+1'" + b"'" * 200_000).code == "EDI_TAG"
    assert error_of(b"UNH+1+CUSREP:D:03B:UN'BGM+" + b"?" * 400_000).code == "EDI_TRUNCATED"


def test_two_thousand_broken_inputs_raise_nothing_else() -> None:
    assert {outcome_of(data) for data in mutations(11, 2000)} >= {"read", "EDI_TRUNCATED", "EDI_TAG"}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_whatever_an_element_holds_is_written_and_read(elements: list[list[str]]) -> None:
    base = lex(TRIP)
    message, group = base.messages[0], base.groups[0]
    free = Segment("FTX", tuple(map(tuple, elements)), 2)
    changed = replace(message, segments=(message.segments[0], free, message.segments[-1]))
    again = lex(write(replace(base, groups=(replace(group, messages=(changed,)),))))
    assert again.messages[0].segments[1] == free


@settings(max_examples=100)
@given(st.text("AB ", max_size=60), st.integers(2, 12))
def test_cut_lines_join_to_the_same_text(text: str, most: int) -> None:
    pieces = cut_pieces(text, most)
    assert join_pieces(pieces, most) == text
    assert all(len(piece) <= most for piece in pieces)


def test_every_map_loads_and_every_fault_has_both_languages() -> None:
    assert {"309", "350", "353", "355", "358", "997"} <= {one.kind for one in all_maps().values()}
    assert all(text.en and text.fr and text.en != text.fr for text in FAULTS.values())
    for one in all_maps().values():
        for _prefix, node in one.every_node():
            assert all(element.origin.source in one.sources for element in node.elements)


def test_edi_check_prints_a_line_per_message_and_fails_on_any_fault(tmp_path: Path) -> None:
    out, bad = StringIO(), tmp_path / "bad.edi"
    call_command("edi_check", *map(str, FILES), stdout=out)
    assert out.getvalue().count("same bytes") == len(FILES) + 1
    bad.write_bytes(TRIP.replace(b"UNT+20", b"UNT+22"))
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("edi_check", str(FILES[0]), str(bad), str(tmp_path / "none"), stdout=out, language="fr")
    assert stopped.value.code == 1
    assert "erreur EDI_COUNT segment 20 (UNT), élément 1" in out.getvalue()
    assert "illisible" in out.getvalue()
