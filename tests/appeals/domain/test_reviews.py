"""Programme reviews: every state with every act and role, and the clock of answers (R-84, R-88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from appeals.domain.recommendations import ADDRESSEES, PARTIES, RESPONSE, days_behind, days_overdue, response_due
from appeals.domain.review_comments import REVIEW_COMMENT
from appeals.domain.review_hearings import CLOCKS, by_the_clock, may_be_held
from appeals.domain.reviews import PROGRAMME_REVIEW, comments_open
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

ROLES = (
    "commission.registrar",
    "commission.member",
    "officer.supervisor",
    "officer.targeting",
    "auditor",
    "trader.admin",
)
REGISTRAR, MEMBER = {"commission.registrar"}, {"commission.member"}
REVIEW_MOVES = {
    ("draft", "publish_terms"): REGISTRAR,
    ("terms", "open_comments"): REGISTRAR,
    ("comments", "schedule"): REGISTRAR,
    ("hearing", "schedule"): REGISTRAR,
    ("heard", "schedule"): REGISTRAR,
    ("hearing", "hold"): REGISTRAR,
    ("comments", "begin_report"): MEMBER,
    ("heard", "begin_report"): MEMBER,
    ("drafting", "submit"): MEMBER,
    ("checking", "confirm"): MEMBER,
    ("checking", "send_back"): MEMBER,
    ("confirmed", "publish"): REGISTRAR,
    **{
        (state, "withdraw"): REGISTRAR
        for state in ("draft", "terms", "comments", "hearing", "heard", "drafting", "checking", "confirmed")
    },
}
COMMENT_MOVES = {
    ("received", "release"): REGISTRAR,
    ("received", "refuse"): REGISTRAR,
    ("released", "refuse"): REGISTRAR,
    ("refused", "release"): REGISTRAR,
}
RESPONSE_MOVES = {
    ("open", "accept"),
    ("open", "accept_partly"),
    ("open", "reject"),
    ("accepted", "finish"),
    ("partly", "finish"),
}
PUBLISHED = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


AUTHOR = UUID(int=1)


@dataclass
class Review:
    report_by_id: UUID | None = AUTHOR
    report_country: str = "CA"


@dataclass
class Response:
    party: str = "CBP"


def actor(role: str, *, user: int = 2, country: str = "US", agency: str = "") -> Actor:
    return Actor(kind="commission", user_id=UUID(int=user), roles=frozenset({role}), country=country, agency=agency)


def permitted(workflow: Any, obj: Any, state: str, action: str, **who: Any) -> set[str]:
    found = set()
    for role in ROLES:
        try:
            workflow.check(obj, state, action, actor(role, **who))
            found.add(role)
        except DomainError:
            continue
    return found


@pytest.mark.parametrize("state", [state.code for state in PROGRAMME_REVIEW.states])
@pytest.mark.parametrize("action", PROGRAMME_REVIEW.actions)
def test_only_the_listed_steps_of_a_review_exist(state: str, action: str) -> None:
    """R-84."""
    assert permitted(PROGRAMME_REVIEW, Review(), state, action) == REVIEW_MOVES.get((state, action), set())


@pytest.mark.parametrize("action", ["confirm", "send_back"])
def test_neither_the_author_nor_the_authors_country_confirms(action: str) -> None:
    """R-80, R-84: two people, two countries."""
    author = actor("commission.member", user=1)
    countryman = actor("commission.member", country="CA")
    stateless = actor("commission.member", country="")
    for who, code in (
        (author, "APL_REPORT_SAME_HAND"),
        (countryman, "APL_REPORT_SAME_COUNTRY"),
        (stateless, "APL_REPORT_SAME_COUNTRY"),
    ):
        with pytest.raises(DomainError) as refusal:
            PROGRAMME_REVIEW.check(Review(), "checking", action, who)
        assert refusal.value.items[0].code == code


@pytest.mark.parametrize("state", [state.code for state in REVIEW_COMMENT.states])
@pytest.mark.parametrize("action", REVIEW_COMMENT.actions)
def test_only_the_registrar_releases_or_refuses_a_comment(state: str, action: str) -> None:
    """R-84."""
    assert permitted(REVIEW_COMMENT, None, state, action) == COMMENT_MOVES.get((state, action), set())


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("agency", ["CBP", "CBSA", "FDA", ""])
@pytest.mark.parametrize("state", [state.code for state in RESPONSE.states])
@pytest.mark.parametrize("action", RESPONSE.actions)
def test_an_agency_answers_for_itself_and_the_registrar_for_governments(
    party: str, agency: str, state: str, action: str
) -> None:
    """R-84, R-88: nobody answers for somebody else."""
    wanted = set()
    if (state, action) in RESPONSE_MOVES:
        if party in ("US", "CA"):
            wanted = REGISTRAR
        elif agency == party:
            wanted = {"officer.supervisor"}
    assert permitted(RESPONSE, Response(party), state, action, agency=agency) == wanted


@pytest.mark.parametrize(
    ("after", "overdue"),
    [
        (timedelta(days=89), 0),
        (timedelta(days=90), 0),
        (timedelta(days=90, seconds=1), 1),
        (timedelta(days=91), 1),
        (timedelta(days=91, hours=23), 1),
        (timedelta(days=92), 2),
        (timedelta(days=120), 30),
    ],
)
def test_an_answer_is_overdue_from_the_moment_ninety_days_have_passed(after: timedelta, overdue: int) -> None:
    """R-84."""
    assert days_overdue(response_due(PUBLISHED), PUBLISHED + after) == overdue


def test_what_was_promised_is_behind_from_the_day_after_it() -> None:
    """R-84."""
    day = date(2026, 6, 1)
    assert [days_behind(each, day) for each in (None, day, date(2026, 5, 31), date(2026, 5, 2))] == [0, 0, 1, 30]


def test_both_agencies_and_both_governments_answer_one_by_one() -> None:
    """R-84, R-88: silence of one is no answer of the other."""
    assert {code: row.parties for code, row in ADDRESSEES.items()} == {
        "CBP": ("CBP",),
        "CBSA": ("CBSA",),
        "BOTH": ("CBP", "CBSA"),
        "GOVERNMENTS": ("US", "CA"),
    }


@pytest.mark.parametrize("state", [state.code for state in PROGRAMME_REVIEW.states])
def test_comments_are_open_until_their_moment_whether_a_hearing_was_held_or_not(state: str) -> None:
    """R-84."""
    wanted = state in ("comments", "hearing", "heard")
    assert comments_open(state, PUBLISHED, PUBLISHED - timedelta(seconds=1)) is wanted
    assert not comments_open(state, PUBLISHED, PUBLISHED)
    assert not comments_open(state, None, PUBLISHED)


@pytest.mark.parametrize("code", CLOCKS)
def test_a_hearing_is_held_on_its_day_by_the_clock_of_its_place(code: str) -> None:
    """R-84."""
    starts = by_the_clock(datetime(2026, 7, 1, 10), code)
    assert starts.utcoffset() != timedelta(0)
    midnight = by_the_clock(datetime(2026, 7, 1), code)
    assert may_be_held(starts, midnight, code)
    assert not may_be_held(starts, midnight - timedelta(seconds=1), code)


def test_the_clocks_of_the_atlantic_differ_by_an_hour_and_the_others_do_not() -> None:
    """R-84."""

    def across(code: str) -> int:
        starts = by_the_clock(datetime(2026, 7, 1, 10), code)
        return starts.astimezone(ZoneInfo(CLOCKS[code].us_zone)).hour

    assert {code: across(code) for code in CLOCKS} == {
        "eastern": 10,
        "atlantic": 9,
        "central": 10,
        "mountain": 10,
        "pacific": 10,
    }
