"""Pages of the ledger: the member's, the office's, the public's; who gets in and what it costs (R-39, R-101, R-47)."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.compliance.domain.benefits import Quarter
from clearance.models import LaneWait
from portal.core import clock
from portal.core.ids import uuid7
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.ledger import move, open_shortfall, worse_since_joining
from tests.factories.trail import in_the_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
WORDS = {
    "text_en": "Draws at your port rose for everybody in autumn; they were cut back.",
    "text_fr": "Les tirages à votre bureau ont augmenté pour tous en automne; ils ont été réduits.",
}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_r39_the_member_sees_rates_with_base_and_interval_in_few_queries(django_assert_num_queries: Any) -> None:
    organisation = make_organisation("carrier")
    worse_since_joining(organisation.id, clock.now().date())
    client = sign_in(Client(), make_member(organisation))
    home = client.get(reverse("compliance:ledger_home"))
    assert home.status_code == 302
    client.get(home.url)
    with django_assert_num_queries(QUERIES):
        page = client.get(home.url)
    words = page.content.decode()
    assert "20.0" in words
    assert "n = 200" in words
    assert "Clearly more often." in words
    line = next(row for row in rows_of(client.get(f"{home.url}ledger.csv").content) if row["figure"] == "rate_now")
    assert (line["value"], line["n"]) == ("20", "200")
    assert line["definition_fr"]
    for language in ("en", "fr"):
        paper = client.get(f"{home.url}ledger-{language}.pdf")
        assert paper.content.startswith(b"%PDF")
    assert client.get(f"{home.url}ledger-de.pdf").status_code == 404


def test_strangers_and_missing_members_look_alike() -> None:
    organisation = make_organisation("carrier")
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    pages = [stranger.get(reverse("compliance:ledger", args=[one])) for one in (organisation.id, uuid7())]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content


def test_the_office_answers_on_the_page_and_the_member_replies() -> None:
    organisation = make_organisation("carrier")
    case = open_shortfall(organisation.id, organisation.legal_name)
    url = reverse("compliance:shortfall", args=[case.id])
    office = sign_in(Client(), make_staff("administrator"))
    assert case.number in office.get(reverse("compliance:shortfalls")).text
    thin = office.post(url, {**WORDS, "text_en": "Sorry.", "expected_version": 1})
    assert thin.status_code == 422
    assert WORDS["text_fr"] in thin.text
    assert office.post(url, {**WORDS, "expected_version": 1}).status_code == 302
    member = sign_in(Client(), make_member(organisation))
    assert WORDS["text_en"] in member.get(url).text
    empty = member.post(reverse("compliance:shortfall_contest", args=[case.id]), {"reply": "", "expected_version": 2})
    assert empty.status_code == 422
    accepted = member.post(reverse("compliance:shortfall_accept", args=[case.id]), {"expected_version": 2})
    assert accepted.status_code == 302
    assert member.post(url, {**WORDS, "expected_version": 3}).status_code == 404


def test_staff_choose_a_member() -> None:
    organisation = make_organisation("carrier")
    move(organisation.id, clock.now().date(), 1, tier="T1")
    page = sign_in(Client(), make_staff("auditor", "CBSA")).get(reverse("compliance:ledger_home"))
    assert organisation.legal_name in page.text


def public_movements() -> Quarter:
    quarter = Quarter.last_over(clock.now().date())
    for tier, rate in (("T0", 20), ("T2", 4)):
        for crossing in ("ambassador-bridge", "peace-bridge"):
            for _ in range(4):
                move(uuid7(), quarter.first + timedelta(days=9), 100, inspected=rate, tier=tier, crossing=crossing)
    return quarter


def test_r101_every_tile_of_the_public_page_is_a_file_with_definition_period_and_base(
    django_assert_num_queries: Any,
) -> None:
    quarter = public_movements()
    client = Client()
    client.get(reverse("compliance:benefits"))
    with django_assert_num_queries(1):
        page = client.get(reverse("compliance:benefits"))
    assert "20.0" in page.text
    assert "n = 800" in page.text
    link = reverse("compliance:benefits_csv", args=["t2"])
    assert f"{link}?quarter={quarter.code}" in page.text
    (row,) = rows_of(client.get(link).content)
    assert (row["inspected"], row["movements"], row["per_100"], row["period"]) == ("32", "800", "4", quarter.code)
    assert "inspected in secondary" in row["definition"]
    assert len(rows_of(client.get(reverse("compliance:benefits_csv", args=["ports"])).content)) == 4
    assert client.get(reverse("compliance:benefits_csv", args=["t9"])).status_code == 404


def test_a_company_alone_is_left_out_of_the_public_page() -> None:
    quarter = public_movements()
    move(uuid7(), quarter.first, 90, inspected=45, tier="T3", crossing="peace-bridge")
    page = Client().get(reverse("compliance:benefits"))
    assert "left out" in page.text
    assert "50.0" not in page.text
    assert page.context["tiles"] == []


def wait_at(crossing: str, ago: int, minutes: int, officer: Any = None) -> None:
    """Keep a wait measured so many minutes ago, by readers without an officer."""
    with in_the_book():
        LaneWait.objects.create(
            crossing=crossing,
            direction="SB",
            minutes=minutes,
            measured_at=clock.now() - timedelta(minutes=ago),
            measured_as="lane readers (5)",
            officer=officer,
        )


def test_r47_waits_stand_with_method_and_age() -> None:
    for crossing, ago, minutes, officer in (
        ("ambassador-bridge", 5, 12, None),
        ("ambassador-bridge", 50, 70, None),
        ("peace-bridge", 90, 33, make_staff("officer.primary", "CBP")),
        ("blue-water-bridge", 60 * 30, 99, None),
    ):
        wait_at(crossing, ago, minutes, officer)
    client = Client()
    rows = rows_of(client.get(reverse("compliance:waits_csv")).content)
    assert [(row["port"], row["minutes"], row["method"], row["trucks"]) for row in rows] == [
        ("ambassador-bridge", "12", "readers", "5"),
        ("peace-bridge", "33", "officer", ""),
    ]
    page = client.get(reverse("compliance:waits")).text
    assert "12 min" in page
    assert "old" in page


QUERIES = 11
