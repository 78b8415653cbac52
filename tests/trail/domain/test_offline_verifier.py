"""The one-file verifier traders run themselves agrees with ours on every receipt, good or bad (R-37)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.trail import verify_receipt as offline
from audit.trail.domain.notes import Signer
from audit.trail.domain.receipts import BadReceipt, verify_receipt
from tests.trail.domain.test_notes import ORIGIN, SIGNER, TRUSTED, sealed_receipt

SCRIPT = Path(offline.__file__)
KEYS = SIGNER.verifier().text() + "\n"


def agrees(document: dict[str, object]) -> bool:
    """Say whether the offline verifier accepts, after checking that ours says the same."""
    try:
        verify_receipt(document, origin=ORIGIN, trusted=TRUSTED)
        ours = True
    except BadReceipt:
        ours = False
    try:
        offline.verify(document, offline.read_keys(KEYS))
        theirs = True
    except offline.Refused:
        theirs = False
    assert ours == theirs
    return theirs


def test_both_accept_every_receipt_of_a_small_log() -> None:
    for size in (1, 2, 3, 7, 8):
        for index in range(size):
            assert agrees(sealed_receipt(index, size))


@settings(max_examples=150)
@given(st.data())
def test_both_refuse_every_altered_receipt(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    document = sealed_receipt(data.draw(st.integers(0, size - 1)), size)
    name = data.draw(st.sampled_from(["entry", "salt", "digest", "proof"]))
    text = str(document[name])
    place = data.draw(st.integers(0, len(text) - 1))
    mark = data.draw(st.sampled_from("0aZ9\n").filter(lambda letter: letter != text[place]))
    assert not agrees({**document, name: text[:place] + mark + text[place + 1 :]})


@settings(max_examples=30)
@given(st.binary(max_size=80), st.integers(0, 511))
def test_its_own_signature_check_agrees_with_the_library(message: bytes, bit: int) -> None:
    signer = Signer.generate("a.example")
    line = signer.sign(message.hex() + "\n").rpartition(" ")[2]
    signature = bytearray(offline.decode(line.strip())[4:])
    text, public = f"{message.hex()}\n".encode(), signer.verifier().public
    assert offline.signature_holds(public, text, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not offline.signature_holds(public, text, bytes(signature))
    assert not signer.verifier().accepts(text, bytes(signature))


def test_a_key_file_of_somebody_else_proves_nothing() -> None:
    keys = offline.read_keys(Signer.generate(ORIGIN).verifier().text())
    with pytest.raises(offline.Refused, match="no key in your file"):
        offline.verify(sealed_receipt(1, 3), keys)
    with pytest.raises(offline.Refused, match="damaged"):
        offline.read_keys(KEYS.replace("preclear", "praeclear"))


def run(folder: Path, document: dict[str, object]) -> subprocess.CompletedProcess[str]:
    (folder / "receipt.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "key.txt").write_text(KEYS, encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), "receipt.json", "key.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_script_runs_alone_and_says_what_it_found(tmp_path: Path) -> None:
    entry = '{"actor":{"kind":"member","name":"Filer"},"at":"2026-11-24T02:15:00.000000Z","event":"trip.filed"}'
    document = sealed_receipt(0, 1, entry=entry)
    good = run(tmp_path, document)
    assert (good.returncode, good.stderr) == (0, "")
    assert "OK      2026-11-24T02:15:00.000000Z  trip.filed  by Filer  index 0 of 1" in good.stdout
    bad = run(tmp_path, {"receipts": [document, {**document, "entry": entry.replace("Filer", "Other")}]})
    assert bad.returncode == 1
    assert "REFUSED the entry was altered" in bad.stdout
    assert "OK" in bad.stdout
