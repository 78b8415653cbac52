"""Pages of interviews: free times by day without a script, one's own only, the officers' day (requirements 4.5)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.domain.interviews.centres import OpenHours
from enrollment.models import EarlierWish, EnrolmentCentre, Interview, InterviewResult
from enrollment.services.interviews import centre_hours_set, interview_cancel
from portal.core import clock
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.interviews import make_centre, make_interview, make_reviewed, slot, supervisor, wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
SESSION = 3


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def button(centre: EnrolmentCentre, **when: Any) -> str:
    return f"{centre.id}|{slot(**when).isoformat()}"


def test_an_applicant_books_moves_takes_a_file_and_cancels(client: Client, django_assert_num_queries: Any) -> None:
    user = make_user()
    centre, other = make_centre(), make_centre("DET-1", country="US", zone="America/Detroit")
    application, _ = make_reviewed(user)
    sign_in(client, user)
    with django_assert_num_queries(SESSION + 5):
        page = client.get(url("interview", application.id)).text
    assert "?part=joint" in page and "?part=CBP" in page
    with django_assert_num_queries(SESSION + 8):
        page = client.get(url("interview_times", application.id), {"from": slot(3).date().isoformat()}).text
    assert page.count('name="slot"') == 2 * 7 * 6 and "09:00" in page
    done = client.post(url("interview_times", application.id), {"part": "joint", "slot": button(centre)})
    assert done.url == url("interview", application.id)
    booked = Interview.objects.get()
    with django_assert_num_queries(SESSION + 6):
        page = client.get(done.url).text
    assert url("interview_ics", booked.id) in page

    file = client.get(url("interview_ics", booked.id))
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{booked.id}@" in file.text.replace("\r\n ", "") and "SEQUENCE:0\r\n" in file.text

    move = {"move": str(booked.id), "slot": button(other, days=6, hour=11), "expected_version": 1}
    assert client.post(url("interview_times", application.id), move).status_code == 302
    again = client.post(url("interview_times", application.id), {**move, "slot": button(centre)})
    assert again.status_code == 409 and Interview.objects.get().centre_id == other.id
    assert "SEQUENCE:1\r\n" in client.get(url("interview_ics", booked.id)).text
    client.post(url("interview_cancel", booked.id), {"expected_version": 2})
    assert "METHOD:CANCEL\r\n" in client.get(url("interview_ics", booked.id)).text


def test_a_time_that_is_gone_is_said_and_the_list_stays(client: Client) -> None:
    taken, _ = make_interview()
    user = make_user()
    application, _ = make_reviewed(user)
    sign_in(client, user)
    page = client.post(
        url("interview_times", application.id),
        {"part": "joint", "from": slot(9).date().isoformat(), "slot": button(taken.centre)},
    )
    assert page.status_code == 409 and "This time is not free any more." in page.text
    assert 'name="slot"' in page.text
    for bad in ("", "x|y", f"{taken.centre_id}|2026-01-01T10:00:00"):
        assert client.post(url("interview_times", application.id), {"part": "joint", "slot": bad}).status_code == 422


def test_waiting_list_and_offer_on_the_pages(client: Client) -> None:
    user = make_user(language="fr")
    centre = make_centre()
    first, leaving = make_interview(centre, slot(5))
    booked, _actor = make_interview(centre, slot(20), user=user)
    sign_in(client, user)
    form = url("interview_wish", booked.application_id)
    wrong = client.post(form, {"part": "joint", "notice_hours": "700"})
    assert wrong.status_code == 422 and 'href="#id_centres"' in wrong.text and 'value="700"' in wrong.text
    good = {"part": "joint", "centres": [str(centre.id)], "weekdays": [], "earliest": "", "notice_hours": "12"}
    assert client.post(form, good).url == url("interview", booked.application_id)
    interview_cancel(actor=leaving, interview_id=first.id)
    offer = EarlierWish.objects.get().offers.get()
    assert url("interview_offer", offer.id, "accept") in client.get(url("interview", booked.application_id)).text
    assert client.post(url("interview_offer", offer.id, "sell")).status_code == 404
    client.post(url("interview_offer", offer.id, "accept"))
    assert Interview.objects.get(pk=booked.pk).starts_at == slot(5)
    over = client.post(url("interview_offer", offer.id, "decline"))
    assert over.status_code == 409


def test_strangers_get_the_page_of_a_missing_record(client: Client) -> None:
    booked, actor = make_interview()
    waits = wish(actor, booked.application_id, booked.centre)
    sign_in(client, make_user())
    rows = (
        ("interview", booked.application_id), ("interview_times", booked.application_id),
        ("interview_wish", booked.application_id), ("interview_ics", booked.id),
    )  # fmt: skip
    for name, key in rows:
        answers = [client.get(url(name, one)) for one in (key, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404], name
    for name, args in (("interview_cancel", (booked.id,)), ("wish_withdraw", (waits.id,))):
        assert client.post(url(name, *args)).status_code == 404
    for name in ("centres", "centre", "centre_day", "interview_record"):
        args = () if name == "centres" else (booked.id if name == "interview_record" else booked.centre_id,)
        assert client.get(url(name, *args)).status_code == 403


def test_the_officers_day_and_record(client: Client, django_assert_num_queries: Any) -> None:
    booked, _ = make_interview()
    make_interview(booked.centre, slot(10, 10))
    sign_in(client, make_staff("officer.vetting", "CBSA"))
    day = slot().date().isoformat()
    with clock.frozen(booked.starts_at):
        with django_assert_num_queries(SESSION + 6):
            page = client.get(url("centre_day", booked.centre_id), {"on": day}).text
        assert url("interview_record", booked.id) in page and page.index("09:00") < page.index("10:00")
        record = url("interview_record", booked.id)
        assert "Fingerprints" in client.get(record).text
        bad = client.post(record, {"outcome": "satisfied", "note": "Kept as typed."})
        assert bad.status_code == 422 and 'href="#id_documents' in bad.text and "Kept as typed." in bad.text
        good = {"outcome": "satisfied", "documents": ["passport"], "questions": ["identity", "rules"]}
        assert client.post(record, good).url == url("centre_day", booked.centre_id)
        assert InterviewResult.objects.get().agency == "CBSA"
        assert client.post(url("interview_end", booked.id, "call_off"), {"why_en": "Ill."}).status_code == 422
        assert client.post(url("interview_end", booked.id, "shout")).status_code == 404
        assert client.post(url("interview_end", booked.id, "miss")).status_code == 302
    assert Interview.objects.get(pk=booked.pk).status == "no_show"
    assert "Passport" in client.get(url("interview", booked.application_id)).text


def test_a_supervisor_keeps_the_centre(client: Client, django_assert_num_queries: Any) -> None:
    sign_in(client, make_staff("officer.supervisor", "CBP"))
    assert "No centre yet" in client.get(url("centres")).text
    data = {
        "code": "det-1", "name": "Detroit centre", "city": "Detroit", "address": "1 Example Street", "country": "US",
        "zone": "America/Detroit", "languages": ["en"], "mode": "joint", "slot_minutes": "20",
    }  # fmt: skip
    assert client.post(url("centres"), {**data, "name": ""}).status_code == 422
    client.post(url("centres"), data)
    centre = EnrolmentCentre.objects.get()
    assert client.post(url("centres"), data).status_code == 422
    with django_assert_num_queries(SESSION + 4):
        client.get(url("centres"))
    with django_assert_num_queries(SESSION + 6):
        assert "America/Detroit" in client.get(url("centre", centre.id)).text
    client.post(url("centre_act", centre.id, "hours"), {"opens_0": "09:00", "closes_0": "12:00"})
    bad = client.post(url("centre_act", centre.id, "hours"), {"opens_0": "12:00", "closes_0": "09:00"})
    assert bad.status_code == 422 and 'value="12:00"' in bad.text
    client.post(url("centre_act", centre.id, "desks"), {"places": "3"})
    assert [(row.agency, row.places) for row in centre.desks.all()] == [("CBP", 3)] and centre.hours.count() == 1
    shut = {"starts_at": "2030-01-07T09:00", "ends_at": "2030-01-07T12:00", "why_en": "Works.", "why_fr": "Travaux."}
    client.post(url("centre_act", centre.id, "close"), shut)
    closure = centre.closures.get()
    assert (
        closure.starts_at == closure.starts_at.replace(hour=14)
        and "Works." in client.get(url("centre", centre.id)).text
    )
    assert client.post(url("centre_act", centre.id, "lift"), {"closure": "x"}).status_code == 404
    client.post(url("centre_act", centre.id, "lift"), {"closure": str(closure.id)})
    assert not centre.closures.exists() and client.post(url("centre_act", centre.id, "sell")).status_code == 404


def test_the_last_hours_of_a_day_are_free_where_it_is_not_over_yet(client: Client) -> None:
    """At ten past midnight in UTC it is still the afternoon before in Vancouver."""
    west = make_centre(zone="America/Vancouver")
    hours = [OpenHours(weekday, time(9), time(18)) for weekday in range(7)]
    centre_hours_set(actor=supervisor(), centre_id=west.id, hours=hours)
    user = make_user()
    application, _ = make_reviewed(user)
    sign_in(client, user)
    afternoon = (clock.now() + timedelta(days=5)).replace(hour=0, minute=10)
    with clock.frozen(afternoon):
        page = client.get(url("interview_times", application.id)).text
    assert f"{west.id}|{afternoon + timedelta(minutes=20):%Y-%m-%dT%H:%M}" in page
