"""Movements are counted once, cells follow, and figures that fall short open a case by themselves (R-39)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from audit.compliance.models import BenefitShortfall, LedgerCell, Movement
from audit.compliance.services.ledger import movement_count, movements_fill
from audit.compliance.services.shortfalls import (
    shortfall_accept,
    shortfall_answer,
    shortfall_contest,
    shortfalls_review,
)
from clearance.selectors.ended import EndedTrip
from clearance.services import booth_release
from portal.core import clock
from portal.core.domain.errors import Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.ledger import move, open_shortfall, worse_since_joining
from tests.factories.officer import fresh, make_profile, make_referred, make_scored, primary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
ANSWER = Text(
    "Draws at your port rose for everybody in autumn; the rate was cut back on 1 November.",
    "Les tirages à votre bureau ont augmenté pour tous à l'automne; le taux a été réduit le 1er novembre.",
)


def ended(**fields: Any) -> EndedTrip:
    known: dict[str, Any] = {
        "trip_id": uuid7(),
        "trip_number": "ABCD1",
        "carrier_id": uuid7(),
        "tier": "T2",
        "day": date(2026, 11, 3),
        "crossing": "ambassador-bridge",
        "direction": "SB",
        "chapter": "87",
        "band": 2,
        "inspected": True,
        "minutes": 12,
        "loop_number": None,
        "goods": ("870830",),
    }
    return EndedTrip(**{**known, **fields})


def test_r39_a_movement_is_counted_once_however_often_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    trip = ended()
    monkeypatch.setattr("audit.compliance.services.ledger.trips_ended", lambda ids: [trip])
    assert [movement_count(trip_id=trip.trip_id) for _ in range(2)] == [True, False]
    kept = Movement.objects.get()
    assert (kept.tier, kept.promised, kept.goods) == ("T2", 30, ["870830"])
    cell = LedgerCell.objects.get()
    assert (cell.month, cell.movements, cell.inspected, cell.timed, cell.squares) == (date(2026, 11, 1), 1, 1, 1, 144)
    assert (cell.promised, cell.kept) == (1, 1)


def test_cells_add_up_whatever_way_movements_come(monkeypatch: pytest.MonkeyPatch) -> None:
    trips = [ended(minutes=None if place % 3 else place, tier=f"T{place % 4}") for place in range(40)]
    monkeypatch.setattr("audit.compliance.services.ledger.trips_ended_of", lambda first, last: [trips[:25], trips])
    assert movements_fill(first=date(2026, 11, 1), last=date(2026, 11, 30)) == 40
    sums = LedgerCell.objects.aggregate(all=Sum("movements"), timed=Sum("timed"), minutes=Sum("minutes"))
    measured = [trip.minutes for trip in trips if trip.minutes is not None]
    assert sums == {"all": 40, "timed": len(measured), "minutes": sum(measured)}


def test_a_released_truck_tells_who_drove_what_where_and_how_long_it_took() -> None:
    make_profile()
    trip = make_scored()
    trip = booth_release(actor=primary(), trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert movement_count(trip_id=trip.id)
    kept = Movement.objects.get(trip_id=trip.id)
    assert (kept.organisation_id, kept.tier, kept.crossing) == (trip.carrier_id, "T2", trip.crossing)
    assert kept.chapter in {code[:2] for code in kept.goods}
    assert (kept.inspected, kept.minutes, kept.mode) == (False, None, "truck")
    day = clock.now().date()
    assert movements_fill(first=day - timedelta(days=2), last=day + timedelta(days=2)) == 0


def test_a_truck_still_at_the_border_is_not_counted() -> None:
    make_profile()
    assert not movement_count(trip_id=make_referred().trip_id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compliance_movement SET inspected = NOT inspected",
        "DELETE FROM compliance_movement",
        "UPDATE compliance_benefit_shortfall SET status = 'settled'",
        "UPDATE compliance_benefit_shortfall SET status = 'answered'",
        "UPDATE compliance_ledger_cell SET inspected = movements + 1",
    ],
)
def test_the_database_refuses_what_the_services_never_do(statement: str) -> None:
    move(uuid7(), date(2026, 11, 3), 2)
    open_shortfall(uuid7())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def today() -> date:
    return clock.now().date()


def member_with_shortfall() -> UUID:
    organisation = make_organisation("carrier")
    worse_since_joining(organisation.id, today())
    return organisation.id


def test_r39_a_rate_that_rose_opens_a_case_by_itself_and_only_one() -> None:
    member = member_with_shortfall()
    assert shortfalls_review() == (2, 0)
    assert shortfalls_review() == (0, 0)
    cases = BenefitShortfall.objects.filter(organisation_id=member)
    assert {case.ground for case in cases} == {"rose", "above_peers"}
    rose = cases.get(ground="rose")
    assert rose.figures["now"] == {"share": 0.2, "part": 40, "n": 200, "low": 0.150452, "high": 0.260855}
    assert Notice.objects.filter(organisation_id=member, kind="benefit_shortfall").count() == 2


def test_the_office_answers_and_the_member_has_the_last_word() -> None:
    organisation = make_organisation("carrier")
    case = open_shortfall(organisation.id)
    member, office = member_actor(organisation), staff_actor("administrator")
    with pytest.raises(Invalid) as thin:
        shortfall_answer(actor=office, shortfall_id=case.id, text=Text("Sorry.", ANSWER.fr), expected_version=1)
    assert [item.path for item in thin.value.items] == ["text_en"]
    with pytest.raises(NotAllowed):
        shortfall_answer(actor=member, shortfall_id=case.id, text=ANSWER, expected_version=1)
    case = shortfall_answer(actor=office, shortfall_id=case.id, text=ANSWER, expected_version=1)
    with pytest.raises(Invalid):
        shortfall_contest(actor=member, shortfall_id=case.id, reply=" ", expected_version=2)
    case = shortfall_contest(actor=member, shortfall_id=case.id, reply="And my port?", expected_version=2)
    assert (case.status, case.reply) == ("open", "And my port?")
    case = shortfall_answer(actor=office, shortfall_id=case.id, text=ANSWER, expected_version=3)
    assert shortfall_accept(actor=member, shortfall_id=case.id, expected_version=4).status == "settled"


def test_a_case_closes_when_the_figures_no_longer_show_it() -> None:
    organisation = make_organisation("carrier")
    open_shortfall(organisation.id)
    move(organisation.id, today(), 50, tier="T1")
    assert shortfalls_review() == (0, 1)
    assert BenefitShortfall.objects.get().status == "recovered"


def test_a_stranger_finds_no_case() -> None:
    case = open_shortfall(make_organisation("carrier").id)
    stranger = member_actor(make_organisation("carrier"))
    with pytest.raises(NotFound):
        shortfall_accept(actor=stranger, shortfall_id=case.id, expected_version=1)
