"""The linter: every finding on a bad sample, none on the shipped profile, 200 sown faults (acceptance 2)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.targeting.conditions import build
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.lint import CHECKS, lint, stopping
from clearance.targeting.lint_words import WORDS
from clearance.targeting.profile import ProfileError, default_document, profile_from_dict
from clearance.targeting.schema import Facts
from clearance.targeting.worlds import always, never, same
from tests.clearance.targeting.faults import FAULTS, sown
from tests.clearance.targeting.samples import DAY, facts, profile, rule
from tests.clearance.targeting.test_agreement import TREES
from tests.clearance.targeting.test_scoring import ANY_FACTS

OWNERS: dict[str, date | None] = {"Joint targeting centre": None}
CUT = default_policy().security_cut
STOP = {"stops": True, "cause": "G7", "points": 100}


def refused(document: dict[str, Any]) -> bool:
    """What stands between a document and its activation: the schema, then the linter."""
    try:
        found = profile_from_dict(document)
    except ProfileError:
        return True
    return bool(stopping(lint(found, security_cut=CUT, today=DAY, owners=OWNERS)))


def test_of_two_hundred_sown_faults_at_least_99_in_100_are_stopped() -> None:
    assert not refused(default_document())
    missed = [(name, where) for name, where, document in sown(200) if not refused(document)]
    assert len(missed) <= 2, missed
    assert len(FAULTS) >= 30


def number(fact: str, op: str, value: Any) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value}


def signal(fact: str) -> dict[str, Any]:
    return {"fact": fact, "op": "is", "value": True, "unknown": False}


LINES, BOBTAIL = number("lines", "gt", 50), number("bobtail", "is", True)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("NEVER", {"when": {"all": [number("lines", "gt", 5), number("lines", "lt", 6)]}}),
        ("NEVER", {"when": {"all": [number("hs", "only", ["9301"]), number("hs", "has_any", ["3601"])]}}),
        ("ALWAYS", {"when": number("versions", "ge", 1)}),
        ("ALWAYS", {"when": {"any": [number("lines", "gt", 5), number("lines", "lt", 6)]}}),
        ("DEAD_PART", {"when": {"all": [number("lines", "gt", 5), number("lines", "gt", 3)]}}),
        ("DEAD_PART", {"when": {"all": [BOBTAIL, {"any": [LINES, number("lines", "gt", 90)]}]}}),
        ("DOMAIN", {"when": number("member_links", "lt", 4)}),
        ("DOMAIN", {"when": number("lines", "gt", 2.5)}),
        ("DOMAIN", {"when": number("origins", "has_any", ["China"])}),
        ("DOMAIN", {"scope": {"border": "northern_land", "crossings": ["Peace Bridge"]}}),
        ("PAPERS", {"when": number("versions", "ge", 3)}),
        ("STOPS_MEMBER", {"when": number("hazmat", "is", True), **STOP}),
        ("STOPS_MEMBER", {"when": {"any": [signal("lookout"), number("hazmat", "is", True)]}, **STOP}),
        ("WORDS", {"detail": {"en": "Passengers", "fr": "Passengers"}}),
        ("WORDS", {"detail": {"en": "Bad", "fr": "Mauvais signe"}}),
        ("OWNER", {"owner": "Somebody else"}),
    ],
)
def test_one_rule_is_found_at_fault(code: str, changes: dict[str, Any]) -> None:
    found = lint(profile(rule(**changes)), security_cut=CUT, today=DAY, owners=OWNERS)
    assert f"CLR_LINT_{code}" in {item.code for item in stopping(found)}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("TWIN", {"when": {"not": number("passengers", "lt", 1)}}),
        ("TWIN", {"scope": {"border": "northern_land", "direction": "SB"}}),
        ("CONTRADICTS", {"points": -10}),
        ("", {"scope": {"border": "air"}}),
        ("", {"target": "compliance"}),
        ("", {"when": number("passengers", "ge", 2)}),
    ],
)
def test_two_rules_are_held_against_each_other(code: str, changes: dict[str, Any]) -> None:
    found = lint(profile(rule(), rule(id="T-2", **changes)), security_cut=CUT, today=DAY)
    assert [item.code for item in found] == ([f"CLR_LINT_{code}"] if code else [])


def test_a_stop_within_another_stop_is_shadowed() -> None:
    wide = rule(id="A", when=signal("lookout"), **STOP)
    narrow = rule(id="B", when={"all": [signal("lookout"), BOBTAIL]}, **STOP)
    found = lint(profile(wide, narrow), security_cut=CUT, today=DAY)
    assert [(item.code, item.value) for item in found] == [("CLR_LINT_SHADOWED", "B")]


def test_a_signal_may_stop_a_member_and_a_stop_may_spare_members() -> None:
    spared = {"all": [number("hazmat", "is", True), number("carrier_tier", "is", "T0") | {"unknown": False}]}
    good = profile(rule(id="A", when=signal("image_alarm"), **STOP), rule(id="B", when=spared, **STOP))
    assert lint(good, security_cut=CUT, today=DAY, owners=OWNERS) == []


def test_an_office_answers_until_its_last_day() -> None:
    until: dict[str, date | None] = {"Joint targeting centre": DAY}
    assert lint(profile(), security_cut=CUT, today=DAY, owners=until) == []
    late = lint(profile(), security_cut=CUT, today=DAY + timedelta(days=1), owners=until)
    assert [item.code for item in late] == ["CLR_LINT_OWNER"]


def test_every_finding_has_words_and_a_way_out_in_both_languages() -> None:
    assert set(CHECKS) | {f"CLR_LINT_{name}" for name in ("TWIN", "CONTRADICTS", "SHADOWED", "CARD")} == set(WORDS)
    assert all(text.en and text.fr and text.en != text.fr for pair in WORDS.values() for text in pair)


@settings(max_examples=20, derandomize=True)
@given(TREES, TREES, st.lists(ANY_FACTS, min_size=5, max_size=5))
def test_what_is_said_of_all_filings_is_true_of_any(one: Any, other: Any, filings: list[Facts]) -> None:
    first, second = build(one), build(other)
    inside = [found | {"member_links": 2, "arrival_hour": 9, "versions": 1} for found in [*filings, facts()]]
    for found in inside:
        assert not (never(first) and first.holds(found))
        assert not (always(first) and not first.holds(found))
        assert not same(first, second) or first.holds(found) is second.holds(found)
