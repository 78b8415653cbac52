"""The own security profile is judged by what is on record, measure by measure (R-04)."""

from __future__ import annotations

import pytest

from enrollment.domain.profile import MEASURES, SAID, profile_of
from enrollment.domain.questions.security import IN_PLACE
from enrollment.domain.site_standard import GRADES

ALL_SAID = dict.fromkeys(MEASURES, SAID)
ALL_SEEN = dict.fromkeys(MEASURES, "met")


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("answer", [code for code, _ in IN_PLACE] + [""])
def test_every_measure_is_said_to_be_in_place(measure: str, answer: str) -> None:
    found = profile_of({**ALL_SAID, measure: answer}, None, 0)
    assert found.lacking == (() if answer == "in_place" else (measure,))
    assert found.holds is (answer == "in_place")


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("grade", [*GRADES, ""])
def test_what_was_seen_stands_above_what_was_said(measure: str, grade: str) -> None:
    good = grade in {"met", "not_applicable"}
    for answers in (ALL_SAID, {}):
        found = profile_of(answers, {**ALL_SEEN, measure: grade}, 0)
        assert found.lacking == (() if good else (measure,)) and found.holds is good


def test_a_measure_found_not_kept_up_fails_the_profile() -> None:
    assert profile_of(ALL_SAID, None, 0).holds
    assert not profile_of(ALL_SAID, ALL_SEEN, 1).holds
    assert len(profile_of({}, None, 0).lacking) == len(MEASURES) == 12
