"""The public calendar of open hearings: for everybody, without login, and nothing that identifies a party (3.1, R-80)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Hearing
from appeals.services import hearing_cancel
from portal.core import clock
from tests.factories.appeals import Commission, make_case, make_commission, seat
from tests.factories.hearings import WHY, make_hearing

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
LIST = reverse("appeals:hearing_list")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def case(commission: Commission) -> Case:
    return seat(make_case(), commission, PANEL)


def file_of(hearing: Hearing) -> str:
    return reverse("appeals:open_hearing_ics", args=[hearing.id])


def test_everybody_reads_when_where_and_what_about_but_not_whose(case: Case, commission: Commission) -> None:
    hearing = make_hearing(case, commission)
    page, file = Client().get(LIST).text, Client().get(file_of(hearing)).text
    assert "Demotion" in page and "Room 4, Windsor" in page and "UTC" in page
    assert f"{hearing.starts_at:%H:%M}" in page and file_of(hearing) in page
    assert f"DTSTART:{hearing.starts_at:%Y%m%dT%H%M%SZ}" in file and "STATUS:CONFIRMED" in file
    hidden = [case.docket, case.appellant, str(case.id), str(case.organisation_id), hearing.link, case.grounds]
    hidden += [*(user.name for user in commission.users.values()), case.record["about"]["number"]]
    for text in (page, file):
        assert [word for word in hidden if word in text] == []


def test_a_place_that_names_a_party_is_left_out(case: Case, commission: Commission) -> None:
    hearing = make_hearing(case, commission, place=f"Offices of {case.appellant.upper()}, Windsor")
    page, file = Client().get(LIST).text, Client().get(file_of(hearing)).text
    assert case.appellant.casefold() not in (page + file).casefold()
    assert "Ask the registrar" in page


def test_a_hearing_in_camera_is_neither_listed_nor_given_and_looks_like_none(
    case: Case, commission: Commission
) -> None:
    hearing = make_hearing(case, commission, closed=WHY)
    assert "Room 4, Windsor" not in Client().get(LIST).text
    closed, missing = Client().get(file_of(hearing)), Client().get(reverse("appeals:open_hearing_ics", args=[uuid4()]))
    assert (closed.status_code, missing.status_code) == (404, 404)


def test_one_that_is_off_leaves_the_page_and_cancels_itself_in_calendars(case: Case, commission: Commission) -> None:
    hearing = make_hearing(case, commission)
    hearing_cancel(actor=commission.actor("registrar"), case_id=case.id, reason=WHY, expected_version=1)
    assert "Room 4, Windsor" not in Client().get(LIST).text
    file = Client().get(file_of(hearing)).text
    assert "STATUS:CANCELLED" in file and "SEQUENCE:2" in file
    assert WHY.en not in file


def test_it_stays_until_it_ends(case: Case, commission: Commission) -> None:
    hearing = make_hearing(case, commission)
    for moment, shown in ((hearing.starts_at, True), (hearing.ends_at + timedelta(seconds=1), False)):
        with clock.frozen(moment):
            assert ("Room 4, Windsor" in Client().get(LIST).text) is shown


def test_it_is_read_in_french_and_linked_from_the_decisions(case: Case, commission: Commission) -> None:
    make_hearing(case, commission)
    client = Client()
    client.cookies["preclear_language"] = "fr"
    page = client.get(LIST).text
    assert "Rétrogradation" in page and "Audiences des appels" in page
    assert LIST in Client().get(reverse("appeals:decision_list")).text


@pytest.mark.parametrize("count", [1, 4])
def test_it_costs_the_same_for_one_and_for_four(
    count: int, commission: Commission, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        found = seat(make_case(), commission, PANEL)
        last = make_hearing(found, commission, days=20 + number)
    with django_assert_num_queries(2):
        assert Client().get(LIST).status_code == 200
    with django_assert_num_queries(1):
        assert Client().get(file_of(last)).status_code == 200
