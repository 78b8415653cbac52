"""Pages of interviews, centres, visits and sites in a browser: axe, 360 px, both languages, both themes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.services.interviews import interview_cancel
from portal.core import clock
from tests.accounts.look import faults
from tests.enrollment.services.test_visits import all_met, make_visit, signed
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.company import state_purpose
from tests.factories.interviews import make_centre, make_interview, make_result, make_reviewed, slot, wish
from tests.factories.seals import accredit, make_site

LONG = "Zink & Daughters Refrigerated Cross-Border Trucking and Cold Storage, Plant Number Two"


def client_for(language: str, user: Any) -> Client:
    client = sign_in(Client(), user)
    client.cookies["preclear_language"] = language
    return client


def applicant_pages(language: str) -> dict[str, str]:
    user = make_user()
    centre = make_centre(name=LONG[:80])
    first, leaving = make_interview(centre, slot(5))
    booked, actor = make_interview(centre, slot(20), user=user)
    wish(actor, booked.application_id, centre, weekdays=())
    interview_cancel(actor=leaving, interview_id=first.id)
    client = client_for(language, user)
    other, _ = make_reviewed(user, "FAST_DRIVER")

    def page(name: str, key: Any, query: str = "") -> str:
        return client.get(reverse(f"enrollment:{name}", args=[key]) + query).text

    form = reverse("enrollment:interview_wish", args=[other.id])
    return {
        "interview, booked and offered": page("interview", booked.application_id),
        "interview, to book": page("interview", other.id),
        "times": page("interview_times", other.id, "?part=joint"),
        "times, none": page("interview_times", other.id, "?part=CBP"),
        "waiting list, errors": client.post(form, {"part": "joint", "notice_hours": "x"}).text,
    }


def officer_pages(language: str) -> dict[str, str]:
    booked, _ = make_interview(starts_at=slot(2))
    make_interview(booked.centre, slot(2, 10))
    make_result(booked, "CBP")
    client = client_for(language, make_staff("officer.supervisor", "CBSA"))
    site = make_site(name=LONG[:80], kind="rail_yard")
    accredit(site, clock.now().date() + timedelta(days=500))
    visit, officers = make_visit(site=site.code)
    open_visit, _ = make_visit()
    done = signed(all_met(visit, officers["CBP"]), officers)
    pages = {
        "centres": reverse("enrollment:centres"),
        "centre": reverse("enrollment:centre", args=[booked.centre_id]),
        "day": reverse("enrollment:centre_day", args=[booked.centre_id]) + f"?on={slot(2).date().isoformat()}",
        "record": reverse("enrollment:interview_record", args=[booked.id]),
        "interview, read by staff": reverse("enrollment:interview", args=[booked.application_id]),
        "visits": reverse("enrollment:visits"),
        "visit": reverse("enrollment:visit", args=[done.id]),
        "visit, under way": reverse("enrollment:visit", args=[open_visit.id]),
        "sites": reverse("clearance:sites"),
        "site": reverse("clearance:site", args=[site.id]),
    }
    state_purpose(client, "appointment", booked.id)
    found = {name: client.get(address).text for name, address in pages.items()}
    found["record, errors"] = client.post(pages["record"], {"outcome": "more_needed"}).text
    return found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("reference_data")
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("pages", [applicant_pages, officer_pages])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str, pages: Any) -> None:
    assert faults(pages(language), chromium, theme) == []
