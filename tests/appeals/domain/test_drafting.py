"""The skeleton of a ruling: what the record says already, parts put together, decisions cited (4.12)."""

from __future__ import annotations

import pytest

from appeals.domain.drafting import (
    LONGEST,
    LONGEST_NOTE,
    LONGEST_PLACE,
    PARTS,
    cite_faults,
    cites_of,
    composed,
    draft_faults,
    note_faults,
    skeleton,
)
from appeals.domain.kinds import KINDS
from portal.core.domain.text import Text

RECORD = {"rule_versions": {"criteria": 3, "sanctions": 2}}


@pytest.mark.parametrize("kind", KINDS)
def test_the_skeleton_begins_with_what_the_record_says(kind: str) -> None:
    begun = skeleton(kind, RECORD)
    assert set(begun) <= set(PARTS)
    assert "criteria 3, sanctions 2" in begun["rule"].en and "criteria 3, sanctions 2" in begun["rule"].fr
    for text in begun.values():
        assert text.en and text.fr and text.en != text.fr
    assert skeleton(kind, {"rule_versions": {}})["rule"] == Text("", "")


def test_parts_become_reasons_under_their_headings_in_their_order() -> None:
    parts = {"finding": Text("It cannot stand. ", "Elle ne tient pas."), "facts": Text(" The proof was filed.", "")}
    assert composed(parts).en == "FACTS\nThe proof was filed.\n\nFINDING\nIt cannot stand."
    assert composed(parts).fr == "CONCLUSION\nElle ne tient pas."
    assert composed({}) == Text("", "")


def test_a_draft_may_have_gaps_but_no_other_part_and_no_endless_one() -> None:
    assert draft_faults({"facts": Text("", "")}) == []
    assert [fault.path for fault in draft_faults({"gossip": Text("a", "b")})] == ["gossip"]
    long = {"facts": Text("x" * LONGEST, "x" * (LONGEST + 1))}
    assert [fault.path for fault in draft_faults(long)] == ["facts_fr"]


@pytest.mark.parametrize(
    ("words", "place", "paths"),
    [
        ("Seen.", "", []),
        ("x" * LONGEST_NOTE, "p" * LONGEST_PLACE, []),
        (" ", "", ["words"]),
        ("x" * (LONGEST_NOTE + 1), "p" * (LONGEST_PLACE + 1), ["words", "place"]),
    ],
)
def test_a_note_has_words_and_both_have_an_end(words: str, place: str, paths: list[str]) -> None:
    assert [fault.path for fault in note_faults(words, place)] == paths


def test_numbers_are_read_however_they_are_set_apart_and_each_once() -> None:
    assert cites_of(" d-2026-0001, D-2026-0002;\nD-2026-0001 ") == ("D-2026-0001", "D-2026-0002")
    assert cites_of("  ") == ()
    known = frozenset({"D-2026-0001"})
    assert [fault.value for fault in cite_faults(("D-2026-0001", "D-2026-0009"), known)] == ["D-2026-0009"]
