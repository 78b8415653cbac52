"""The joint application forms and the checks over their answers (R-04, R-15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import (
    FORMS,
    check_application,
    form_for,
    kept_answers,
    section_get,
    section_state,
)
from tests.factories.enrollment import answers_for

TODAY = date(2026, 11, 24)
PERSONS = [code for code, programme in PROGRAMMES.items() if not programme.for_organisations]


@pytest.mark.parametrize("programme", FORMS)
def test_a_complete_application_passes(programme: str) -> None:
    assert check_application(PROGRAMMES[programme], answers_for(programme), TODAY) == []


@pytest.mark.parametrize("programme", FORMS)
def test_each_required_answer_is_missed_by_name(programme: str) -> None:
    for section in form_for(programme):
        for question in section.questions:
            answers = {**answers_for(programme), question.code: ""}
            found = [item.path for item in check_application(PROGRAMMES[programme], answers, TODAY)]
            assert found == ([question.code] if question.required else [])


@pytest.mark.parametrize("programme", FORMS)
def test_every_word_is_in_both_languages_and_codes_are_unique(programme: str) -> None:
    questions = [question for section in form_for(programme) for question in section.questions]
    assert len({question.code for question in questions}) == len(questions)
    texts = [text for section in form_for(programme) for text in (section.title, section.purpose)]
    texts += [question.label for question in questions] + [question.hint for question in questions if question.hint]
    texts += [label for question in questions for _, label in question.choices]
    assert all(text.en.strip() and text.fr.strip() for text in texts)


def test_the_security_profile_serves_both_countries_measure_by_measure() -> None:
    section = section_get("FAST_CARRIER", "security")
    assert section is not None and len(section.questions) == 12
    assert all(set(question.serves) == {"CBP", "CBSA"} for question in section.questions)
    assert all(question.why and question.evidence and question.files for question in section.questions)
    assert [question.serves["CBP"].split()[1] for question in section.questions] == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("birth_date", "30/04/1988"),
        ("birth_date", 12),
        ("status", "martian"),
        ("convictions", "maybe"),
        ("consent_truth", "no"),
        ("family_name", "x" * 201),
        ("family_name", ["a"]),
    ],
)
def test_a_wrong_answer_is_named(code: str, value: Any) -> None:
    answers = {**answers_for("NEXUS"), code: value}
    assert [item.path for item in check_application(PROGRAMMES["NEXUS"], answers, TODAY)] == [code]


@pytest.mark.parametrize("value", ["-1", "1.5", "many", 10**7])
def test_numbers_are_whole_and_sensible(value: Any) -> None:
    answers = {**answers_for("FAST_CARRIER"), "trucks": value}
    assert [item.path for item in check_application(PROGRAMMES["FAST_CARRIER"], answers, TODAY)] == ["trucks"]


def test_a_driver_under_eighteen_and_an_expired_licence_are_refused() -> None:
    young = {**answers_for("FAST_DRIVER"), "birth_date": "2009-01-01", "licence_expiry": "2026-11-24"}
    codes = [item.code for item in check_application(PROGRAMMES["FAST_DRIVER"], young, TODAY)]
    assert codes == ["ENR_TOO_YOUNG", "ENR_LICENCE_EXPIRED"]
    assert check_application(PROGRAMMES["NEXUS"], {**answers_for("NEXUS"), "birth_date": "2020-01-01"}, TODAY) == []


def test_sections_show_how_far_they_are() -> None:
    section = section_get("NEXUS", "identity")
    assert section is not None
    assert section_state(section, {}, TODAY) == "todo"
    assert section_state(section, {"family_name": "Tremblay"}, TODAY) == "started"
    assert section_state(section, answers_for("NEXUS"), TODAY) == "done"
    copies, addresses = section_get("NEXUS", "copies"), section_get("NEXUS", "residence")
    assert copies is not None and addresses is not None
    assert section_state(copies, {}, TODAY) == "optional"
    assert section_state(copies, {}, TODAY, {"identity_copy"}) == "done"
    assert section_state(addresses, {"addresses": [{"street": "1 Main"}]}, TODAY) == "started"
    assert section_get("NEXUS", "trucks") is None


def test_only_answers_to_the_section_are_kept() -> None:
    section = section_get("NEXUS", "identity")
    assert section is not None
    kept = kept_answers(section, {"family_name": "  Tremblay ", "tier": "T3", "given_names": "x" * 999})
    assert kept == {"family_name": "Tremblay", "given_names": "x" * 200}
