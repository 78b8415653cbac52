"""The ladder says one present step, and never more than is true (requirements 5.2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clearance.domain.events import PUBLIC_EVENTS
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import Score, Trip, TripVersion
from clearance.selectors import TripPage, ladder

AT = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)


def states(status: str, scored: bool) -> list[str]:
    score = Score(scored_at=AT) if scored else None
    page = TripPage(Trip(status=status), TripVersion(filed_at=AT), (), (), score, {})
    return [step.state for step in ladder(page)]


@pytest.mark.parametrize(
    ("status", "scored", "expected"),
    [
        ("filed", False, ["done", "current", "todo", "todo", "todo"]),
        ("filed", True, ["done", "current", "done", "todo", "todo"]),
        ("needs_fixing", True, ["done", "failed", "done", "todo", "todo"]),
        ("accepted", True, ["done", "done", "done", "current", "todo"]),
        ("accepted", False, ["done", "done", "current", "todo", "todo"]),
        ("at_border", True, ["done", "done", "done", "current", "todo"]),
        ("referred", True, ["done", "done", "done", "current", "todo"]),
        ("refused", True, ["done", "done", "done", "failed", "todo"]),
        ("released", True, ["done", "done", "done", "done", "done"]),
        ("closed", True, ["done", "done", "done", "done", "done"]),
        ("cancelled", False, ["done", "failed"]),
    ],
)
def test_the_steps_of_each_status(status: str, scored: bool, expected: list[str]) -> None:
    assert states(status, scored) == expected


@pytest.mark.parametrize("status", [state.code for state in TRIP_WORKFLOW.states])
@pytest.mark.parametrize("scored", [True, False])
def test_at_most_one_step_is_present(status: str, scored: bool) -> None:
    assert states(status, scored).count("current") <= 1


def test_every_event_of_the_workflows_has_words_for_traders() -> None:
    events = {move.event for move in (*TRIP_WORKFLOW.transitions, *AGENCY_WORKFLOW.transitions)}
    assert events <= PUBLIC_EVENTS.keys()
    assert all(words.en != words.fr for words in PUBLIC_EVENTS.values())
