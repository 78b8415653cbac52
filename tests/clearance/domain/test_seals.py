"""One event of a reader: every fault is named at its field, and what the chain of events says (R-56)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from clearance.domain.seals import Observed, Reading, judge, reading_from
from portal.core.domain.errors import ErrorItem

AT = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
GOOD = {"reader": "gate-1", "sequence": 7, "seal": "884213", "kind": "read", "open": False, "at": AT.isoformat()}


def test_a_good_event_is_read_whole() -> None:
    found = reading_from({**GOOD, "battery": 80, "tag": "E2-80", "equipment": "tr998", "place": "Plaza"}, "events[0]")
    assert isinstance(found, Reading)
    assert (found.number, found.equipment, found.opened, found.battery, found.at) == ("884213", "TR998", False, 80, AT)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"reader": ""}, "reader"),
        ({"reader": "two words"}, "reader"),
        ({"sequence": -1}, "sequence"),
        ({"sequence": True}, "sequence"),
        ({"sequence": "7"}, "sequence"),
        ({"seal": ""}, "seal"),
        ({"seal": "ÉÉ"}, "seal"),
        ({"seal": 5}, "seal"),
        ({"kind": "stolen"}, "kind"),
        ({"kind": ["read"]}, "kind"),
        ({"open": None}, "open"),
        ({"open": "no"}, "open"),
        ({"battery": 101}, "battery"),
        ({"at": "2026-11-27T12:00:00"}, "at"),
        ({"at": "yesterday"}, "at"),
        ({"place": "x" * 61}, "place"),
        ({"equipment": "TR 998"}, "equipment"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_fault_is_named_at_its_field(change: dict[str, Any], path: str) -> None:
    found = reading_from({**GOOD, **change}, "events[3]")
    assert isinstance(found, ErrorItem)
    assert found.path == f"events[3].{path}"
    assert found.message.fr and found.fix is not None


def seen(minute: float, opened: bool | None = False, **changes: Any) -> Observed:
    at = AT + timedelta(minutes=minute)
    facts: dict[str, Any] = {
        "id": uuid4(), "kind": "read", "opened": opened, "battery": None, "at": at, "received_at": at,
        "reader": "r1", "sequence": int(minute * 10),
    }  # fmt: skip
    return Observed(**{**facts, **changes})


def kinds(*events: Observed, **options: Any) -> list[str]:
    return [found.kind for found in judge(events, **options)]


SEALED = {"kind": "sealed", "by_officer": True}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([seen(0, **SEALED), seen(1), seen(2, True)], ["tamper"]),
        ([seen(0, **SEALED), seen(1), seen(2)], []),
        ([seen(0, **SEALED), seen(1, True), seen(2, False), seen(3, True)], ["tamper"]),
        ([seen(0, **SEALED), seen(1, True, by_officer=True, kind="opened"), seen(2, True)], []),
        ([seen(0, **SEALED), seen(1, True), seen(2, False, by_officer=True), seen(3, True)], ["tamper", "tamper"]),
        ([seen(0, **SEALED), seen(1, battery=14), seen(2, battery=9)], ["battery"]),
        ([seen(0, **SEALED), seen(1, received_at=AT - timedelta(minutes=9))], ["clock"]),
        ([seen(5, sequence=1), seen(1, sequence=2)], ["clock"]),
        ([seen(5, sequence=1), seen(1, sequence=2, reader="r2")], []),
    ],
)
def test_r56_what_a_chain_says(events: list[Observed], expected: list[str]) -> None:
    assert kinds(*events) == expected
    assert kinds(*reversed(events)) == expected, "the order of arrival must not matter"


def test_r56_a_seal_read_after_it_was_taken_off() -> None:
    off = AT + timedelta(minutes=5)
    assert kinds(seen(1), seen(5.5), ended_at=off) == []
    assert kinds(seen(1), seen(9), seen(12, True), ended_at=off) == ["after_removal"]
