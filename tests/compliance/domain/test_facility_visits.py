"""The workflow of a facility visit, whole, and when its report is complete (R-63)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from audit.compliance.domain.facility_checklist import (
    CONFORM,
    NOT_CONFORM,
    NOT_SEEN,
    POINTS,
    Marked,
    VisitReport,
    failed,
    is_clean,
    mark_faults,
    visit_faults,
)
from audit.compliance.domain.facility_visits import FACILITY_VISIT
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

ON_TEAM, ELSE, COMPANY = UUID(int=1), UUID(int=2), UUID(int=3)
VISIT = SimpleNamespace(
    team_ids=frozenset({ON_TEAM}), team_agencies=frozenset({"CBP", "CBSA"}), organisation_id=COMPANY
)
ALONE = SimpleNamespace(team_ids=frozenset({ON_TEAM}), team_agencies=frozenset({"CBP"}), organisation_id=COMPANY)
ACTORS = {
    "cbp": Actor("auditor", ON_TEAM, roles=frozenset({"auditor"}), agency="CBP"),
    "cbsa": Actor("auditor", ON_TEAM, roles=frozenset({"auditor"}), agency="CBSA"),
    "auditor not on the team": Actor("auditor", ELSE, roles=frozenset({"auditor"}), agency="CBP"),
    "supervisor": Actor("officer", ELSE, roles=frozenset({"officer.supervisor"}), agency="CBP"),
    "booth officer on the team": Actor("officer", ON_TEAM, roles=frozenset({"officer.primary"}), agency="CBP"),
    "member": Actor("member", ELSE, roles=frozenset({"trader.filer"}), reach=frozenset({COMPANY})),
    "viewer": Actor("member", ELSE, roles=frozenset({"trader.viewer"}), reach=frozenset({COMPANY})),
    "stranger": Actor("member", ELSE, roles=frozenset({"trader.admin"}), reach=frozenset({uuid4()})),
    "system": Actor("system", roles=frozenset({"system"})),
}
TEAM = {"cbp", "cbsa"}
# Every permitted move: (state, action) to (target, who). Whatever is missing here must be refused.
MOVES: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("drawn", "plan"): ("planned", TEAM),
    ("planned", "replan"): ("planned", TEAM),
    ("planned", "begin"): ("on_site", TEAM),
    ("on_site", "finish"): ("reported", TEAM),
    ("reported", "reopen"): ("on_site", TEAM),
    ("reported", "sign_cbp"): ("signed_cbp", {"cbp"}),
    ("reported", "sign_cbsa"): ("signed_cbsa", {"cbsa"}),
    ("signed_cbp", "sign_cbsa"): ("signed", {"cbsa"}),
    ("signed_cbsa", "sign_cbp"): ("signed", {"cbp"}),
    ("signed", "answer"): ("answered", {"member"}),
    ("signed", "note_silence"): ("unanswered", {"system"}),
    **{(state, "no_access"): ("no_access", TEAM) for state in ("planned", "on_site")},
    **{(state, "miss"): ("missed", {"supervisor", "system"}) for state in ("drawn", "planned")},
}


@pytest.mark.parametrize("state", [state.code for state in FACILITY_VISIT.states])
@pytest.mark.parametrize("action", FACILITY_VISIT.actions)
@pytest.mark.parametrize("who", list(ACTORS))
def test_r63_every_state_action_and_actor(state: str, action: str, who: str) -> None:
    target, permitted = MOVES.get((state, action), ("", set()))
    try:
        move = FACILITY_VISIT.check(VISIT, state, action, ACTORS[who])
    except DomainError:
        assert who not in permitted
    else:
        assert who in permitted
        assert move.target == target


@pytest.mark.parametrize(("state", "action"), [("drawn", "plan"), ("planned", "begin")])
def test_r63_nobody_goes_alone(state: str, action: str) -> None:
    with pytest.raises(DomainError):
        FACILITY_VISIT.check(ALONE, state, action, ACTORS["cbp"])


def test_r63_no_visit_is_signed_without_both_agencies() -> None:
    into = {move.source for move in FACILITY_VISIT.transitions if move.target == "signed"}
    assert into == {"signed_cbp", "signed_cbsa"}
    assert {move.source for move in FACILITY_VISIT.transitions if move.target in into} == {"reported"}


TODAY = date(2026, 11, 10)
WORDS = "The gate was open and nobody logged us."
GOOD = VisitReport("We walked the yard with the manager and saw every point.", {}, None)


def all_marked(**changes: Marked) -> dict[str, Marked]:
    return {code: Marked(code, CONFORM, "") for code in POINTS} | changes


def test_r63_a_clean_report_lacks_nothing() -> None:
    assert visit_faults(all_marked(), GOOD, TODAY) == []
    assert is_clean(all_marked())
    assert failed(all_marked()) == []


def test_r63_r77_a_failed_point_takes_a_note_what_puts_it_right_and_a_day() -> None:
    points = all_marked(site_access=Marked("site_access", NOT_CONFORM, "open"))
    paths = {item.path for item in visit_faults(points, GOOD, TODAY)}
    assert paths == {"site_access", "fix_site_access", "fix_by"}
    points["site_access"] = Marked("site_access", NOT_CONFORM, WORDS)
    whole = VisitReport(GOOD.summary, {"site_access": "Log people and vehicles at the gate."}, date(2026, 12, 1))
    assert visit_faults(points, whole, TODAY) == []
    assert visit_faults(points, VisitReport(whole.summary, whole.fixes, TODAY), TODAY)
    assert failed(points) == ["site_access"] and not is_clean(points)


def test_r63_what_was_not_seen_says_why_and_is_no_failure() -> None:
    points = all_marked(site_bay=Marked("site_bay", NOT_SEEN, ""))
    assert [item.path for item in visit_faults(points, GOOD, TODAY)] == ["site_bay"]
    points["site_bay"] = Marked("site_bay", NOT_SEEN, WORDS)
    assert visit_faults(points, GOOD, TODAY) == []
    assert failed(points) == [] and not is_clean(points)


def test_r63_an_open_point_and_a_thin_summary_hold_the_report_back() -> None:
    points = all_marked()
    del points["site_staff"]
    paths = {item.path for item in visit_faults(points, VisitReport("Fine.", {}), TODAY)}
    assert paths == {"site_staff", "summary"}


@pytest.mark.parametrize(
    ("point", "mark", "note", "good"),
    [
        ("site_bay", CONFORM, "", True),
        ("elsewhere", CONFORM, "", False),
        ("site_bay", "perhaps", "", False),
        ("site_bay", CONFORM, "x" * 501, False),
    ],
)
def test_r63_a_mark_is_one_of_the_list(point: str, mark: str, note: str, good: bool) -> None:
    assert (mark_faults(point, mark, note) == []) is good
