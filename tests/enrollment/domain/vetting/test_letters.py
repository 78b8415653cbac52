"""The gate of adverse letters refuses what says nothing, and lets through what says what was found (R-37)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from enrollment.domain.denials import GROUNDS
from enrollment.domain.vetting.evidence import REGISTERS, reference_read
from enrollment.domain.vetting.letters import CRITERIA, REFUSED_PHRASES, letter_faults
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from tests.factories.enrollment import a_reason

GOOD = a_reason()


def codes(reason: Reason, exists: bool = True) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in letter_faults(reason, evidence_exists=exists)]


def test_a_letter_with_criterion_fact_evidence_and_fix_passes() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize("phrase", REFUSED_PHRASES)
def test_the_phrases_travellers_were_sent_are_refused(phrase: str) -> None:
    words = f"We have carefully reviewed your file and you do {phrase} requirements at this time."
    assert codes(replace(GOOD, text=Text(words, GOOD.text.fr))) == [("ENR_LETTER_BOILERPLATE", "reason.text.en")]
    assert codes(replace(GOOD, text=Text(GOOD.text.en, words.upper()))) == [
        ("ENR_LETTER_BOILERPLATE", "reason.text.fr")
    ]


@pytest.mark.parametrize("code", [code for code in GROUNDS])
def test_repeating_the_criterion_is_no_reason(code: str) -> None:
    words = GROUNDS[code]
    text = Text(f"{words.en}. {words.en}. {words.en}.", f"{words.fr}. {words.fr}. {words.fr}.")
    found = {path for fault, path in codes(replace(GOOD, code=code, text=text)) if fault != "ENR_LETTER_LANGUAGE"}
    assert found == {"reason.text.en", "reason.text.fr"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code": "WHATEVER"}, ("ENR_LETTER_CRITERION", "reason.code")),
        ({"text": Text("A seal was missing.", GOOD.text.fr)}, ("ENR_LETTER_SHORT", "reason.text.en")),
        ({"text": Text(GOOD.text.en, GOOD.text.en)}, ("ENR_LETTER_LANGUAGE", "reason.text.fr")),
        ({"text": Text(GOOD.text.fr, GOOD.text.fr + " Oui.")}, ("ENR_LETTER_LANGUAGE", "reason.text.fr")),
        ({"fix": Text("Fix it.", GOOD.fix.fr)}, ("ENR_LETTER_FIX", "reason.fix.en")),
    ],
)
def test_what_lacks_is_named(change: dict[str, object], expected: tuple[str, str]) -> None:
    assert codes(replace(GOOD, **change)) == [expected]


def test_evidence_must_exist() -> None:
    assert codes(GOOD, exists=False) == [("ENR_LETTER_EVIDENCE", "reason.evidence")]


def test_every_fault_says_what_to_do_in_both_languages() -> None:
    bad = Reason("X", Text("No.", "No."), "", Text("", ""), Text("", ""))
    for item in letter_faults(bad, evidence_exists=False):
        assert item.fix and all((item.message.en, item.message.fr, item.fix.en, item.fix.fr))


def test_every_criterion_has_words() -> None:
    assert {"CONVICTION", "FINDING_SEAL_PAPER", "PENDING_CHARGE"} <= set(CRITERIA)


@pytest.mark.parametrize(
    ("text", "external", "formed"),
    [
        ("court:2026-118", True, True),
        ("court:somewhere", True, False),
        (" police:W-9 ", True, True),
        ("audit_case:PMA-1", False, True),
    ],
)
def test_references_are_taken_apart(text: str, external: bool, formed: bool) -> None:
    found = reference_read(text)
    assert found and (found.external, found.well_formed) == (external, formed)


@pytest.mark.parametrize("text", ["", "court", "court:", "see file", "Court:1", "court: 1", "co:1", "court:1 and 2"])
def test_what_is_no_reference(text: str) -> None:
    assert reference_read(text) is None


def test_registers_have_names() -> None:
    assert all(words.en and words.fr for words in REGISTERS.values())
