"""The hearing on the page of its case: cards, both clocks, the calendar file, in how many queries (R-80)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Hearing, HearingWish
from portal.core import clock
from tests.factories.accounts import make_member, make_organisation, sign_in
from tests.factories.appeals import make_case, make_commission, make_dispute, make_excepted, seat
from tests.factories.hearings import WHY, make_hearing

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")


def offered(answer: Any) -> set[str]:
    return {act.name for act in answer.context["acts"] if act.name.startswith("hearing")}


def plan(**changes: Any) -> dict[str, Any]:
    day = (clock.now() + timedelta(days=30)).date().isoformat()
    given = {"day": day, "clock": "10:00", "zone_ca": "America/Toronto", "zone_us": "America/Chicago", "minutes": "120"}
    given |= {"place": "Room 4, Windsor", "languages": ["en", "fr"], "openness": "open", "expected_version": 1}
    return {**given, **changes}


def test_the_registrar_sets_adjourns_and_cancels_on_the_page() -> None:
    commission = make_commission()
    case = seat(make_case(), commission, PANEL)
    registrar = sign_in(Client(), commission.users["registrar"])
    page = reverse("appeals:case", args=[case.id])
    assert offered(registrar.get(page)) == {"hearing_set"}
    refused = registrar.post(reverse("appeals:hearing_set", args=[case.id]), plan(place=""))
    assert refused.status_code == 422
    assert "Nobody would find this hearing." in refused.text
    registrar.post(reverse("appeals:hearing_set", args=[case.id]), plan())
    answer = registrar.get(page)
    assert offered(answer) == {"hearing_adjourn", "hearing_cancel"}
    assert "10:00" in answer.text and "09:00" in answer.text
    reasons = {"reason_en": WHY.en, "reason_fr": WHY.fr}
    registrar.post(reverse("appeals:hearing_adjourn", args=[case.id]), plan(clock="14:00", **reasons))
    assert sorted(Hearing.objects.values_list("status", flat=True)) == ["adjourned", "set"]
    registrar.post(reverse("appeals:hearing_cancel", args=[case.id]), {"expected_version": 1, **reasons})
    assert sorted(Hearing.objects.values_list("status", flat=True)) == ["adjourned", "cancelled"]


def test_a_party_asks_on_the_page_and_takes_the_calendar_file() -> None:
    commission, dispute = make_commission(), make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    owner = sign_in(Client(), make_member(dispute.organisation))
    page, ics = reverse("appeals:case", args=[case.id]), reverse("appeals:hearing_ics", args=[case.id])
    assert offered(owner.get(page)) == {"hearing_ask"}
    data = {"wish": "interpreter", "language": "Punjabi", "words": "The dispatcher speaks Punjabi only."}
    owner.post(reverse("appeals:hearing_ask", args=[case.id]), data)
    assert HearingWish.objects.get().language == "Punjabi"
    assert "Punjabi" in sign_in(Client(), commission.users["registrar"]).get(page).text
    assert owner.get(ics).status_code == 404
    hearing = make_hearing(case, commission)
    for client in (owner, sign_in(Client(), commission.users["us1"])):
        text = client.get(ics).text
        assert f"DTSTART:{hearing.starts_at:%Y%m%dT%H%M%SZ}" in text
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    assert stranger.get(ics).status_code == 404


def test_a_member_off_the_panel_neither_reads_the_link_nor_takes_the_file() -> None:
    commission = make_commission()
    _, case = make_excepted()
    seat(case, commission, ("ca1", "us1", "us2"))
    make_hearing(case, commission)
    outside = sign_in(Client(), commission.users["ca2"])
    page = outside.get(reverse("appeals:case", args=[case.id]))
    assert page.status_code == 200
    assert "https://hearing.example" not in page.text
    assert outside.get(reverse("appeals:hearing_ics", args=[case.id])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_hearings_cost_two_queries_however_many(count: int, django_assert_num_queries: Any) -> None:
    commission = make_commission()
    case = seat(make_case(), commission, PANEL)
    registrar = sign_in(Client(), commission.users["registrar"])
    for _ in range(count):
        make_hearing(case, commission)
        reasons = {"reason_en": WHY.en, "reason_fr": WHY.fr, "expected_version": 1}
        registrar.post(reverse("appeals:hearing_cancel", args=[case.id]), reasons)
    page = reverse("appeals:case", args=[case.id])
    registrar.get(page)
    with django_assert_num_queries(13):
        assert registrar.get(page).status_code == 200
