"""Scoring through the task body: stored whole, once per version, and compliance alone stops nobody (R-35, R-71)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from audit.trail.selectors import entries_for
from clearance.models import Score, ThreatProfile, Trip
from clearance.services import booth_release, trip_amend, trip_cancel, trip_file
from clearance.targeting.facts import facts_from_json
from clearance.targeting.interpreter import score
from clearance.targeting.profile import profile_from_dict
from clearance.tasks import score_trip, settle_release
from enrollment.domain.programmes import FAST_CARRIER, FAST_DRIVER
from portal.core import clock
from portal.core.domain.errors import Conflict
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.enrollment import make_membership
from tests.factories.officer import fresh, make_filed, make_profile, make_scored, primary, status_of, tiers


def run(trip: Trip, task: Any = score_trip, key: str = "") -> str:
    """Do what the worker does with the last promise for this trip."""
    rows = OutboxTask.objects.filter(subject_id=trip.id, task=task.name)
    row = (rows.filter(key=key) if key else rows).latest("created_at")
    return task(str(row.id))


def test_the_worker_scores_what_was_filed_and_keeps_everything_it_read() -> None:
    trip = make_filed()
    assert run(trip) == "done"
    kept, profile = Score.objects.get(trip=trip), ThreatProfile.objects.get(status="active")
    assert (kept.version_number, kept.profile_number, len(kept.input_digest)) == (1, profile.number, 64)
    assert kept.inputs["profile_digest"] == profile.digest
    assert {"facts", "lane_policy", "draw_commitment", "drawn", "presumption", "causes"} <= kept.inputs.keys()
    assert all({"rule", "target", "points", "detail"} <= hit.keys() for hit in kept.contributions), kept.contributions
    trip = fresh(trip)
    assert (trip.status, trip.scored_version, trip.lane) == ("accepted", 1, kept.lane)
    assert "clearance.trip.accepted" in [entry.event for entry in entries_for(Subject("trip", trip.id))]


def test_the_stored_facts_give_the_same_score_again() -> None:
    """R-35: the same input gives the same score on both sides of the border."""
    trip = make_filed()
    run(trip)
    kept = Score.objects.get(trip=trip)
    profile = profile_from_dict(ThreatProfile.objects.get(status="active").document)
    again = score(facts_from_json(kept.inputs["facts"]), profile, on=fresh(trip).eta.date())
    assert (again.security, again.compliance, again.hits_as_json()) == (
        kept.security,
        kept.compliance,
        kept.contributions,
    )


def test_what_the_member_reads_names_no_cause() -> None:
    trip = make_scored(security=90)
    reasons = Score.objects.get(trip=trip).reasons
    assert reasons and all(entry["code"] == "SECONDARY" for entry in reasons)
    assert Score.objects.get(trip=trip).inputs["causes"] == ["G8"]


@pytest.mark.parametrize("compliance", [0, 24, 25, 60, 100])
@pytest.mark.parametrize("have", [("T3", "T3", "T3"), ("T2", "T2", "T2"), ("T0", "T0", "T0")])
def test_compliance_alone_never_stops_a_trip(have: tuple[str, str, str], compliance: int) -> None:
    """R-70, R-71: whatever the papers, the lane stays; above the cut the release carries the audit mark."""

    def doubtful(*args: Any, **kwargs: Any) -> Any:
        return replace(score(*args, **kwargs), compliance=compliance, security=0)

    plain = make_scored(have)
    trip = make_filed()
    with tiers(*have), patch("clearance.services.scoring.score", doubtful):
        assert run(trip) == "done"
    trip, kept = fresh(trip), Score.objects.get(trip=trip)
    assert (trip.lane, kept.compliance) == (plain.lane, compliance) and trip.lane != "SECONDARY"
    assert kept.audit is (compliance >= 25)
    gone = booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version)
    assert gone.status == "released"
    assert gone.releases.get().mode == ("release_audit" if kept.audit else "release")


def test_real_members_are_advised_the_fast_lane() -> None:
    """From membership to lane without a stand-in: carrier, driver and importer at tier 2."""
    carrier = make_carrier()
    make_membership(FAST_CARRIER, organisation=carrier, tier="T2")
    driver = make_membership(FAST_DRIVER, tier="T2")
    data = manifest_for(carrier)
    data["crew"][0]["fast_card"] = driver.credentials.get().card_number
    filed = trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    trip = Trip.objects.get(pk=filed.id)
    run(trip)
    facts = Score.objects.get(trip=trip).inputs["facts"]
    assert (facts["carrier_tier"], facts["driver_tier"], facts["importer_tier"]) == ("T2", "T2", "T0")
    assert facts["member_links"] == 2


def test_the_same_version_is_scored_once() -> None:
    trip = make_filed()
    run(trip)
    before = fresh(trip).row_version
    assert run(trip) == "done already or in other hands"
    OutboxTask.objects.filter(subject_id=trip.id).update(done_at=None)
    assert run(trip) == "done"
    assert Score.objects.filter(trip=trip).count() == 1 and fresh(trip).row_version == before


def test_an_amendment_gets_its_own_score_and_the_old_promise_does_nothing() -> None:
    carrier = make_carrier()
    trip = make_filed(carrier=carrier)
    run(trip)
    version = fresh(trip).row_version
    manifest = read(manifest_for(carrier, shipments=2))
    trip_amend(actor=make_filer(carrier), trip_id=trip.id, manifest=manifest, expected_version=version)
    assert (fresh(trip).lane, fresh(trip).scored_version) == ("", 1)
    run(trip, key="2")
    assert sorted(Score.objects.filter(trip=trip).values_list("version_number", flat=True)) == [1, 2]
    assert (fresh(trip).scored_version, fresh(trip).status) == (2, "accepted")


def test_a_cancelled_trip_is_left_alone() -> None:
    carrier = make_carrier()
    trip = make_filed(carrier=carrier)
    trip_cancel(actor=make_filer(carrier), trip_id=trip.id, expected_version=1)
    assert run(trip) == "done"
    assert not Score.objects.filter(trip=trip).exists()


def test_without_a_profile_the_work_fails_visibly_and_is_done_later() -> None:
    ThreatProfile.objects.update(status="superseded")
    trip = make_filed()
    assert run(trip) == "failed"
    row = OutboxTask.objects.get(subject_id=trip.id, task=score_trip.name)
    assert row.done_at is None and row.attempts == 2 and "Conflict" in row.last_error
    assert not Score.objects.exists() and fresh(trip).status == "filed"
    make_profile()
    assert run(trip) == "done"


def test_a_truck_faster_than_the_worker_goes_when_the_advice_comes() -> None:
    trip = make_filed()
    waiting = booth_release(actor=primary(), trip_id=trip.id, expected_version=1)
    assert (waiting.status, status_of(trip, "CBSA")) == ("at_border", "pending")
    with tiers("T2", "T2", "T2"), patch("clearance.services.scoring.score", _calm):
        run(trip)
    assert fresh(trip).status == "released"


def _calm(*args: Any, **kwargs: Any) -> Any:
    return replace(score(*args, **kwargs), security=0)


def test_an_open_screen_without_advice_is_out_of_date_once_it_is_there() -> None:
    trip = make_filed()
    Trip.objects.filter(pk=trip.pk).update(status="accepted")
    seen = fresh(trip).row_version
    run(trip)
    with pytest.raises(Conflict):
        booth_release(actor=primary(), trip_id=trip.id, expected_version=seen)


def test_the_settling_task_hands_over_what_stands() -> None:
    trip, now = make_scored(), clock.now()
    with clock.frozen(now):
        booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version)
    with clock.frozen(now + timedelta(seconds=12)):
        assert run(trip, settle_release) == "done"
    assert OutboxTask.objects.filter(task="compliance.trip_released", subject_id=trip.id).exists()
