"""A car at the port: the NEXUS lane only when everybody in it is a member (R-02); each look-up is in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.trail.models import TrailEntry
from enrollment.models import Membership
from tests.factories.accounts import make_staff, sign_in
from tests.factories.enrollment import make_membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
PORT = "peace-bridge"


@pytest.fixture
def officer(client: Client) -> Client:
    return sign_in(client, make_staff("officer.primary", "CBP", port=PORT))


def card_of(member: Membership) -> str:
    number: str = member.credentials.get().card_number
    return number


def asked(officer: Client, *documents: str, without: int = 0, port: str = PORT) -> Any:
    data = {"direction": "SB", "documents": "\n".join(documents), "undocumented": without}
    return officer.post(reverse("clearance:port_car", args=[port]), data)


def test_one_person_without_a_card_sends_the_whole_car_to_the_general_lane(officer: Client) -> None:
    first, second = (card_of(make_membership("NEXUS")) for _ in range(2))
    lanes = [
        asked(officer, first, second).context["check"].advice.lane,
        asked(officer, first, second, without=1).context["check"].advice.lane,
        asked(officer, first, "99999999").context["check"].advice.lane,
    ]
    assert lanes == ["NEXUS", "GENERAL", "GENERAL"]
    kept = TrailEntry.objects.filter(event="clearance.car.looked_up")
    assert kept.count() == 3 and first not in "".join(kept.values_list("body", flat=True))


def test_what_is_wrong_is_said_and_what_was_typed_stays(officer: Client) -> None:
    assert officer.get(reverse("clearance:port_car", args=[PORT])).status_code == 200
    empty = asked(officer)
    assert empty.status_code == 422 and "one to nine" in empty.text
    many = asked(officer, *(f"1234567{number}" for number in range(10)))
    assert many.status_code == 422 and "12345679" in many.text
    assert asked(officer, "1", port="ambassador-bridge").status_code == 404


def test_a_full_car_costs_a_bounded_number_of_queries(officer: Client, django_assert_max_num_queries: Any) -> None:
    cards = [card_of(make_membership("NEXUS")) for _ in range(2)]
    asked(officer, *cards)
    # session, user, roles; the policy; the trail; one or two for each person, at most nine of them
    with django_assert_max_num_queries(16):
        asked(officer, *cards)
