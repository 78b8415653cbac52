"""Acceptance 3: outside the project, with the standard library and the receipt alone, a thousand alterations are refused."""

from __future__ import annotations

import base64
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audit.trail import verify_receipt as offline
from audit.trail.domain.checkpoints import TreeHead
from audit.trail.domain.consistency import consistency_document, verify_consistency
from audit.trail.domain.hashing import leaf_hash
from audit.trail.domain.proofs import build, consistency_ranges
from audit.trail.domain.receipts import BadReceipt
from audit.trail.domain.tree import Frontier, Place
from tests.trail.domain.test_notes import ORIGIN, SIGNER, TRUSTED, sealed_receipt

ALTERATIONS = 1000
SIGNS = 'abcXYZ0189+/= \n"{}\u2014é'
ENTRY = '{"actor":{"kind":"member","name":"Filer"},"at":"2026-11-24T02:15:00.000000Z","event":"trip.filed"}'


def outside(folder: Path, documents: list[dict[str, Any]]) -> list[str]:
    """Run the published file in an empty folder, in isolation; gives its answers line by line."""
    shutil.copy(Path(offline.__file__), folder / "verify_receipt.py")
    (folder / "receipt.json").write_text(json.dumps({"receipts": documents}), encoding="utf-8")
    (folder / "key.txt").write_text(SIGNER.verifier().text() + "\n", encoding="utf-8")
    command = [sys.executable, "-I", "-S", "verify_receipt.py", "receipt.json", "key.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120, env={})
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert done.returncode == int(any(line.startswith("REFUSED") for line in lines))
    return lines


def altered(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Change, add or take one sign of the entry, its salt, the digest, the proof or the checkpoint in it."""
    name = chance.choice(("entry", "salt", "digest", "proof", "proof"))
    text = str(document[name])
    place = chance.randrange(len(text))
    sign = chance.choice([one for one in SIGNS if one != text[place]])
    kind = chance.choice(("change", "add", "take"))
    put = "" if kind == "take" else sign
    changed = text[:place] + put + text[place + (kind != "add") :]
    return {**document, name: changed if changed != text else changed + sign}


def test_a_true_receipt_is_accepted_and_each_of_a_thousand_alterations_is_not(tmp_path: Path) -> None:
    chance = random.Random(1926)
    true = [sealed_receipt(index, size, entry=ENTRY) for index, size in ((0, 1), (2, 5), (6, 9))]
    assert [line[:2] for line in outside(tmp_path, true)] == ["OK"] * 3
    answers = outside(tmp_path, [altered(chance.choice(true), chance) for _ in range(ALTERATIONS)])
    assert len(answers) == ALTERATIONS
    assert [line for line in answers if not line.startswith("REFUSED")] == []


@pytest.mark.parametrize("name", ["format", "entry", "salt", "digest", "proof"])
@pytest.mark.parametrize("value", [None, 7, [], {}, ""])
def test_a_part_of_the_wrong_kind_is_refused_not_a_crash(tmp_path: Path, name: str, value: object) -> None:
    (answer,) = outside(tmp_path, [{**sealed_receipt(1, 3, entry=ENTRY), name: value}])
    assert answer.startswith("REFUSED")


def grown(old: int, new: int) -> dict[str, Any]:
    """Two signed checkpoints of a growing log with the proof between them."""
    leaves = [leaf_hash(f"entry {number}".encode()) for number in range(new)]
    notes, nodes = {}, {}
    frontier = Frontier()
    for size, leaf in enumerate(leaves, 1):
        for node in frontier.append(leaf):
            nodes[node.place] = node.hash
        nodes[Place(0, size - 1)] = leaf
        if size in (old, new):
            notes[size] = TreeHead(ORIGIN, size, frontier.root(), "2026-11-24T02:15:00.000000Z").sign(SIGNER)
    return consistency_document(old=notes[old], new=notes[new], hashes=build(consistency_ranges(old, new), nodes))


SIZES = [(old, new) for new in (1, 2, 3, 7, 8, 13) for old in range(1, new + 1)]


def test_the_log_only_ever_grew_and_the_published_file_says_so(tmp_path: Path) -> None:
    documents = [grown(old, new) for old, new in SIZES]
    for document, (old, new) in zip(documents, SIZES, strict=True):
        heads = verify_consistency(document, origin=ORIGIN, trusted=TRUSTED)
        assert tuple(head.size for head in heads) == (old, new)
    assert all(line.startswith("OK") for line in outside(tmp_path, documents))


def test_a_log_that_was_rewritten_is_refused_by_both(tmp_path: Path) -> None:
    true = grown(5, 13)
    other = base64.b64encode(bytes(32)).decode()
    hashes = true["proof"]
    false = [{**true, "proof": [*hashes[:place], other, *hashes[place + 1 :]]} for place in range(len(hashes))]
    false += [
        {**true, "proof": hashes[:-1]},
        {**true, "proof": [*hashes, other]},
        {**true, "proof": "x"},
        {**true, "old": true["new"], "new": true["old"]},
        {**true, "old": grown(4, 13)["old"]},
        {**true, "new": true["new"].replace("13", "14")},
        {**true, "old": None},
    ]
    for document in false:
        with pytest.raises(BadReceipt):
            verify_consistency(document, origin=ORIGIN, trusted=TRUSTED)
    answers = outside(tmp_path, false)
    assert [line[:7] for line in answers] == ["REFUSED"] * len(false)
