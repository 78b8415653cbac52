"""Public pages of crossings (R-14, R-40) and the switch of lanes (R-42)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.core import middleware
from portal.core.domain.actors import Actor
from portal.reference.models import Crossing, Lane
from portal.reference.selectors import lanes_for
from tests.factories.reference import administrator, supervisor
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Let a client act as any actor, without an account behind it."""

    def client_of(actor: Actor) -> Client:
        monkeypatch.setattr(middleware, "import_string", lambda _: lambda request: actor)
        return Client()

    yield client_of


def french(client: Client) -> Client:
    client.cookies["preclear_language"] = "fr"
    return client


def test_the_list_is_public_and_shows_both_codes(client: Client) -> None:
    page = client.get(reverse("reference:crossing_list")).content.decode()
    assert "Ambassador Bridge" in page
    assert "3801" in page
    assert "0453" in page


def test_the_southbound_only_filter_gives_the_asymmetry(client: Client) -> None:
    page = client.get(reverse("reference:crossing_list"), {"fast": "southbound_only"}).content.decode()
    assert "Champlain" in page
    assert "Ambassador Bridge" not in page


def test_a_filter_that_finds_nothing_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("reference:crossing_list"), {"q": "zzzz"}).content.decode()
    assert "No crossing like that" in page
    assert reverse("reference:crossing_list") in page


def test_a_nonsense_filter_shows_everything_and_the_error(client: Client) -> None:
    response = client.get(reverse("reference:crossing_list"), {"fast": "sideways"})
    assert response.status_code == 200
    assert "Ambassador Bridge" in response.content.decode()


@pytest.mark.parametrize("code", ["ambassador-bridge", "gordie-howe-bridge", "morgan-monchy", "rainbow-bridge"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_crossing_has_a_page_in_both_languages(client: Client, code: str, language: str) -> None:
    client.cookies["preclear_language"] = language
    response = client.get(reverse("reference:crossing_detail", args=[code]))
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in page
    assert (
        Crossing.objects.get(code=code).name_fr if language == "fr" else Crossing.objects.get(code=code).name_en
    ) in page


def test_a_crossing_says_how_well_each_figure_is_known(client: Client) -> None:
    page = client.get(reverse("reference:crossing_detail", args=["sweetgrass-coutts"])).content.decode()
    assert "Unverified" in page
    assert "Assumed" in page
    page = french(client).get(reverse("reference:crossing_detail", args=["ambassador-bridge"])).content.decode()
    assert "Confirmé" in page
    assert "Projet pilote" in page
    assert "24 heures sur 24" in page


def test_unknown_hours_are_said_to_be_unknown(client: Client) -> None:
    page = client.get(reverse("reference:crossing_detail", args=["morgan-monchy"])).content.decode()
    assert "Hours not known" in page


def test_an_unknown_crossing_is_a_404(client: Client) -> None:
    assert client.get(reverse("reference:crossing_detail", args=["nowhere"])).status_code == 404


def test_the_pages_cost_one_query_however_many_crossings_there_are(
    client: Client, django_assert_num_queries: Any
) -> None:
    addresses = [reverse("reference:crossing_list"), reverse("reference:crossing_detail", args=["peace-bridge"])]
    for address in addresses:
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)
    with in_the_book():
        Lane.objects.exclude(crossing__code="peace-bridge").delete()
    with django_assert_num_queries(1):
        client.get(addresses[0])


class TestTheSwitch:
    @pytest.fixture
    def lane(self) -> Lane:
        return next(lane for lane in lanes_for("peace-bridge", "SB") if lane.kind == "FAST")

    def test_a_supervisor_of_that_side_sees_the_button_and_closes_the_lane(self, signed_in: Any, lane: Lane) -> None:
        client = signed_in(supervisor("CBP", "peace-bridge"))
        address = reverse("reference:crossing_detail", args=["peace-bridge"])
        switch = reverse("reference:lane_switch", args=[lane.id, "close"])
        assert switch in client.get(address).content.decode()
        response = client.post(switch, {"expected_version": lane.row_version}, follow=True)
        assert response.redirect_chain[-1][0] == address
        assert f"Lane {lane.number} is closed." in response.content.decode()
        assert Lane.objects.get(pk=lane.pk).status == "closed"
        assert reverse("reference:lane_switch", args=[lane.id, "open"]) in response.content.decode()

    def test_the_other_side_sees_no_button_there(self, signed_in: Any, lane: Lane) -> None:
        page = (
            signed_in(supervisor("CBSA"))
            .get(reverse("reference:crossing_detail", args=["peace-bridge"]))
            .content.decode()
        )
        assert reverse("reference:lane_switch", args=[lane.id, "close"]) not in page

    def test_a_stale_page_switches_nothing(self, signed_in: Any, lane: Lane) -> None:
        client = signed_in(administrator())
        client.post(reverse("reference:lane_switch", args=[lane.id, "close"]), {"expected_version": 1})
        response = client.post(reverse("reference:lane_switch", args=[lane.id, "open"]), {"expected_version": 1})
        assert response.status_code == 409
        assert Lane.objects.get(pk=lane.pk).status == "closed"

    def test_strangers_and_other_verbs_get_nowhere(self, signed_in: Any, client: Client, lane: Lane) -> None:
        switch = reverse("reference:lane_switch", args=[lane.id, "close"])
        assert client.post(switch).status_code == 302
        trader = signed_in(Actor(kind="member", roles=frozenset({"trader.admin"})))
        assert trader.post(switch).status_code == 403
        assert signed_in(administrator()).get(switch).status_code == 405
        assert (
            signed_in(administrator()).post(reverse("reference:lane_switch", args=[lane.id, "paint"])).status_code
            == 404
        )
        assert Lane.objects.get(pk=lane.pk).status == "open"
