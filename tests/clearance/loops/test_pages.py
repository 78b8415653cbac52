"""The pages of loops: who reaches which, what a form keeps, what the dashboard counts, and how few queries it takes."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.domain.inspection_words import CHECKS
from clearance.models import ValueChainLoop
from clearance.selectors.loop_board import loop_board
from clearance.services import inspection_complete
from clearance.services.findings import NOTHING
from portal.core import clock
from tests.factories.accounts import make_member, make_staff, sign_in, staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.loops import capped, keys, loop_trip, make_loop, make_owner, propose
from tests.factories.officer import PORT, make_referred, secondary

pytestmark = pytest.mark.usefixtures("reference_data")
MOST_QUERIES = 20


def browser(who: Any) -> Client:
    return sign_in(Client(), who)


def owner_of(loop: ValueChainLoop) -> Client:
    return browser(make_member(loop.owner))


def proposal(**changes: Any) -> dict[str, Any]:
    start = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    end = (clock.now() + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M")
    plants = [("Example Stamping", "East", "1 Example Road", "Windsor", "on", "CA"),
              ("Example Assembly", "West", "2 Sample Street", "Detroit", "MI", "US")]  # fmt: skip
    names = ("organisation", "site", "address", "city", "jurisdiction", "country")
    made = {"name": "Panels", "crossings": [PORT], "carriers": "abcd, 7ab1", "trips_per_week": "14"}
    made |= {"starts_at": start, "ends_at": end}
    made |= {
        f"plants-{row}-{name}": value
        for row, plant in enumerate(plants)
        for name, value in zip(names, plant, strict=True)
    }
    made |= {
        "plants-TOTAL_FORMS": "3",
        "plants-INITIAL_FORMS": "0",
        "parts-TOTAL_FORMS": "2",
        "parts-INITIAL_FORMS": "0",
    }
    made |= {"parts-0-hs_prefix": "8708.30", "parts-0-description": "Brake parts"}
    return made | changes


def test_a_company_proposes_and_both_agencies_sign_on_the_page() -> None:
    client = browser(make_member(make_owner()))
    assert client.get(reverse("clearance:loop_new")).status_code == 200
    answer = client.post(reverse("clearance:loop_new"), proposal())
    loop = ValueChainLoop.objects.get()
    assert answer["Location"] == reverse("clearance:loop", args=[loop.id])
    terms = loop.rules
    assert terms.carriers == ("7AB1", "ABCD") and terms.parts[0].hs_prefix == "870830"
    assert [plant.jurisdiction for plant in terms.plants] == ["ON", "MI"]
    for agency in ("CBP", "CBSA"):
        officer = browser(make_staff("officer.targeting", agency))
        page = officer.get(reverse("clearance:loop", args=[loop.id])).content.decode()
        assert reverse("clearance:loop_sign", args=[loop.id]) in page
        version = ValueChainLoop.objects.get().row_version
        officer.post(reverse("clearance:loop_sign", args=[loop.id]), {"expected_version": version})
    assert ValueChainLoop.objects.get().status == "in_force"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"plants-1-country": "CA"}, "at least one plant in each country"),
        ({"plants-1-city": ""}, "plants-1-city"),
        ({"parts-0-hs_prefix": "87"}, "4 to 10 digits"),
        ({"ends_at": "2020-01-01T00:00"}, "The loop ends before it starts"),
        ({"trips_per_week": "0"}, "trips_per_week"),
    ],
)
def test_a_refused_proposal_names_the_field_and_keeps_what_was_typed(changes: dict[str, Any], words: str) -> None:
    client = browser(make_member(make_owner()))
    answer = client.post(reverse("clearance:loop_new"), proposal(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert "Example Stamping" in page and "Brake parts" in page and not ValueChainLoop.objects.exists()


def test_a_company_that_is_no_member_is_told_so() -> None:
    answer = browser(make_member(make_carrier())).post(reverse("clearance:loop_new"), proposal())
    assert answer.status_code == 422 and "membership is active" in answer.content.decode()


def test_the_next_version_starts_from_the_old_one() -> None:
    loop = make_loop()
    page = owner_of(loop).get(reverse("clearance:loop_new"), {"replaces": str(loop.id)}).content.decode()
    assert loop.label in page and 'value="Windsor East"' in page and 'value="870830"' in page


def test_an_agency_refuses_and_the_company_reads_why() -> None:
    loop = propose(make_owner())
    officer, url = browser(make_staff("officer.supervisor", "CBSA")), reverse("clearance:loop_refuse", args=[loop.id])
    assert officer.post(url, {"expected_version": 1}).status_code == 422
    assert officer.post(url, {"expected_version": 1, "reason": "parts"}).status_code == 302
    page = owner_of(loop).get(reverse("clearance:loop", args=[loop.id])).content.decode()
    assert "loop.parts" in page and "six digits or more" in page


def test_the_company_ends_it_with_words_that_are_kept() -> None:
    loop = make_loop()
    client, url = owner_of(loop), reverse("clearance:loop_end", args=[loop.id])
    assert client.post(url, {"expected_version": loop.row_version, "why": ""}).status_code == 422
    assert client.post(url, {"expected_version": loop.row_version, "why": "Line moved"}).status_code == 302
    assert "Line moved" in client.get(reverse("clearance:loop", args=[loop.id])).content.decode()


def crossed(loop: ValueChainLoop, cause: str) -> None:
    """A trip of the loop that was sent to secondary and found clean."""
    inspection = make_referred(cause, trip=loop_trip(loop, security=95 if cause == "G8" else 0)).inspection
    inspection_complete(
        actor=secondary(),
        inspection_id=inspection.id,
        result="clean",
        found=NOTHING,
        checks=list(CHECKS),
        summary="",
        expected_version=inspection.row_version,
    )


def test_the_dashboard_counts_by_kind_and_stays_within_its_queries() -> None:
    """R-62: crossings, checks by kind, repeats, findings, minutes; under twenty queries with one loop or three."""
    with capped(2, 30):
        loops = [make_loop() for _ in range(3)]
        crossed(loops[0], "G8")
        crossed(loops[0], "G1")
        with clock.frozen(clock.now() + timedelta(days=1)):
            board = loop_board(actor=keys(), days=90)
            row = next(row for row in board.rows if row.loop == loops[0])
            total = row.total
            assert (total.crossings, total.checks, total.routine, total.for_cause) == (2, 2, 1, 1)
            assert (total.repeats, total.inspected, total.findings, row.routine_now) == (1, 2, 0, 1)
            assert total.expected == pytest.approx(2, abs=0.2) and board.repeat_days == 30
            assert row.ports[PORT].expected is None
            officer = browser(make_staff("officer.supervisor", "CBP"))
            for name, arguments in (("loops", []), ("loop", [loops[0].id]), ("loops_csv", [])):
                with CaptureQueriesContext(connection) as seen:
                    answer = officer.get(reverse(f"clearance:{name}", args=arguments))
                assert answer.status_code == 200 and len(seen) < MOST_QUERIES, (name, len(seen))
            lines = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    mine = [line for line in lines if line["loop"] == loops[0].label]
    assert [line["crossing"] for line in mine] == ["all", PORT]
    assert (mine[0]["checks"], mine[0]["repeat_rate"], mine[0]["check_rate"]) == ("2", "0.5000", "1.0000")


def test_each_sees_its_own_rows_alone() -> None:
    loop, other = make_loop(), make_loop(crossings=("peace-bridge",))
    for client, seen in (
        (owner_of(loop), {loop}),
        (browser(make_member(make_carrier())), set()),
        (browser(make_staff("officer.primary", "CBP", port=PORT)), {loop}),
        (browser(make_staff("auditor", "CBP")), {loop, other}),
    ):
        page = client.get(reverse("clearance:loops")).content.decode()
        table = client.get(reverse("clearance:loops_csv")).content.decode()
        for each in (loop, other):
            assert (str(each.id) in page) is (each in seen)
            assert (f"{each.label}," in table) is (each in seen)
    assert owner_of(other).get(reverse("clearance:loop", args=[loop.id])).status_code == 404
    at_port = loop_board(actor=staff_actor("officer.primary", "CBP", PORT), days=90)
    assert at_port.rows[0].total.expected is None


def test_booth_and_trip_page_say_why_it_is_let_go() -> None:
    with capped(1, 30):
        loop = make_loop()
        make_referred("G8", trip=loop_trip(loop))
        trip = loop_trip(loop)
        booth = browser(make_staff("officer.primary", "CBP", port=PORT))
        page = booth.get(reverse("clearance:booth_trip", args=[trip.id])).content.decode()
        assert f"Loop {loop.label} had its routine check in 30 days" in page and "Loop checked already" in page
        assert 'value="G8"' not in page and 'value="G1"' in page
        page = owner_of(loop).get(reverse("clearance:trip_detail", args=[trip.id])).content.decode()
        assert f"Loop {loop.label} had its routine check in 30 days" in page
