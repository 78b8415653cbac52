"""Slots on days the clocks change, the order of the waiting list, calendar files, results (requirements 4.5, R-49)."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from enrollment.domain.interviews.centres import JOINT, TWO_STEP, Centre, OpenHours, Span
from enrollment.domain.interviews.ics import Event, calendar, fold
from enrollment.domain.interviews.results import Result, facts_of
from enrollment.domain.interviews.rules import may_book, parts_left, reminders_due
from enrollment.domain.interviews.slots import free_at, is_slot, slots_on
from enrollment.domain.interviews.waiting import FreeSlot, Wish, first_fitting, fits, offer_ends

EVERY_DAY = tuple(OpenHours(day, time(0), time(6)) for day in range(7))
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def centre(
    zone: str = "America/Toronto", mode: str = JOINT, hours: tuple[OpenHours, ...] = EVERY_DAY, **more: object
) -> Centre:
    return Centre(zone, 30, mode, hours, more.pop("desks", {"CBP": 1, "CBSA": 2}), **more)


@pytest.mark.parametrize(
    ("zone", "day", "slots"),
    [
        ("America/Toronto", date(2026, 3, 7), 12),
        ("America/Toronto", date(2026, 3, 8), 10),
        ("America/Toronto", date(2026, 11, 1), 14),
        ("America/Vancouver", date(2026, 11, 1), 14),
        ("America/Phoenix", date(2026, 3, 8), 12),
        ("America/St_Johns", date(2026, 3, 8), 10),
    ],
)
def test_a_day_on_which_the_clocks_change_has_its_real_hours(zone: str, day: date, slots: int) -> None:
    found = slots_on(centre(zone), day, [])
    assert len(found) == slots
    starts = [one.starts_at for one in found]
    assert starts == sorted(set(starts)) and all(one.ends_at - one.starts_at == timedelta(minutes=30) for one in found)
    assert all(is_slot(centre(zone), start) for start in starts)
    assert all(start.astimezone(centre(zone).clock).date() == day for start in starts)


def test_the_same_wall_hour_is_another_moment_in_summer_and_winter() -> None:
    hours = tuple(OpenHours(day, time(9), time(10)) for day in range(7))
    winter, summer = (slots_on(centre(hours=hours), day, [])[0] for day in (date(2026, 1, 5), date(2026, 7, 6)))
    assert (winter.starts_at.hour, summer.starts_at.hour) == (14, 13)


def test_what_is_taken_and_closed_leaves_the_rest() -> None:
    hours = (OpenHours(0, time(9), time(10, 15)),)
    day = date(2026, 6, 1)
    both, first = centre(hours=hours), datetime(2026, 6, 1, 13, tzinfo=UTC)
    half = timedelta(minutes=30)
    assert [one.free for one in slots_on(both, day, [])] == [{JOINT: 1}, {JOINT: 1}], "a part of a slot is no slot"
    taken = [Span(first, first + half, "CBSA")]
    assert slots_on(both, day, taken)[0].free == {JOINT: 1}
    assert slots_on(both, day, [*taken, Span(first, first + half, "CBP")])[0].free == {JOINT: 0}
    steps = centre(mode=TWO_STEP, hours=hours)
    assert slots_on(steps, day, taken)[0].free == {"CBP": 1, "CBSA": 1}
    closed = centre(mode=TWO_STEP, hours=hours, closures=(Span(first - half, first + half / 2, "CBP"),))
    assert [one.free for one in slots_on(closed, day, [])] == [{"CBP": 0, "CBSA": 2}, {"CBP": 1, "CBSA": 2}]
    shut = centre(hours=hours, closures=(Span(first, first + 2 * half),))
    assert all(one.free == {JOINT: 0} for one in slots_on(shut, day, []))
    assert free_at(both, first + half / 2, []) == {}, "no slot begins there"
    assert slots_on(both, date(2026, 6, 2), []) == ()


def test_a_centre_with_one_agency_holds_no_joint_interview() -> None:
    assert centre(desks={"CBP": 1}).parts == ()
    assert centre(mode=TWO_STEP, desks={"CBP": 1, "CBSA": 0}).parts == ("CBP",)


def wishes(count: int) -> list[Wish]:
    return [
        Wish(
            UUID(int=number),
            NOW + timedelta(minutes=number),
            JOINT,
            frozenset({PLACE}),
            frozenset(),
            time(0),
            timedelta(),
        )
        for number in range(1, count + 1)
    ]


PLACE = UUID(int=99)
SLOT = FreeSlot(JOINT, PLACE, datetime(2026, 6, 10, 14, tzinfo=UTC), "America/Toronto")


def test_the_order_of_the_list_is_the_order_of_the_wishes_whatever_order_they_are_read_in() -> None:
    line, asked = wishes(8), set()
    for expected in range(1, 9):
        random.Random(expected).shuffle(line)
        chosen = first_fitting(line, SLOT, NOW, asked)
        assert chosen is not None and chosen.id == UUID(int=expected)
        asked.add(chosen.id)
    assert first_fitting(line, SLOT, NOW, asked) is None


@pytest.mark.parametrize(
    ("change", "fit"),
    [
        ({}, True),
        ({"part": "CBP"}, False),
        ({"centres": frozenset({UUID(int=5)})}, False),
        ({"weekdays": frozenset({2})}, True),
        ({"weekdays": frozenset({3, 4})}, False),
        ({"earliest": time(10)}, True),
        ({"earliest": time(10, 1)}, False),
        ({"notice": timedelta(days=9, hours=2)}, True),
        ({"notice": timedelta(days=9, hours=3)}, False),
        ({"before": SLOT.starts_at}, False),
        ({"before": SLOT.starts_at + timedelta(days=1)}, True),
    ],
)
def test_a_wish_fits_by_part_place_weekday_hour_notice_and_being_earlier(change: dict[str, object], fit: bool) -> None:
    terms = {
        "id": UUID(int=1),
        "made_at": NOW,
        "part": JOINT,
        "centres": frozenset({PLACE}),
        "weekdays": frozenset(),
        "earliest": time(0),
        "notice": timedelta(),
        **change,
    }
    assert fits(Wish(**terms), SLOT, NOW) is fit


def test_an_offer_is_held_two_hours_but_never_past_half_of_what_is_left() -> None:
    two = timedelta(hours=2)
    assert offer_ends(NOW + timedelta(days=3), NOW, two) == NOW + two
    assert offer_ends(NOW + timedelta(hours=2), NOW, two) == NOW + timedelta(hours=1)


EVENT = Event(
    uid="1@preclear.example",
    sequence=0,
    stamped_at=NOW,
    starts_at=datetime(2026, 7, 1, 9, tzinfo=centre().clock),
    ends_at=datetime(2026, 7, 1, 9, 30, tzinfo=centre().clock),
    summary="Entrevue conjointe; à l'heure, s'il vous plaît",
    description="Première ligne\nSeconde " + "é" * 90,
    location="1 Example Road, Windsor",
    language="fr",
)


def test_a_calendar_file_follows_rfc_5545() -> None:
    text = calendar(EVENT)
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    for line in (
        "UID:1@preclear.example",
        "SEQUENCE:0",
        "DTSTART:20260701T130000Z",
        "DTEND:20260701T133000Z",
        "METHOD:PUBLISH",
        "SUMMARY;LANGUAGE=fr:Entrevue conjointe\\; à l'heure\\, s'il vous plaît",
        "DESCRIPTION;LANGUAGE=fr:Première ligne\\nSeconde " + "é" * 90,
    ):
        assert f"{line}\r\n" in unfolded
    names = [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n") if line]
    assert names.index("VERSION") < names.index("METHOD") < names.index("UID")


def test_a_cancelled_appointment_says_so_to_the_calendar() -> None:
    gone = Event(**{**{name: getattr(EVENT, name) for name in EVENT.__slots__}, "sequence": 2, "cancelled": True})
    text = calendar(gone)
    assert "METHOD:CANCEL\r\n" in text and "STATUS:CANCELLED\r\n" in text and "SEQUENCE:2\r\n" in text


def test_folding_cuts_between_characters() -> None:
    pieces = fold("X:" + "é" * 200)
    assert all(piece.startswith(" ") for piece in pieces[1:]) and all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == "X:" + "é" * 200
    assert fold("") == [""]


def test_who_may_book_which_appointment() -> None:
    assert may_book("NEXUS", "under_review") and may_book("FAST_DRIVER", "submitted")
    assert not may_book("FAST_CARRIER", "under_review")
    assert not any(
        may_book("NEXUS", status) for status in ("draft", "awaiting_payment", "approved", "denied", "withdrawn")
    )
    assert parts_left([]) == (JOINT, "CBP", "CBSA")
    assert parts_left(["CBSA"]) == ("CBP",) and parts_left(["CBP"]) == ("CBSA",)
    assert parts_left(["CBP", "CBSA"]) == parts_left([JOINT]) == ()


def test_reminders_that_are_over_are_not_due() -> None:
    assert [code for code, _ in reminders_due(NOW + timedelta(days=8), NOW)] == ["7d", "1d"]
    assert [code for code, _ in reminders_due(NOW + timedelta(days=3), NOW)] == ["1d"]
    assert reminders_due(NOW + timedelta(hours=3), NOW) == ()


GOOD = Result("satisfied", ("passport",), ("identity", "rules"), True, True, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({}, None),
        ({"outcome": "perhaps"}, "outcome"),
        ({"documents": ()}, "documents"),
        ({"documents": ("napkin",)}, "documents"),
        ({"questions": ("identity",)}, "questions"),
        ({"fingerprints_on": None}, "fingerprints_on"),
        ({"fingerprints_enrolled": False}, "fingerprints_on"),
        ({"fingerprints_on": date(2026, 6, 2)}, "fingerprints_on"),
        ({"outcome": "more_needed"}, "note"),
        ({"outcome": "more_needed", "documents": (), "questions": (), "note": "The court record is missing."}, None),
    ],
)
def test_a_result_is_complete_before_it_is_kept(change: dict[str, object], path: str | None) -> None:
    result = Result(**{**{name: getattr(GOOD, name) for name in GOOD.__slots__}, **change})
    items = result.faults(date(2026, 6, 1))
    assert path in {item.path for item in items} if path else items == []
    assert all(item.fix and item.message.fr for item in items)


def test_facts_confirm_only_what_both_agencies_confirmed() -> None:
    row = {"agency": "CBP", "outcome": "satisfied", "photo_taken": True, "fingerprints_on": date(2026, 6, 1)}
    agencies = ("CBP", "CBSA")
    one = facts_of(agencies, [row], None, 0)
    assert one.missing == ("CBSA",) and not one.satisfied and one.fingerprints == ("CBP", date(2026, 6, 1))
    other = {**row, "agency": "CBSA", "photo_taken": False, "fingerprints_on": None}
    assert facts_of(agencies, [row, other], None, 0).satisfied
    assert not facts_of(agencies, [row, {**other, "outcome": "more_needed"}], None, 0).satisfied
    assert not facts_of(agencies, [], None, 1).satisfied
