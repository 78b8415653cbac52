"""The signed code: CBP's layout first, under 300 bytes, and no bit of it may change (acceptance 6)."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.trail.domain.notes import Signer
from clearance import verify_sheet as offline
from clearance.domain.numbers import SIGNED, TRIP, parse_scan
from clearance.domain.sheet.layout import BODY_LENGTH, CBP_LENGTH, LANE_LETTERS, LENGTH, looks_signed, parse
from clearance.domain.sheet.signing import ALTERED, CONTEXT, GENUINE, PURPOSE, UNKNOWN_KEY, UNREADABLE, check, sign
from clearance.domain.sheet.standing import EXPIRED, SUPERSEDED, TAMPERED, UNKNOWN, VALID, WITHDRAWN, standing
from clearance.domain.trip_workflow import ACCEPTED, CANCELLED
from tests.clearance.sheet.samples import CODE, ETA, ISSUED, SIGNER, TEXT, TRUSTED

SCRIPT = Path(offline.__file__)
NOW = "202611241800"


def published(*signers: Signer) -> str:
    """The keys as the portal publishes them."""
    keys = [
        {
            "id": signer.verifier().key_id.hex().upper(),
            "name": signer.name,
            "public": base64.b64encode(signer.verifier().public).decode(),
        }
        for signer in signers
    ]
    return json.dumps({"keys": keys})


KEYS = offline.read_keys(published(SIGNER))


def test_the_first_sixty_positions_are_what_cbp_publishes() -> None:
    """Layout version 3, trip 25, ETA 8, two tractor plates of 12: country 2, unit 3, plate 7."""
    assert TEXT[:CBP_LENGTH] == "001" + "ABCDTRIP000001".ljust(25) + "20261124" + "CAON BBDD11 " + " " * 12
    found = parse_scan(TEXT[:CBP_LENGTH])
    assert (found.kind, found.value, found.alternatives) == (TRIP, "ABCDTRIP000001", ("BBDD11",))


def test_it_is_short_and_packs_as_alphanumeric() -> None:
    assert len(TEXT.encode()) == LENGTH < 300
    assert re.fullmatch(r"[0-9A-Z $%*+./:-]+", TEXT)
    assert looks_signed(TEXT) and parse_scan(TEXT).kind == SIGNED


def test_what_was_signed_comes_back() -> None:
    checked = check(TEXT, TRUSTED)
    assert checked.state == GENUINE and checked.code == CODE
    assert checked.key_id == SIGNER.verifier().key_id.hex().upper()


def test_every_flipped_bit_fails_here_and_offline() -> None:
    """All 1,888 bits. The library's answer counts here; the script's own arithmetic is compared below."""
    original = TEXT.encode()
    for place in range(len(original) * 8):
        damaged = bytearray(original)
        damaged[place // 8] ^= 1 << place % 8
        text = damaged.decode("latin-1")
        assert check(text, TRUSTED).state in {ALTERED, UNKNOWN_KEY, UNREADABLE}, place
        # at the booth stray control characters and blanks around a scan are dropped before anything is read
        assert not check("".join(filter(str.isprintable, text)).strip(), TRUSTED).genuine, place


@settings(max_examples=60)
@given(st.integers(0, LENGTH * 8 - 1))
def test_the_script_agrees_about_flipped_bits(place: int) -> None:
    damaged = bytearray(TEXT.encode())
    damaged[place // 8] ^= 1 << place % 8
    assert offline.verify(damaged.decode("latin-1"), KEYS, NOW)[0] in {"altered", "unknown key", "unreadable"}


@pytest.mark.parametrize(
    "text",
    [TEXT.lower(), TEXT + "A", TEXT[:-1], " " + TEXT, TEXT[:BODY_LENGTH], TEXT.replace(" ", ""), "", "é" * LENGTH],
)
def test_another_spelling_is_not_read(text: str) -> None:
    assert check(text, TRUSTED).state == UNREADABLE
    assert offline.verify(text, KEYS, NOW)[0] == "unreadable"


def test_each_field_is_covered_by_the_signature() -> None:
    """Put another sheet's body under this signature: every single field makes the difference."""
    others = {
        "trip_number": "ABCDTRIP000002",
        "eta": ETA.date() + timedelta(days=1),
        "plate_country": "US",
        "plate_jurisdiction": "MI",
        "plate": "ZZ99",
        "movement": uuid4(),
        "number": 4,
        "tier": "T3",
        "lane": "GREEN_FAST",
        "issued": ISSUED + timedelta(minutes=1),
        "expires": CODE.expires + timedelta(minutes=1),
    }
    assert others.keys() == {name for name in CODE.__dataclass_fields__}
    for name, value in others.items():
        forged = replace(CODE, **{name: value}).body(check(TEXT, TRUSTED).key_id) + TEXT[BODY_LENGTH:]
        assert check(forged, TRUSTED).state == ALTERED, name
        assert offline.verify(forged, KEYS, NOW)[0] == "altered", name


@settings(max_examples=25)
@given(
    st.from_regex(r"[A-Z0-9-]{4}[A-Z0-9]{4,21}", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{0,7}", fullmatch=True),
    st.integers(1, 9999),
    st.sampled_from(["", "T0", "T1", "T2", "T3"]),
    st.sampled_from(sorted(LANE_LETTERS)),
)
def test_both_read_any_sheet(trip: str, plate: str, number: int, tier: str, lane: str) -> None:
    code = replace(CODE, trip_number=trip, plate=plate, number=number, tier=tier, lane=lane)
    text = sign(code, SIGNER)
    assert check(text, TRUSTED).code == code and len(text) == LENGTH
    state, fields = offline.verify(text, KEYS, NOW)
    assert (state, fields["trip number"], int(fields["sheet"])) == ("genuine", trip, number)


def test_a_plate_longer_than_the_layout_is_cut_and_a_fifth_digit_refused() -> None:
    parsed = parse(sign(replace(CODE, plate="ABCDEFGHIJ"), SIGNER))
    assert parsed is not None and parsed.code.plate == "ABCDEFG"
    with pytest.raises(ValueError, match="four digits"):
        sign(replace(CODE, number=10_000), SIGNER)


def test_only_a_key_made_for_sheets_counts() -> None:
    other, trail = Signer.generate(PURPOSE), Signer(name="preclear/trail", seed=SIGNER.seed)
    assert check(TEXT, [other.verifier()]).state == UNKNOWN_KEY
    assert check(TEXT, []).state == UNKNOWN_KEY
    text = sign(CODE, trail)
    assert check(text, [trail.verifier()]).state == UNKNOWN_KEY
    assert offline.verify(text, offline.read_keys(published(trail)), NOW)[0] == "unknown key"
    assert offline.read_keys(published(SIGNER).replace(PURPOSE, "preclear/trail")) == {}
    # rotation: the retired key goes on counting while it is published
    assert check(TEXT, [other.verifier(), *TRUSTED]).genuine
    assert offline.verify(TEXT, offline.read_keys(published(other, SIGNER)), NOW)[0] == "genuine"


def test_the_context_keeps_other_signatures_out() -> None:
    signature = base64.b32decode(TEXT[BODY_LENGTH:] + "=")
    assert TRUSTED[0].accepts(CONTEXT + TEXT[:BODY_LENGTH].encode(), signature)
    assert not TRUSTED[0].accepts(TEXT[:BODY_LENGTH].encode(), signature)


@pytest.mark.parametrize(
    ("version", "status", "late", "verdict"),
    [
        (3, ACCEPTED, False, VALID),
        (4, ACCEPTED, False, SUPERSEDED),
        (4, CANCELLED, False, WITHDRAWN),
        (3, CANCELLED, False, WITHDRAWN),
        (3, ACCEPTED, True, EXPIRED),
        (4, ACCEPTED, True, SUPERSEDED),
        (2, ACCEPTED, False, UNKNOWN),
        (0, "", False, UNKNOWN),
    ],
)
def test_a_genuine_code_is_judged_by_its_trip(version: int, status: str, late: bool, verdict: str) -> None:
    now = CODE.expires + timedelta(minutes=1 if late else 0)
    assert standing(check(TEXT, TRUSTED), version=version, status=status, now=now).code == verdict


def test_a_bad_code_is_judged_by_itself() -> None:
    bad = TEXT[:100] + ("0" if TEXT[100] != "0" else "1") + TEXT[101:]
    assert standing(check(bad, TRUSTED), version=3, status=ACCEPTED, now=ISSUED).code == TAMPERED
    assert standing(check("x", TRUSTED), version=3, status=ACCEPTED, now=ISSUED).code == TAMPERED
    verdict = standing(check(TEXT, []), version=3, status=ACCEPTED, now=ISSUED)
    assert verdict.code == UNKNOWN and not verdict.trusted


def run(folder: Path, *arguments: str, feed: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "keys.json").write_text(published(SIGNER), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), "keys.json", *arguments]
    return subprocess.run(command, cwd=folder, input=feed, capture_output=True, text=True, check=False)


def test_the_script_runs_alone_and_says_what_it_found(tmp_path: Path) -> None:
    good = run(tmp_path, TEXT, NOW)
    assert (good.returncode, good.stderr) == (0, "")
    assert "GENUINE" in good.stdout and "ABCDTRIP000001" in good.stdout and "FAST" in good.stdout
    assert run(tmp_path, "-", NOW, feed=TEXT + "\n").returncode == 0
    assert run(tmp_path, TEXT, "209912312359").returncode == 3
    bad = run(tmp_path, TEXT.replace("BBDD11", "BBDD12"), NOW)
    assert (bad.returncode, bad.stdout.strip()) == (1, "ALTERED")
    assert run(tmp_path).returncode == 2


def test_the_script_is_short_and_needs_the_standard_library_only() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 150
    modules = set(re.findall(r"^(?:import|from) (\w+)", source, re.M))
    assert modules <= set(sys.stdlib_module_names)
