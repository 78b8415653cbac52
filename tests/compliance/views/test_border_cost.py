"""The member's page of what the border costs, with its own figures (R-95)."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.core import clock
from tests.factories.accounts import make_member, make_organisation, sign_in
from tests.factories.ledger import move

pytestmark = pytest.mark.django_db
QUERIES = 9


def test_r95_own_movements_times_own_figures(django_assert_num_queries: Any) -> None:
    organisation, today = make_organisation("carrier"), clock.now().date()
    move(organisation.id, today, 10, tier="T2", minutes=30)
    client = sign_in(Client(), make_member(organisation))
    url = reverse("compliance:border_cost", args=[organisation.id])
    client.get(url)
    with django_assert_num_queries(QUERIES):
        page = client.get(url, {"truck_hour": "100", "penalties": "7.50"})
    parts = {part.code: part.amount for part in page.context["parts"]}
    assert (str(parts["delay"]), str(parts["penalties"])) == ("500.00", "7.50")
    assert 'value="100"' in page.text
    sent = client.get(reverse("compliance:border_cost_csv", args=[organisation.id]), {"truck_hour": "100"}).content
    lines = list(csv.DictReader(StringIO(sent.decode("utf-8-sig"))))
    assert (lines[0]["part"], lines[0]["amount_usd"], lines[0]["n"]) == ("delay", "500.00", "10")


def test_a_figure_that_cannot_be_read_is_named_and_what_was_typed_stays() -> None:
    organisation = make_organisation("carrier")
    client = sign_in(Client(), make_member(organisation))
    page = client.get(reverse("compliance:border_cost", args=[organisation.id]), {"litres": "much", "truck_hour": "91"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["litres"]
    assert 'value="much"' in page.text
    assert 'value="91"' in page.text
