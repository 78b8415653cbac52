"""One event of a reader: every fault is named at its field, and what the chain of events says (R-56, R-67)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from clearance.domain.seals import Observed, Position, Reading, judge, position_words, reading_from
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
        ({"position": None}, "position"),
        ({"position": {}}, "position"),
        ({"position": "42.312,-83.074"}, "position"),
        ({"position": [42.312, -83.074]}, "position"),
        ({"position": {"latitude": 42.312}}, "position.longitude"),
        ({"position": {"longitude": -83.074}}, "position.latitude"),
        ({"position": {"latitude": 90.000001, "longitude": 0}}, "position.latitude"),
        ({"position": {"latitude": -90.000001, "longitude": 0}}, "position.latitude"),
        ({"position": {"latitude": 0, "longitude": 180.000001}}, "position.longitude"),
        ({"position": {"latitude": 0, "longitude": -181}}, "position.longitude"),
        ({"position": {"latitude": "42.312", "longitude": -83.074}}, "position.latitude"),
        ({"position": {"latitude": True, "longitude": -83.074}}, "position.latitude"),
        ({"position": {"latitude": float("nan"), "longitude": -83.074}}, "position.latitude"),
        ({"position": {"latitude": 0, "longitude": float("inf")}}, "position.longitude"),
        ({"position": {"latitude": 42.312, "longitude": -83.074, "height": 180}}, "position.height"),
    ],
)
def test_a_fault_is_named_at_its_field(change: dict[str, Any], path: str) -> None:
    found = reading_from({**GOOD, **change}, "events[3]")
    assert isinstance(found, ErrorItem)
    assert found.path == f"events[3].{path}"
    assert found.message.fr and found.fix is not None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ((42.3120049, -83.0740051), ("42.31200", "-83.07401")),
        ((90, 180), ("90.00000", "180.00000")),
        ((-90, -180.0), ("-90.00000", "-180.00000")),
        ((-0.0000001, 1e-320), ("0.00000", "0.00000")),
    ],
)
def test_r67_a_position_is_kept_to_five_decimals(sent: tuple[float, float], kept: tuple[str, str]) -> None:
    found = reading_from({**GOOD, "position": {"latitude": sent[0], "longitude": sent[1]}}, "events[0]")
    assert isinstance(found, Reading) and isinstance(found.position, Position)
    assert (str(found.position.latitude), str(found.position.longitude)) == kept
    without = reading_from(GOOD, "events[0]")
    assert isinstance(without, Reading) and without.position is None


def test_r67_a_faulty_position_gives_back_the_number_that_was_sent() -> None:
    found = reading_from({**GOOD, "position": {"latitude": 142.3, "longitude": -83.074}}, "events[0]")
    assert isinstance(found, ErrorItem) and (found.code, found.value) == ("CLR_SEAL_EVENT_POSITION", 142.3)
    endless = reading_from({**GOOD, "position": {"latitude": float("inf"), "longitude": 0}}, "events[0]")
    assert isinstance(endless, ErrorItem) and endless.value is None, "no number that JSON cannot hold"


def test_r67_a_position_is_written_for_people_of_either_language() -> None:
    west = position_words(Decimal("42.31200"), Decimal("-83.07400"))
    assert (west.en, west.fr) == ("42.31200°\u00a0N, 83.07400°\u00a0W", "42,31200°\u00a0N, 83,07400°\u00a0O")
    assert position_words(Decimal("-1.5"), Decimal("0")).en == "1.50000°\u00a0S, 0.00000°\u00a0E"


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
