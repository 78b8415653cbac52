"""Referral needs a cause that applies; the presumption holds whatever the lane (R-11, R-37, R-43)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from audit.trail.selectors import entries_for
from clearance.domain.causes import CAUSES, GENERAL_CAUSES, GREEN_FAST_CAUSES
from clearance.models import Inspection, Referral, Release, Trip
from clearance.selectors.advice import advice_of
from clearance.services import booth_refer, booth_release, booth_undo, inspection_start, trip_amend
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import (
    A_FACT,
    fresh,
    hold,
    make_filed,
    make_referred,
    make_scored,
    partner,
    primary,
    secondary,
    status_of,
    tiers,
)

GREEN = ("T3", "T3", "T3")
BY_OFFICER = [code for code, cause in CAUSES.items() if not cause.system_only]


def refer(trip: Trip, cause: str, note: str = A_FACT, actor: Actor | None = None) -> Referral:
    version = fresh(trip).row_version
    return booth_refer(actor=actor or primary(), trip_id=trip.id, cause=cause, note=note, expected_version=version)


def test_every_cause_against_the_presumption_and_without_it() -> None:
    """R-11: only GF1 to GF7 lift the presumption, and nobody but the system draws."""
    officer = primary()
    for presumed in (True, False):
        allowed = GREEN_FAST_CAUSES if presumed else GENERAL_CAUSES
        for cause in CAUSES:
            with transaction.atomic():
                trip = make_scored(GREEN if presumed else ("T2", "T2", "T2"))
                assert advice_of(trip).presumption is presumed
                if cause in allowed and cause in BY_OFFICER:
                    refer(trip, cause, actor=officer)
                    assert fresh(trip).status == "referred"
                    continue
                with pytest.raises(Invalid) as refused:
                    refer(trip, cause, actor=officer)
                assert refused.value.items[0].code == "CLR_CAUSE_CLOSED_LIST"
                assert fresh(trip).status == "accepted"


@pytest.mark.parametrize("lane", ["FAST", "GENERAL", "SECONDARY"])
def test_the_presumption_is_the_members_and_not_the_lanes(lane: str) -> None:
    trip = make_scored(GREEN)
    Trip.objects.filter(pk=trip.pk).update(lane=lane)
    with pytest.raises(Invalid):
        refer(trip, "G8")
    assert refer(trip, "GF1").cause == "GF1"


def test_the_presumption_holds_before_the_score_is_there() -> None:
    trip = make_filed()
    with tiers(*GREEN):
        with pytest.raises(Invalid):
            refer(trip, "G1")
        assert refer(trip, "GF1").cause == "GF1"


def test_the_table_itself_refuses_another_cause() -> None:
    """The second wall: no code path can save what the presumption forbids."""
    trip = make_scored(GREEN)
    with pytest.raises(IntegrityError, match="presumption"), transaction.atomic():
        Referral.objects.create(trip=trip, cause="G8", reason={}, agency="CBP", opened_as="x")
    referral = Referral.objects.create(trip=trip, cause="GF2", reason={}, agency="CBP", opened_as="x")
    with pytest.raises(IntegrityError, match="presumption"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(cause="G1")


def test_a_fact_is_written_down_where_the_cause_asks_for_it() -> None:
    for cause in ("G4", "G7"):
        with pytest.raises(Invalid) as refused:
            refer(make_scored(), cause, note="too short")
        assert refused.value.items[0].code == "CLR_CAUSE_NOTE"


@override_settings(TARGETING_DRAWS=True)
@pytest.mark.parametrize(("have", "cause"), [(("T2", "T2", "T2"), "G6"), (GREEN, "GF6")])
def test_a_draw_of_the_system_is_a_cause_with_its_seed(
    have: tuple[str, str, str], cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-43: an officer may follow the draw, never make one up."""
    monkeypatch.setattr("clearance.services.draws.drawn", lambda seed, token, rate: True)
    trip = make_scored(have)
    assert (trip.lane, advice_of(trip).causes) == ("SECONDARY", (cause,))
    referral = refer(trip, cause)
    assert referral.drawn and len(referral.seed) >= 32


def test_a_referral_opens_an_inspection_and_tells_class_and_no_detail() -> None:
    referral = make_referred("G5")
    trip = referral.trip
    assert fresh(trip).status == "referred" and Inspection.objects.get(referral=referral).status == "waiting"
    reason = Reason.from_dict(referral.reason)
    assert "security check" in reason.text.en and "lookout" not in reason.text.en.lower()
    assert reason.check().appeal.fr
    entry = list(entries_for(Subject("trip", trip.id)))[-1]
    assert entry.event == "clearance.trip.referred" and entry.data["presumption"] is False


def test_a_second_press_gives_the_same_referral_and_another_officer_is_told() -> None:
    officer, trip = primary(), make_scored()
    first = booth_refer(actor=officer, trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version)
    again = booth_refer(actor=officer, trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version)
    assert again.id == first.id and Inspection.objects.filter(trip=trip).count() == 1
    for actor, cause in ((officer, "G2"), (primary(), "G1")):
        with pytest.raises(Conflict) as refused:
            refer(trip, cause, actor=actor)
        assert refused.value.items[0].code == "CLR_REFERRED_ALREADY"


def test_a_referral_takes_standing_releases_back() -> None:
    officer, trip = primary(), make_scored(regulated=True)
    booth_release(actor=officer, trip_id=trip.id, expected_version=trip.row_version)
    refer(trip, "G1", actor=officer)
    assert status_of(trip, "CBP") == "accepted"
    assert not Release.objects.filter(trip=trip, cancelled_at=None).exists()


def test_who_may_not_refer() -> None:
    trip = make_scored(regulated=True)
    with pytest.raises(NotAllowed):
        refer(trip, "G1", actor=partner("FDA"))
    with pytest.raises(NotFound):
        refer(trip, "G1", actor=primary(port="peace-bridge"))
    with pytest.raises(Conflict):
        refer(trip, "G1", actor=primary("CBSA"))
    with pytest.raises(Conflict):
        booth_refer(actor=primary(), trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version + 1)
    assert fresh(trip).status == "accepted"


@pytest.mark.parametrize("stop", ["referred", "held", "released"])
def test_nothing_is_amended_once_the_booth_has_decided(stop: str) -> None:
    carrier = make_carrier()
    trip = make_scored(carrier=carrier)
    if stop == "referred":
        refer(trip, "G1")
    elif stop == "held":
        hold(primary(), trip)
    else:
        booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version)
    manifest = read(manifest_for(carrier))
    version = fresh(trip).row_version
    with pytest.raises(Conflict):
        trip_amend(actor=make_filer(carrier), trip_id=trip.id, manifest=manifest, expected_version=version)
    assert fresh(trip).current_version == 1


# --- undo of a referral -----------------------------------------------------------------------------------
def test_a_referral_is_undone_within_ten_seconds_while_no_bay_took_it() -> None:
    officer, trip, now = primary(), make_scored(), clock.now()
    with clock.frozen(now):
        referral = refer(trip, "G1", actor=officer)
    with clock.frozen(now + timedelta(seconds=9)):
        assert booth_undo(actor=officer, trip_id=trip.id).status == "at_border"
    referral.refresh_from_db()
    assert referral.cancelled_at is not None and referral.inspection.status == "cancelled"
    assert refer(trip, "G2", actor=officer).cause == "G2"


@pytest.mark.parametrize("case", ["late", "another officer", "in a bay"])
def test_a_referral_that_stands(case: str) -> None:
    officer, trip, now = primary(), make_scored(), clock.now()
    with clock.frozen(now):
        referral = refer(trip, "G1", actor=officer)
        if case == "in a bay":
            inspection_start(actor=secondary(), inspection_id=referral.inspection.id, bay="2", expected_version=1)
    late = now + timedelta(seconds=11 if case == "late" else 1)
    with clock.frozen(late), pytest.raises(Conflict):
        booth_undo(actor=primary() if case == "another officer" else officer, trip_id=trip.id)
    assert fresh(trip).status == "referred"
