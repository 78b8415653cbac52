"""The monthly statement of fees per crossing and the report of fees outside their purpose (R-06, R-07)."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.core import clock
from portal.core.ids import uuid7
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.ledger import move

pytestmark = pytest.mark.django_db


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_r06_the_statement_lists_ten_crossings_of_a_loop_and_charges_one(django_assert_num_queries: Any) -> None:
    organisation, today = make_organisation("carrier"), clock.now().date()
    move(organisation.id, today, 10, tier="T2", loop_number=7, goods=["870830"])
    client = sign_in(Client(), make_member(organisation))
    home = client.get(reverse("compliance:fees_home"))
    client.get(home.url)
    with django_assert_num_queries(QUERIES):
        page = client.get(home.url)
    assert page.text.count("same loop, charged once a month</td>") == 9
    assert "$124.00\u00a0USD" in page.text
    lines = rows_of(client.get(f"{home.url}fees.csv").content)
    assert [line["charged"] for line in lines] == ["12.40", *["0.00"] * 9]
    assert {line["loop"] for line in lines} == {"VC-7"}
    assert {line["basis"] for line in lines} == {"21 U.S.C. 136a; 7 CFR 354.3, single crossing"}


def test_a_strangers_statement_and_a_missing_one_look_alike() -> None:
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    ids = (make_organisation("carrier").id, uuid7())
    pages = [stranger.get(reverse("compliance:movement_fees", args=[one])) for one in ids]
    assert [page.status_code for page in pages] == [404, 404]


def test_r07_the_report_lists_fees_outside_their_purpose_with_totals() -> None:
    today = clock.now().date()
    move(uuid7(), today, 3, goods=["870830"])
    move(uuid7(), today, 2, goods=["070200", "870830"])
    move(uuid7(), today, 1, chapter="", goods=[])
    client = sign_in(Client(), make_staff("auditor", "CBP"))
    rows = rows_of(client.get(reverse("compliance:fee_purpose_csv")).content)
    assert [(row["chapter"], row["lines"], row["charged"]) for row in rows] == [
        ("87", "3", "37.20"),
        ("", "1", "12.40"),
    ]
    assert {(row["all_lines"], row["all_charged"]) for row in rows} == {("6", "74.40")}
    page = client.get(reverse("compliance:fee_purpose")).text
    assert "49.60" in page
    assert "empty truck" in page


QUERIES = 6
