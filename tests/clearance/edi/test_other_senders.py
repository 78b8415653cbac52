"""Messages as others write them: bare statuses, older versions, other signs, several to a file (acceptance 1)."""

from __future__ import annotations

from itertools import chain

import pytest

from clearance.edi import bare, read
from clearance.edi.answers import Answer, answer_from
from clearance.edi.checking import check


def message(kind: str, version: str, *lines: str) -> bytes:
    """One EDIFACT message in its interchange, a line break after each segment."""
    segments = (
        "UNB+UNOA:4+CBP-ACE-TEST:ZZ+ABCD:02+20261124:0939+77++ACETEST",
        f"UNH+5+{kind}:{version}:UN",
        *lines,
        f"UNT+{len(lines) + 2}+5",
        "UNZ+1+77",
    )
    return "".join(f"{segment}'\n" for segment in segments).encode()


STATUS = message(
    "CUSRES",
    "D:03B",
    "BGM+34+ABCDTRIP000001",
    "DTM+163:202611241030:203",
    "TDT+11++03+:::TR+ABCD+I++:146::1M8GDM9AXKP042788",
    "NAD+CA+0000000504:109",
    "ERP+1",
    "ERC+SN030",
    "FTX+AAH+++Trip arrived",
    "DOC+929:::61+123456782",
    "PAC+10",
    "RFF+AAM:ABCDSHIP0001",
    "LOC+219+0901++::276",
    "DTM+163:202611241035:203",
    "ERP+2",
    "ERC+SN050",
    "FTX+AAO+++Shipment hold",
    "PAC+1",
    "RFF+AAM:ABCDSHIP0002",
    "DTM+163:202611241041:203",
    "ERP+2",
    "ERC+SN105",
    "FTX+AAH+++Entry not on file",
)
RELEASE = message("CUSRES", "D:00A", "BGM+:::687+8010S00001256D+11", "DTM+9:202611241028:203", "GIS+1")
REFUSAL = message("APERAK", "D:01B", "BGM+963+A1+27", "DTM+137:202611241028:203", "RFF+ACW:77")
ERRORS = message("APERAK", "D:07B", "BGM+313+A2", "ERC+Z10", "RFF+ACW:987", "ERC+Z11", "RFF+CN:9ABCSHIP1")
NOTICE = message("GOVCBR", "D:11B", "BGM+23+9ABCSHIP1", "DTM+9:202611241028:203", "STS++2:::0001", "UNS+D", "UNS+S")
ALL = (STATUS, RELEASE, REFUSAL, ERRORS, NOTICE)


def answer(data: bytes) -> Answer:
    found = answer_from(read(data)[0])
    assert found is not None
    return found


def test_a_status_tells_shipments_with_and_without_an_entry_and_when() -> None:
    told = [(one.code, one.control_number, one.text, one.at[11:]) for one in answer(STATUS).notices]
    assert told == [
        ("SN030", "ABCDTRIP000001", "Trip arrived", "10:30"),
        ("SN050", "ABCDSHIP0001", "Shipment hold", "10:35"),
        ("SN105", "ABCDSHIP0002", "Entry not on file", "10:41"),
    ]


def test_older_releases_and_notices_without_a_reference_are_understood() -> None:
    assert [(one.code, one.at) for one in answer(RELEASE).notices] == [("GIS-1", "2026-11-24T10:28")]
    assert answer(NOTICE).control_number == "9ABCSHIP1"


def test_an_error_message_refuses_unless_it_speaks_of_shipments_only() -> None:
    """A reference to a message is no shipment: what names one refuses the whole."""
    assert answer(REFUSAL).accepted is False
    assert (answer(ERRORS).accepted, answer(ERRORS).refused) == (False, {"9ABCSHIP1"})
    assert answer(ERRORS.replace(b"RFF+ACW", b"RFF+XC")).accepted is True


SIGNS = str.maketrans({"+": "|", ":": "^", "'": "~"})
SPELLINGS = {
    "una alone, then lines": b"UNA:+.? '" + STATUS,
    "una on a line": b"UNA:+.? '\n" + STATUS,
    "una with a comma": b"UNA:+,? '\r\n" + STATUS.replace(b"\n", b"\r\n"),
    "una without release": b"UNA:+.  '" + STATUS,
    "other signs": ("UNA^|.\\ ~" + STATUS.decode().translate(SIGNS)).encode(),
    "one line": STATUS.replace(b"\n", b""),
    "bare": b"".join(line for line in STATUS.splitlines(keepends=True) if line[:3] not in (b"UNB", b"UNZ")),
    "several, empty lines between": b"\n\n\n".join(ALL),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_whatever_signs_and_lines_it_comes_to_the_same_bytes(name: str) -> None:
    for one in check(SPELLINGS[name]):
        assert (one.errors, one.exact) == ((), True)


@pytest.mark.parametrize("size", [40, 80])
def test_lines_of_fixed_length_are_read_and_written_in_canonical_form(size: int) -> None:
    flat = STATUS.replace(b"\n", b"")
    (one,) = check(b"\r\n".join(flat[at : at + size] for at in range(0, len(flat), size)))
    assert (one.errors, one.exact) == ((), False)


def x12(number: str, group: str, version: str, *lines: str) -> bytes:
    segments = (
        "ISA*00*          *00*          *ZZ*ABCD           *ZZ*CBP-ACE        *261124*0939*U*00401*000000077*0*T*>",
        f"GS*{group}*ABCD*CBP-ACE*20261124*0939*77*X*{version}",
        f"ST*{number}*0001",
        *lines,
        f"SE*{len(lines) + 2}*0001",
        "GE*1*77",
        "IEA*1*000000077",
    )
    return "".join(f"{segment}~\n" for segment in segments).encode()


TRUCK = x12(
    *("309", "AQ", "005020"),
    "M10*ABCD*J*CA****TRIP000001",
    "VEH*1*1M8GDM9AXKP042788",
    "NM1*VW*1*EXAMPLE*SAMPLE",
    "DMG*D8*19800101*M****US",
    "REF*5K*P000000000001",
    "N3*1 EXAMPLE ROAD",
    "N4*RESTON*VA*20190*US",
    "P4*2704*261124***112530",
    "LX*1",
    "M11*SHIP0001*09880*100*BOX*2650*K******ABCD",
    "N1*SH*EXAMPLE SHIPPER",
    "VID*TL**TR998*SEAL1*SEAL2",
    "N10*100*BRAKE ASSEMBLIES*LOT 7*J*870830",
)


def test_a_309_tells_its_crew_and_a_date_without_century() -> None:
    (one,) = check(TRUCK)
    assert (one.errors, one.exact) == ((), True)
    values = bare(read(TRUCK)[0].values)
    assert values["trip"]["eta"] == "2026-11-24T11:25"
    person = values["crew"][0]
    assert (person["family_name"], person["birth_date"], person["citizenship"]) == ("EXAMPLE", "1980-01-01", "US")
    assert [paper["type"] for paper in person["documents"]] == ["5K"]


def test_files_of_both_syntaxes_together_come_to_the_same_bytes() -> None:
    found = check(b"\n".join(chain.from_iterable((one, TRUCK) for one in ALL)))
    assert len(found) == 10 and all(one.exact for one in found)
