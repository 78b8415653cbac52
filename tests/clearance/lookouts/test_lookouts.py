"""Look-outs: refused without source, purpose or end; they stop, ask, end by themselves and can be ruled out (R-89, R-98)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.trail.models import TrailEntry
from clearance.domain.lookouts.closed_lists import REASONS
from clearance.domain.officers import arrival_agency
from clearance.models import DoNotMatch, Lookout, LookoutMatch, Score, Trip
from clearance.selectors.lookouts import lookouts_met, lookouts_on_trip
from clearance.selectors.trips import public_reasons
from clearance.services import trip_rescore, trip_score
from clearance.services.lookout_matches import do_not_match_add, lookout_spread, match_confirm, match_refute
from clearance.services.lookouts import lookout_enter, lookout_share, lookout_withdraw, lookouts_expire
from clearance.targeting.profile import REASON_CLASSES
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.matching import Identity
from portal.core.models import OutboxTask
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.clearance import manifest_for, read
from tests.factories.lookouts import GROUNDS, driven_by, entry_of, make_lookout, make_met
from tests.factories.officer import fresh, make_filed, primary, targeting


def scored(trip: Trip) -> Trip:
    trip_score(trip_id=trip.id, version=1)
    return fresh(trip)


def again(trip: Trip) -> Trip:
    trip_rescore(trip_id=trip.id)
    return fresh(trip)


def test_without_source_purpose_or_end_it_is_refused() -> None:
    """R-98, acceptance: each missing part is named at its field."""
    for missing in ({"source_class": ""}, {"purpose": "short"}, {"expires_at": None}, {"kind": "ship"}):
        with pytest.raises(Invalid) as refused:
            make_lookout(**missing)
        assert [item.path for item in refused.value.items] == list(missing)
        assert all(item.fix and item.message.fr for item in refused.value.items)
    for ends in (timedelta(seconds=-1), timedelta(days=366)):
        with pytest.raises(Invalid):
            make_lookout(ends=clock.now() + ends)
    with pytest.raises(Invalid):
        make_lookout("plate", number="AB123")
    with pytest.raises(NotAllowed):
        lookout_enter(actor=primary(), entry=entry_of())
    assert not Lookout.objects.exists()


@pytest.mark.parametrize("column", ["source_class", "purpose", "expires_at", "reason_class"])
def test_the_database_refuses_it_too(column: str) -> None:
    lookout = make_lookout()
    values = {"expires_at": "created_at", "purpose": "''"}
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE clearance_lookout SET {column} = {values.get(column, repr('x'))} WHERE id = %s", [lookout.id]
        )


def test_an_exact_match_refers_and_the_member_reads_the_class_only() -> None:
    """The rule for look-outs applies, its cause stands, and no word tells of a look-out (GF5, R-37)."""
    lookout = make_lookout()
    trip = scored(driven_by())
    score = Score.objects.get(trip=trip)
    assert (trip.lane, score.inputs["causes"], score.inputs["facts"]["lookout"]) == ("SECONDARY", ["G5"], True)
    assert [reason["text"]["en"] for reason in public_reasons(score)] == [REASON_CLASSES["identity"].en]
    entries = TrailEntry.objects.filter(subject_id=trip.id)
    told = " ".join(f"{entry.event} {entry.body}" for entry in entries if entry.organisation_id)
    assert "lookout" not in told and lookout.label not in told
    assert lookouts_on_trip(trip_id=trip.id, version=1) == [lookout]


def test_the_booth_reads_class_owner_and_end_of_a_look_out_and_no_more() -> None:
    lookout = make_lookout()
    trip = scored(driven_by())
    booth = sign_in(Client(), make_staff("officer.primary", arrival_agency(trip.direction), port=trip.crossing))
    html = " ".join(booth.get(reverse("clearance:booth_trip", args=[trip.id])).text.split())
    assert f"Look-out of {lookout.agency}: {REASON_CLASSES['identity'].en}; ends" in html
    assert lookout.label not in html and (not lookout.detail or lookout.detail not in html)


def test_what_the_member_may_read_is_a_class_of_the_profile() -> None:
    assert set(REASONS) <= REASON_CLASSES.keys()


def test_a_near_match_waits_and_refers_nobody() -> None:
    match = make_met()
    assert (match.degree, match.status, match.trip.lane) == ("near", "waiting", "GENERAL")
    assert Score.objects.get(trip=match.trip).inputs["facts"]["lookout"] is False
    assert not lookouts_on_trip(trip_id=match.trip_id, version=1)


def test_an_exact_match_on_doubtful_word_is_put_to_an_officer() -> None:
    make_lookout(quality="unjudged")
    trip = scored(driven_by())
    assert (trip.lane, LookoutMatch.objects.get(trip=trip).status) == ("GENERAL", "waiting")


def test_the_same_is_decided_and_the_trip_goes_to_secondary() -> None:
    match = make_met()
    match_confirm(actor=targeting(), match_id=match.id, grounds=GROUNDS, expected_version=match.row_version)
    assert OutboxTask.objects.filter(task="clearance.rescore_trip", subject_id=match.trip_id).exists()
    trip = again(match.trip)
    assert (trip.lane, Score.objects.filter(trip=trip).count()) == ("SECONDARY", 2)


def test_not_the_same_and_the_same_input_never_refers_again() -> None:
    """R-89, acceptance: the identical filing, and one by another carrier, do not match; a namesake still does."""
    make_lookout()
    referred = scored(driven_by())
    match = LookoutMatch.objects.get(trip=referred)
    assert referred.lane == "SECONDARY"
    match_refute(actor=targeting(), match_id=match.id, grounds=GROUNDS, expected_version=match.row_version)
    assert again(referred).lane == "GENERAL"
    same_input = scored(driven_by())
    assert same_input.lane == "GENERAL" and not LookoutMatch.objects.filter(trip=same_input).exists()
    make_lookout(given="Conductrice")
    assert scored(driven_by(given="Conductrice")).lane == "SECONDARY"
    assert set(DoNotMatch.objects.values_list("source", flat=True)) == {"review"}


def test_a_ruling_of_the_commission_rules_it_out() -> None:
    lookout = make_lookout()
    trip = scored(driven_by())
    member = staff_actor("commission.member", "")
    filed = Identity.from_dict(LookoutMatch.objects.get(trip=trip).filed)
    with pytest.raises(Invalid):
        do_not_match_add(actor=member, lookout_id=lookout.id, filed=filed, grounds="no", source="commission")
    do_not_match_add(
        actor=member, lookout_id=lookout.id, filed=filed, grounds=GROUNDS, source="commission", reference="JC-0001"
    )
    assert again(trip).lane == "GENERAL"
    with pytest.raises(NotAllowed):
        do_not_match_add(actor=primary(), lookout_id=lookout.id, filed=filed, grounds=GROUNDS)


@pytest.mark.parametrize(
    "statement", ["UPDATE clearance_do_not_match SET grounds = 'x'", "DELETE FROM clearance_do_not_match"]
)
def test_a_marker_is_never_changed(statement: str) -> None:
    match = make_met()
    match_refute(actor=targeting(), match_id=match.id, grounds=GROUNDS, expected_version=match.row_version)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_stops_matching_at_its_end_whoever_noticed() -> None:
    """R-98: at the end itself, before any worker has written it down; then the trip is scored without it."""
    lookout = make_lookout(ends=clock.now() + timedelta(hours=1))
    trip = scored(driven_by())
    with clock.frozen(clock.now() + timedelta(hours=2)):
        late = scored(driven_by())
        assert (trip.lane, late.lane) == ("SECONDARY", "GENERAL")
        assert lookouts_expire() == 1 and lookouts_expire() == 0
        lookout.refresh_from_db()
        assert lookout.status == "expired" and lookout_spread(lookout_id=lookout.id, key="expired:2") == 1
        assert again(trip).lane == "GENERAL"


def test_one_that_begins_finds_the_trips_on_the_way() -> None:
    trip, other = scored(driven_by()), scored(make_filed())
    lookout = make_lookout()
    assert OutboxTask.objects.filter(task="clearance.lookout_changed", subject_id=lookout.id).count() == 2
    assert lookout_spread(lookout_id=lookout.id, key="active:1") == 1
    promised = OutboxTask.objects.filter(task="clearance.rescore_trip").values_list("subject_id", flat=True)
    assert list(promised) == [trip.id]
    assert (again(trip).lane, again(other).lane) == ("SECONDARY", other.lane)
    line = trip.agency_lines.get(agency="CBSA")
    assert (line.status, line.decided_as) == ("accepted", "scoring")
    assert Score.objects.filter(trip=other).count() == 1, "nothing changed, nothing is stored"


def test_withdrawn_by_its_owner_only_and_with_a_reason() -> None:
    lookout, match = make_lookout("seal", number="999000"), make_met()
    options: dict[str, Any] = {"lookout_id": match.lookout_id, "expected_version": 1}
    with pytest.raises(Conflict):
        lookout_withdraw(actor=targeting("CBSA"), why="Found", **options)
    with pytest.raises(Invalid):
        lookout_withdraw(actor=targeting(), why=" ", **options)
    lookout_withdraw(actor=targeting(), why="Found and interviewed", **options)
    match.refresh_from_db()
    assert match.status == "lapsed"
    with pytest.raises(NotAllowed):
        lookout_share(actor=targeting("CBSA"), lookout_id=lookout.id, expected_version=1)
    assert lookout_share(actor=targeting(), lookout_id=lookout.id, expected_version=1).shared


def test_a_match_of_a_restricted_lookout_is_its_owners() -> None:
    match = make_met()
    with pytest.raises(NotFound):
        match_confirm(actor=targeting("CBSA"), match_id=match.id, grounds=GROUNDS, expected_version=1)
    lookout_share(actor=targeting(), lookout_id=match.lookout_id, expected_version=1)
    match_refute(actor=targeting("CBSA"), match_id=match.id, grounds=GROUNDS, expected_version=1)


def test_the_cost_does_not_grow_with_the_lookouts() -> None:
    """One query for a filing that meets nothing, three for one that does; forty shipments cost no more."""
    make_lookout()
    for number in range(30):
        make_lookout("plate", number=f"XY{number:05d}", jurisdiction="ON")
    trip = driven_by()
    for shipments, expected in ((1, 3), (40, 3)):
        data = manifest_for(trip.carrier, shipments=shipments)
        data["crew"][0] |= {"family_name": "Exemple", "given_name": "Conducteur", "birth_date": "1980-03-07"}
        with CaptureQueriesContext(connection) as queries:
            met = lookouts_met(manifest=read(data), carrier_id=trip.carrier_id, carrier_name="Example")
        assert (len(met), len(queries)) == (1, expected)
    nobody = read(manifest_for(trip.carrier))
    with CaptureQueriesContext(connection) as queries:
        assert lookouts_met(manifest=nobody, carrier_id=trip.carrier_id, carrier_name="") == []
    assert len(queries) == 1


def test_no_scoring_without_looking() -> None:
    """The selector is asked on the way to every score: without it the rule for look-outs would never apply."""
    trip = driven_by()
    with patch("clearance.services.scoring.lookouts_met", return_value=[]) as asked:
        scored(trip)
    assert asked.call_count == 1
