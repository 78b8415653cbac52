"""The public pages of the audit draw: numbers with their denominators, the list, the program (R-70)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.compliance import verify_audits
from audit.compliance.models import AuditMonth, Selection
from audit.compliance.services import audit_month_draw, audit_months_keep
from portal.core import clock
from tests.factories.audits import Movement, in_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(monkeypatch: pytest.MonkeyPatch) -> AuditMonth:
    movement = Movement(monkeypatch)
    with clock.frozen(in_month(2026, 9)):
        audit_months_keep()
    with clock.frozen(in_month(2026, 10)):
        movement.opened()
        movement.pooled(30)
    day = in_month(2026, 10).date().replace(day=1)
    audit_month_draw(month=day)
    return AuditMonth.objects.get(month=day)


def test_everybody_reads_the_months_and_works_one_out_again(month: AuditMonth, django_assert_num_queries: Any) -> None:
    client = Client()
    listing = reverse("compliance:draws")
    client.get(listing)
    with django_assert_num_queries(2):
        words = client.get(listing).content.decode()
    assert "2026-10" in words
    assert month.commitment[:16] in words
    page = reverse("compliance:draws_month", args=["2026-10"])
    with django_assert_num_queries(2):
        words = client.get(page).content.decode()
    assert "as announced" in words
    assert "31 movements were in the pool; 1 of them" in words
    answer = client.get(reverse("compliance:draws_json", args=["2026-10"]))
    assert verify_audits.check(json.loads(answer.content), month.commitment) == []
    assert b"def check" in client.get(reverse("compliance:draws_verifier")).content


def test_a_movement_is_found_by_its_token_and_no_trip_is_named(month: AuditMonth) -> None:
    page = reverse("compliance:draws_month", args=["2026-10"])
    drawn = Selection.objects.select_related("entry").first()
    assert drawn is not None
    words = Client().get(page, {"token": drawn.entry.token}).content.decode()
    assert "This movement was drawn" in words
    assert drawn.entry.trip_number not in words
    assert str(drawn.entry.trip_id) not in words
    assert "not in the list" in Client().get(page, {"token": "f" * 64}).content.decode()


def test_a_month_that_runs_shows_its_commitment_and_nothing_more(month: AuditMonth) -> None:
    page = reverse("compliance:draws_month", args=["2026-09"])
    words = Client().get(page).content.decode()
    assert AuditMonth.objects.get(month="2026-09-01").commitment in words
    assert Client().get(reverse("compliance:draws_json", args=["2026-09"])).status_code == 404
    for wrong in ("2026-13", "october", "2019-01"):
        assert Client().get(reverse("compliance:draws_month", args=[wrong])).status_code == 404
