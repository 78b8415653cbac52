"""An agency asks, the trader answers, nothing is filed again (requirements 4.9, R-24)."""

from __future__ import annotations

import pytest

from audit.trail.selectors import entries_for
from clearance.models import AgencyRequest, TripVersion
from clearance.selectors.agency_status import agency_statuses
from clearance.services.requests import information_answer, information_ask, information_close
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.clearance import make_carrier, make_filer
from tests.factories.officer import fresh, make_filed, make_scored, partner, primary
from tests.factories.partners import make_request

ANSWER = {
    "path": "shipments[0].lines[0]",
    "hs_code": "180632",
    "question": "FDA_PRIOR_NOTICE",
    "value": "012345678901",
}


def needs(trip: object) -> str:
    found = fresh(trip)
    filing = TripVersion.objects.get(trip=found, number=found.current_version).manifest
    status = agency_statuses(trip=found, lines=found.agency_lines.all(), filing=filing)["FDA"]
    return status.needs.en if status.needs else ""


def answer(request: AgencyRequest, *answers: dict[str, str], text: str = "") -> AgencyRequest:
    return information_answer(
        actor=make_filer(request.trip.carrier),
        request_id=request.id,
        answers=answers,
        text=text,
        expected_version=request.row_version,
    )


def test_the_trader_is_told_and_the_line_says_what_it_waits_for() -> None:
    trip = make_scored(regulated=True)
    assert needs(trip) == "Still needs: FDA prior notice confirmation number"
    make_request(trip, text="Which plant made it?")
    assert needs(trip).endswith("; Which plant made it?")
    notice = Notice.objects.get(kind="clearance.request")
    assert notice.organisation_id == trip.carrier_id and "FDA" in notice.title_fr


def test_an_answer_changes_no_filing_and_reopens_no_agency() -> None:
    trip = make_scored(regulated=True)
    before = fresh(trip).row_version
    answered = answer(make_request(trip), ANSWER, text="Sent by the broker")
    assert (answered.status, fresh(trip).row_version, TripVersion.objects.filter(trip=trip).count()) == (
        "answered",
        before,
        1,
    )
    assert needs(trip) == ""
    events = {entry.event for entry in entries_for(Subject("trip", trip.id))}
    assert {"clearance.request.asked", "clearance.request.answered"} <= events


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"value": "12"}, "shipments[0].lines[0].answers[FDA_PRIOR_NOTICE]"),
        ({"question": "SOUP"}, "shipments[0].lines[0].answers[SOUP]"),
        ({"value": " "}, "answer_text"),
    ],
)
def test_a_bad_answer_is_refused_at_its_field(changes: dict[str, str], path: str) -> None:
    request = make_request()
    with pytest.raises(Invalid) as refused:
        answer(request, ANSWER | changes)
    assert [item.path for item in refused.value.items] == [path]


def test_one_open_request_at_a_time_and_none_twice_answered() -> None:
    trip = make_filed(regulated=True)
    request = make_request(trip)
    with pytest.raises(Conflict):
        make_request(trip)
    answer(request, ANSWER)
    with pytest.raises(Conflict):
        answer(request, ANSWER)
    assert make_request(trip).status == "open"


def test_who_may_ask() -> None:
    trip = make_filed(regulated=True)
    with pytest.raises(NotAllowed):
        information_ask(actor=primary(), trip_id=trip.id, text="Why?", expected_version=trip.row_version)
    with pytest.raises(NotFound):
        information_ask(actor=partner("CFIA"), trip_id=trip.id, text="Why?", expected_version=trip.row_version)
    for asked in ({}, {"questions": ["SOUP"]}):
        with pytest.raises(Invalid):
            information_ask(actor=partner(), trip_id=trip.id, expected_version=trip.row_version, **asked)


def test_a_stranger_neither_reads_nor_answers() -> None:
    request = make_request()
    with pytest.raises(NotFound):
        information_answer(
            actor=make_filer(make_carrier()), request_id=request.id, answers=[ANSWER], expected_version=1
        )


def test_the_agency_that_asked_closes_it_and_no_other() -> None:
    request = make_request()
    with pytest.raises(NotFound):
        information_close(actor=partner("CFIA"), request_id=request.id, expected_version=request.row_version)
    closed = information_close(actor=partner("FDA"), request_id=request.id, expected_version=request.row_version)
    assert closed.status == "closed"
