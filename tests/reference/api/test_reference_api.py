"""Reference endpoints of the partner API: public, paged, bounded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.reference.domain.paging import page_of

pytestmark = pytest.mark.usefixtures("reference_data")


def body(client: Client, name: str, **query: str) -> dict[str, Any]:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def walk(client: Client, address: str) -> list[str]:
    """Follow `next` to the end and give every code."""
    codes: list[str] = []
    while address:
        page = client.get(address).json()
        codes += [row["code"] for row in page["results"]]
        address = page["next"]
    return codes


def test_all_ports_are_reached_by_following_next(client: Client) -> None:
    codes = walk(client, reverse("api:port_list") + "?page_size=20")
    assert len(codes) == len(set(codes)) == 95
    assert codes == sorted(codes)


def test_a_page_leads_back(client: Client) -> None:
    first = body(client, "api:port_list", page_size="10")
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert first["previous"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert client.get(third["previous"]).json()["results"] == second["results"]


def test_a_port_has_the_codes_of_both_sides(client: Client) -> None:
    port = body(client, "api:port_list", q="3801 ambassador")["results"][0]
    assert port["code"] == "ambassador-bridge"
    assert (port["cbp_port_code"], port["cbsa_office_code"], port["cbsa_office_code_confidence"]) == (
        "3801",
        "0453",
        "confirmed",
    )
    assert port["fast"] == {"southbound": True, "northbound": True}
    assert port["name"] == {"en": "Ambassador Bridge", "fr": "Pont Ambassador"}


def test_the_asymmetry_is_a_filter_here_too(client: Client) -> None:
    ports = body(client, "api:port_list", fast="southbound_only", takes_trucks="true")["results"]
    assert ports
    assert all(port["fast"] == {"southbound": True, "northbound": False} for port in ports)


def test_one_port_has_lanes_and_hours(client: Client) -> None:
    port = client.get(reverse("api:port_detail", args=["peace-bridge"])).json()
    assert {(lane["direction"], lane["kind"]) for lane in port["lanes"]} >= {("SB", "FAST"), ("NB", "GENERAL")}
    assert {hours["agency"] for hours in port["hours"]} >= {"CBP", "CBSA", "CFIA"}


def test_an_unknown_port_is_a_problem(client: Client) -> None:
    response = client.get(reverse("api:port_detail", args=["nowhere"]))
    assert response.status_code == 404
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["errors"][0]["message"]["fr"]


@pytest.mark.parametrize(
    "query", [{"fast": "sideways"}, {"takes_trucks": "perhaps"}, {"q": "\x00"}, {"q": "x" * 121}, {"cursor": "\x07"}]
)
def test_filters_that_cannot_be_are_refused(client: Client, query: dict[str, str]) -> None:
    response = client.get(reverse("api:port_list"), query)
    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "REF_FILTER"


@pytest.mark.parametrize(("asked", "given"), [("0", 1), ("7", 7), ("100000", 95), ("x", 50), ("-3", 50), ("٣", 50)])
def test_the_size_of_a_page_is_bounded(client: Client, asked: str, given: int) -> None:
    assert len(body(client, "api:port_list", page_size=asked)["results"]) == given


def test_goods_codes_are_listed_and_narrowed(client: Client) -> None:
    assert len(walk(client, reverse("api:hs_list") + "?prefix=87&page_size=25")) > 25
    assert body(client, "api:hs_list", prefix="8708.30")["results"][0]["code"] == "870830"
    assert body(client, "api:hs_list")["next"]


def test_goods_codes_are_searched_in_both_languages(client: Client) -> None:
    assert body(client, "api:hs_list", q="frein", lang="fr")["results"][0]["code"] == "870830"
    first = body(client, "api:hs_list", q="tomatoes", page_size="3")
    assert (first["results"][0]["code"], first["next"], first["previous"]) == ("070200", None, None)
    assert first["results"][0]["description"]["fr"] is None
    assert {agency["agency"] for agency in first["results"][0]["agencies"]} >= {"CFIA", "FDA", "APHIS"}


def test_known_numbers_of_queries(client: Client, django_assert_num_queries: Any) -> None:
    for address, expected in [
        (reverse("api:port_list"), 1),
        (reverse("api:port_list") + "?page_size=5", 1),
        (reverse("api:port_detail", args=["peace-bridge"]), 1),
        (reverse("api:hs_list"), 0),
        (reverse("api:hs_list") + "?q=brake", 1),
    ]:
        client.get(address)
        with django_assert_num_queries(expected):
            client.get(address)


def test_nothing_is_written_here(client: Client) -> None:
    for name in ("api:port_list", "api:hs_list"):
        assert client.post(reverse(name), {}, content_type="application/json").status_code in (403, 405)


def test_a_cursor_that_is_gone_means_its_place() -> None:
    assert page_of(["a", "c", "e"], "b", 1).codes == ("c",)
    assert page_of(["a", "c", "e"], "z", 1) == page_of([], "", 1).__class__((), None, "c")
    assert page_of([], "", 5).codes == ()
