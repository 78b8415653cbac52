"""A signed visit moves the random rate of the company's trucks; findings put right move it back (R-63)."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import Error, connection, transaction
from django.test import override_settings

from audit.compliance.models import VisitRighted
from audit.compliance.services import visit_answer, visit_put_right
from audit.trail.models import TrailEntry
from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from clearance.models import FacilityOutcome, RandomDraw, Score, Trip
from clearance.selectors.links import links_of
from clearance.selectors.visited import visits_say
from clearance.services import trip_score
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.clearance import make_carrier, manifest_for, read
from tests.factories.officer import make_filed, make_profile
from tests.factories.visits import Visitors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
POINT = "site_perimeter"
SHOWN = "The new fence and its lights were seen on the morning of the second visit."


def company(visitors: Visitors) -> Organisation:
    return Organisation.objects.get(pk=visitors.visit.organisation_id)


def scored(owner: Organisation, tier: str) -> tuple[Trip, Score]:
    """Score a trip whose carrier and importer are `owner`, all links of `tier`."""
    trip = make_filed()
    held = str(owner.id)
    links = Links(
        LinkState(DRIVER, tier), LinkState(CARRIER, tier, holder=held), (LinkState(IMPORTER, tier, holder=held),)
    )
    with (
        override_settings(TARGETING_DRAWS=True),
        patch("clearance.services.scoring.links_of", return_value=links),
    ):
        trip_score(trip_id=trip.id, version=1)
    return trip, Score.objects.get(trip=trip)


def test_r63_findings_raise_the_rate_until_they_are_put_right(commit_checks: Any) -> None:
    make_profile()
    visitors = Visitors().signed(POINT)
    owner = company(visitors)
    assert FacilityOutcome.objects.get().outcome == "findings"
    trip, score = scored(owner, "T2")
    assert (score.inputs["tier"], score.inputs["facility_visits"], score.inputs["random_rate"]) == ("T2", -1, 0.02)
    draw = RandomDraw.objects.get(trip=trip)
    assert (draw.tier, float(draw.rate)) == ("T2", 0.02)

    visit_put_right(actor=visitors.cbsa, visit_id=visitors.id, text=SHOWN)
    assert VisitRighted.objects.get().text == SHOWN
    _, score = scored(owner, "T2")
    assert (score.inputs["facility_visits"], score.inputs["random_rate"]) == (0, 0.01)
    assert Notice.objects.filter(organisation_id=owner.id, body_en__contains=SHOWN).count() == 1
    entry = TrailEntry.objects.get(event="compliance.visit.put_right")
    assert entry.organisation_id == owner.id
    commit_checks()


def test_r63_a_visit_in_order_lowers_the_rate_of_a_member() -> None:
    make_profile()
    visitors = Visitors().signed()
    owner = company(visitors)
    assert FacilityOutcome.objects.get().outcome == "clean"
    _, score = scored(owner, "T1")
    assert (score.inputs["tier"], score.inputs["facility_visits"], score.inputs["random_rate"]) == ("T1", 1, 0.01)
    _, score = scored(owner, "T0")
    assert score.inputs["random_rate"] == 0.02, "who is no member buys no rate"


def test_r63_a_point_nobody_saw_moves_nothing() -> None:
    visitors = Visitors().marked()
    visitors.mark("site_bay", "not_seen", "The bay was locked and nobody had the key.")
    visitors.finished_as_marked().signed()
    assert not FacilityOutcome.objects.exists()


def test_r63_only_the_team_notes_it_once_and_with_words() -> None:
    visitors = Visitors().signed(POINT)
    with pytest.raises(Invalid) as refused:
        visit_put_right(actor=visitors.cbp, visit_id=visitors.id, text="Seen.")
    assert refused.value.items[0].path == "text"
    with pytest.raises(NotAllowed):
        visit_put_right(actor=staff_actor("auditor", "CBP"), visit_id=visitors.id, text=SHOWN)
    with pytest.raises(NotAllowed):
        visit_put_right(actor=member_actor(company(visitors)), visit_id=visitors.id, text=SHOWN)
    with pytest.raises(NotFound):
        visit_put_right(actor=member_actor(make_organisation("carrier")), visit_id=visitors.id, text=SHOWN)
    visit_put_right(actor=visitors.cbp, visit_id=visitors.id, text=SHOWN)
    with pytest.raises(Conflict):
        visit_put_right(actor=visitors.cbsa, visit_id=visitors.id, text=SHOWN)


def test_r63_nothing_is_put_right_before_both_signed_nor_without_a_finding() -> None:
    unsigned = Visitors().finished(POINT)
    with pytest.raises(Conflict):
        visit_put_right(actor=unsigned.cbp, visit_id=unsigned.id, text=SHOWN)
    assert not FacilityOutcome.objects.exists()


def test_r63_a_visit_in_order_has_nothing_to_put_right() -> None:
    visitors = Visitors().signed()
    with pytest.raises(Conflict):
        visit_put_right(actor=visitors.cbp, visit_id=visitors.id, text=SHOWN)


def test_r63_it_is_noted_after_the_answer_too() -> None:
    visitors = Visitors().signed(POINT)
    boss = member_actor(company(visitors))
    words = "The fence is closed since Friday and the lamps are ordered."
    visit_answer(actor=boss, visit_id=visitors.id, text=words, expected_version=visitors.version)
    visit_put_right(actor=visitors.cbp, visit_id=visitors.id, text=SHOWN)
    assert set(FacilityOutcome.objects.values_list("outcome", flat=True)) == {"findings", "put_right"}


@pytest.mark.parametrize("table", ["clearance_facility_outcome", "compliance_visit_righted"])
def test_r63_the_database_keeps_what_was_noted(table: str) -> None:
    visitors = Visitors().signed(POINT)
    visit_put_right(actor=visitors.cbp, visit_id=visitors.id, text=SHOWN)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_r63_one_query_says_it_and_none_where_visits_do_not_count(django_assert_num_queries: Any) -> None:
    visitors = Visitors().signed(POINT)
    owner = company(visitors)
    links = links_of(read(manifest_for(make_carrier())), owner.id)
    assert links.carrier.holder == str(owner.id), "the real links name the company"
    with django_assert_num_queries(1):
        assert visits_say(links, clock.now(), 365) == -1
    with django_assert_num_queries(0):
        assert visits_say(links, clock.now(), 0) == 0
