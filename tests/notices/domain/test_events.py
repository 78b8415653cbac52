"""Events and retry times: what is emitted is documented, and a message is tried for about three days."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from portal.notices.domain.events import EVENTS, PAUSES, pause_after, unknown_events

SOURCES = ("clearance", "enrollment", "audit", "appeals", "portal/notices")


def emitted(source: str) -> Iterator[str]:
    """Yield the event of every webhook_emit call; the start only where the rest is filled in at run time."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "webhook_emit"):
            continue
        given = next(keyword.value for keyword in node.keywords if keyword.arg == "event")
        parts = given.values if isinstance(given, ast.JoinedStr) else [given]
        yield str(parts[0].value) if isinstance(parts[0], ast.Constant) else "?"


def undocumented(events: set[str]) -> set[str]:
    known = {*EVENTS, *(f"{code.split('.')[0]}." for code in EVENTS)}
    return events - known


def test_every_emitted_event_is_on_the_list() -> None:
    found: set[str] = set()
    for folder in SOURCES:
        for path in Path(settings.BASE_DIR, folder).rglob("*.py"):
            found |= set(emitted(path.read_text(encoding="utf-8")))
    assert "notice.sent" in found
    assert undocumented(found) == set()


def test_the_gate_sees_an_event_nobody_documented() -> None:
    assert undocumented(set(emitted("webhook_emit(event='trip.stolen', data={})"))) == {"trip.stolen"}
    assert undocumented(set(emitted("webhook_emit(event=name, data={})"))) == {"?"}


def test_pauses_grow_and_end_after_about_three_days() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=4)
    assert pause_after(1) == timedelta(seconds=5)
    assert pause_after(len(PAUSES) + 1) is None
    assert pause_after(0) is None


@pytest.mark.parametrize(
    ("events", "unknown"), [(["*"], []), (["trip.filed", "trip.stolen"], ["trip.stolen"]), ([""], [""])]
)
def test_unknown_events_are_named(events: list[str], unknown: list[str]) -> None:
    assert unknown_events(events) == unknown
