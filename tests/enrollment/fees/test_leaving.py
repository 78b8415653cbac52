"""Why members leave, by quarter; nobody can be picked out of what is published (R-102)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enrollment import services
from enrollment.domain.leaving import REASONS, Quarter, cells
from enrollment.models import Membership
from portal.core import clock
from portal.core.domain.errors import Invalid
from tests.factories.accounts import make_staff, member_actor, sign_in
from tests.factories.enrollment import make_membership

Q1 = Quarter(2026, 1)


def test_quarters() -> None:
    assert [Quarter.of(date(2026, month, 1)).code for month in (1, 3, 4, 12)] == [
        "2026-Q1",
        "2026-Q1",
        "2026-Q2",
        "2026-Q4",
    ]


def test_small_cells_are_left_out_and_never_one_alone() -> None:
    rows = [
        (Q1, "NEXUS", "COST", 3),
        (Q1, "NEXUS", "SELDOM", 9),
        (Q1, "NEXUS", "OTHER", 20),
        (Q1, "FAST_DRIVER", "COST", 5),
    ]
    shown = {(cell.programme, cell.reason): cell.count for cell in cells(rows, publish=True)}
    assert shown == {
        ("NEXUS", "COST"): None,
        ("NEXUS", "SELDOM"): None,
        ("NEXUS", "OTHER"): 20,
        ("FAST_DRIVER", "COST"): 5,
    }
    assert {cell.count for cell in cells(rows, publish=False)} == {3, 9, 20, 5}


@given(st.dictionaries(st.sampled_from(list(REASONS)), st.integers(1, 30), min_size=1))
def test_no_published_cell_is_below_five_and_none_can_be_worked_out(counts: dict[str, int]) -> None:
    found = cells([(Q1, "NEXUS", reason, count) for reason, count in counts.items()], publish=True)
    hidden = [cell for cell in found if cell.count is None]
    assert all(cell.count is None or cell.count >= 5 for cell in found)
    assert len(hidden) != 1 or len(found) == 1


@pytest.mark.django_db
def test_a_reason_off_the_list_is_refused_and_the_database_agrees() -> None:
    member = make_membership("FAST_CARRIER")
    with pytest.raises(Invalid, match="ENR_WHY_LEAVE"):
        services.membership_withdraw(actor=member_actor(member.organisation), membership_id=member.id, code="BORED")
    with pytest.raises(IntegrityError, match="membership_exit_has_reason"), transaction.atomic():
        Membership.objects.update(withdrawn_at=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_sees_published_numbers_and_staff_the_exact_ones(
    client: Client, language: str, django_assert_num_queries: Any
) -> None:
    member = make_membership("FAST_CARRIER")
    with clock.frozen(datetime(2026, 11, 20, tzinfo=UTC)):
        services.membership_withdraw(
            actor=member_actor(member.organisation), membership_id=member.id, code="COST", why="CANARY words"
        )
    client.cookies["preclear_language"] = language
    with django_assert_num_queries(1):
        public = client.get(reverse("enrollment:exits")).text
    assert (
        REASONS["COST"].get(language).replace("'", "&#x27;") in public
        and {"en": "left out", "fr": "omis"}[language] in public
    )
    assert "CANARY" not in public and "<table" in public
    rows = list(csv.reader(io.StringIO(client.get(reverse("enrollment:exits_csv")).text)))
    assert rows == [["quarter", "programme", "reason", "members"], ["2026-Q4", "FAST_CARRIER", "COST", "suppressed"]]
    assert client.get(reverse("enrollment:exits_exact")).status_code == 302
    sign_in(client, make_staff("officer.vetting", "CBP"))
    exact = client.get(reverse("enrollment:exits_exact_csv")).text
    assert "2026-Q4,FAST_CARRIER,COST,1" in exact and "CANARY" not in exact
    page = client.get(reverse("enrollment:exits_exact")).text
    assert "<svg" in page and "pc-chart__bar" in page and "<table" in page
