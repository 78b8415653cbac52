"""Loads cleared before the booth: evidence, token, no repeat, reverse inspection (R-59, R-60, R-61, R-66)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit.trail.models import TrailEntry
from clearance.domain.prior import ProtocolTerms
from clearance.models import AgencyLine, PriorClearance, Trip
from clearance.selectors import filing_check
from clearance.selectors.advice import advice_of
from clearance.services import (
    SealFacts,
    booth_refer,
    prior_check,
    prior_clear,
    prior_expire,
    prior_start,
    protocol_draft,
    protocol_end,
    protocol_sign,
    seal_act,
    site_end,
    trip_score,
)
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.factories.accounts import staff_actor
from tests.factories.clearance import make_carrier, make_filer, manifest_for
from tests.factories.officer import fresh, make_filed, primary, status_of, tiers
from tests.factories.seals import inspector, make_cleared, make_protocol, make_session, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def scored(trip: Trip, *links: str) -> Trip:
    with tiers(*(links or ("T0", "T0", "T0"))):
        trip_score(trip_id=trip.id, version=trip.current_version)
    return fresh(trip)


def test_scenario_gate_token_and_intact_seal_no_repeat(commit_checks: Any) -> None:
    """R-60: inspected and sealed at the plant; the booth may not repeat that check, only seal and identity count."""
    carrier = make_carrier()
    session = make_cleared(make_session(owner=carrier))
    assert session.token.startswith("G-") and session.status == "cleared"
    trip = scored(make_filed(carrier, regulated=True))
    score = trip.scores.get()
    assert score.inputs["no_repeat"] is True and score.inputs["drawn"] is False
    assert any("no redundant inspection" in entry["staff"]["en"] for entry in score.reasons)
    for cause in ("G4", "G8", "G9", "G10", "G11"):
        with pytest.raises(Invalid, match="CLR_CAUSE_REPEATS"):
            booth_refer(actor=primary(), trip_id=trip.id, cause=cause, note="x" * 50, expected_version=trip.row_version)
    found = {
        item.code
        for item in filing_check(actor=make_filer(carrier), data=_citing(carrier, session.token))
        if item.path == "shipments[0].perimeter_id"
    }
    assert found == {"CLR_N098"}, "a filing inherits the session it cites"
    booth_refer(actor=primary(), trip_id=trip.id, cause="G2", note="", expected_version=trip.row_version)
    commit_checks()


def _citing(carrier: Any, token: str) -> dict[str, Any]:
    data = manifest_for(carrier)
    data["shipments"][0]["perimeter_id"] = token
    return data


@pytest.mark.parametrize("change", ["other goods", "other seal", "opened", "expired"])
def test_r59_a_clearance_counts_for_its_goods_under_its_seal_until_it_ends(change: str) -> None:
    carrier = make_carrier()
    session = make_cleared(make_session(owner=carrier), number="555555" if change == "other seal" else "884213")
    if change == "opened":
        seal_act(
            actor=inspector(),
            seal_id=session.seal_id,
            action="open",
            note="Opened again for a second sample.",
            expected_version=1,
        )
        session.refresh_from_db()
        assert session.status == "void" and "884213" in session.ended_why
    later = clock.now() + timedelta(hours=25 if change == "expired" else 0)
    with clock.frozen(later):
        trip = make_filed(carrier, regulated=change != "other goods")
        trip = scored(trip)
    assert trip.scores.get().inputs["no_repeat"] is False
    if change == "expired":
        with clock.frozen(later):
            assert prior_expire(clearance_id=session.id)
            assert not prior_expire(clearance_id=session.id)


def test_r61_a_counterparts_inspection_under_a_protocol_settles_the_other_agencys_line() -> None:
    make_protocol("FDA", "CFIA", prefixes=("1806",))
    carrier = make_carrier()
    session = make_cleared(make_session(owner=carrier))
    trip = scored(make_filed(carrier, regulated=True))
    line = AgencyLine.objects.get(trip=trip, agency="FDA")
    assert (line.status, line.acting_for, line.decided_as) == ("may_proceed", "P-1 v1", "CFIA")
    entry = TrailEntry.objects.filter(event="clearance.agency.may_proceed", subject_id=trip.id).latest("at")
    for fact in ('"protocol":"P-1 v1"', f'"clearance":"{session.token}"', '"by":"CFIA"'):
        assert fact in entry.body.replace(": ", ":"), entry.body
    assert status_of(trip, "CBP") == "accepted", "the border agencies decide themselves"


@pytest.mark.parametrize("why", ["no protocol", "out of scope", "another site", "revoked before", "other receiver"])
def test_r61_out_of_scope_does_not(why: str) -> None:
    if why == "out of scope":
        make_protocol(prefixes=("0207",))
    elif why == "another site":
        make_site("PLANT-9")
        make_protocol(sites=("PLANT-9",))
    elif why == "revoked before":
        protocol = make_protocol()
        supervisor = staff_actor("officer.supervisor", "FDA", "")
        protocol_end(
            actor=supervisor, protocol_id=protocol.id, why="The plant changed", expected_version=protocol.row_version
        )
    elif why == "other receiver":
        make_protocol("CFIA", "FSIS")
    carrier = make_carrier()
    make_cleared(make_session(owner=carrier))
    trip = scored(make_filed(carrier, regulated=True))
    assert status_of(trip, "FDA") == "accepted"


def test_r61_a_protocol_takes_two_keys_of_two_countries_and_is_never_edited() -> None:
    now = clock.now()
    supervisor = staff_actor("officer.supervisor", "FDA", "")
    terms = ProtocolTerms("FDA", "FSIS", ("18x",), " ")
    with pytest.raises(Invalid) as refused:
        protocol_draft(actor=supervisor, terms=terms, starts_at=now, ends_at=now)
    assert {item.path for item in refused.value.items} == {"receiver", "prefixes", "memorandum", "ends_at"}
    protocol = make_protocol()
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE clearance_inspection_protocol SET terms = '{}' WHERE id = %s", [protocol.id])
    draft = protocol_draft(
        actor=supervisor,
        terms=ProtocolTerms("FDA", "CFIA", ("18",), "The same memorandum"),
        starts_at=now,
        ends_at=now + timedelta(days=9),
        replaces=protocol.id,
    )
    draft = protocol_sign(actor=supervisor, protocol_id=draft.id, expected_version=draft.row_version)
    assert draft.status == "signed_giver"
    with pytest.raises(NotAllowed):
        protocol_sign(actor=supervisor, protocol_id=draft.id, expected_version=draft.row_version)
    with pytest.raises(DatabaseError), transaction.atomic():
        protocol.signatures.update(agency="FSIS")
    other = staff_actor("officer.supervisor", "CFIA", "")
    draft = protocol_sign(actor=other, protocol_id=draft.id, expected_version=draft.row_version)
    protocol.refresh_from_db()
    assert (draft.status, protocol.status) == ("in_force", "superseded")


MISSING = {
    "checks": {},
    "seal": {"seal": None},
    "expires_at": {"expires_at": None},
    "place": {},
    "route": {},
    "accredited": {},
}


@pytest.mark.parametrize("missing", sorted(MISSING))
def test_r66_missing_evidence_blocks_cleared(missing: str) -> None:
    away = missing in ("route", "place")
    where: dict[str, Any] = {"kind": "away", "place": "Yard of Example, London ON"} if away else {}
    site = None if away else make_site()
    if missing == "place":
        with pytest.raises(Invalid, match="CLR_PRIOR_PLACE"):
            make_session(kind="away", place=" ")
        return
    session = make_session(site, **where)
    officer = inspector()
    session = prior_start(actor=officer, clearance_id=session.id, expected_version=session.row_version)
    if missing != "checks":
        prior_check(actor=officer, clearance_id=session.id, code="goods", passed=True, expected_version=2)
    if missing == "accredited" and site is not None:
        site_end(actor=staff_actor("officer.supervisor", "CFIA", ""), site_id=site.id, why="Closed")
    options: dict[str, Any] = {"seal": SealFacts("884213", ""), "expires_at": clock.now() + timedelta(hours=3)}
    with pytest.raises(Invalid) as refused:
        prior_clear(actor=officer, clearance_id=session.id, expected_version=2, **{**options, **MISSING[missing]})
    assert missing in {item.path for item in refused.value.items}
    assert PriorClearance.objects.get(pk=session.id).status == "under_way"
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clearance_prior_clearance SET status = 'cleared', cleared_at = now() WHERE id = %s", [session.id]
        )


def test_r66_a_point_away_is_cleared_with_its_secured_route() -> None:
    carrier = make_carrier()
    session = make_session(owner=carrier, kind="away", place="Yard of Example, London ON", goods=("8708",))
    session = make_cleared(session, route="Highway 401, escort CB-7")
    assert session.status == "cleared" and session.seal is not None
    assert scored(make_filed(carrier)).scores.get().inputs["no_repeat"] is True


def test_r60_only_the_agency_of_the_session_inspects_and_a_failed_check_never_clears() -> None:
    session = make_session()
    with pytest.raises(NotFound):
        prior_start(actor=inspector("FDA"), clearance_id=session.id, expected_version=1)
    with pytest.raises(Conflict):
        prior_start(actor=primary(), clearance_id=session.id, expected_version=1)
    officer = inspector()
    prior_start(actor=officer, clearance_id=session.id, expected_version=1)
    fact = {"code": "sample", "passed": False, "note": "Sample above the limit.", "expected_version": 2}
    prior_check(actor=officer, clearance_id=session.id, **fact)
    with pytest.raises(Conflict):
        prior_check(actor=officer, clearance_id=session.id, **fact)
    with pytest.raises(Invalid):
        prior_clear(
            actor=officer,
            clearance_id=session.id,
            seal=SealFacts("884213", ""),
            expires_at=clock.now() + timedelta(hours=3),
            expected_version=2,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        session.checks.update(passed=True)
    assert advice_of(make_filed()).no_repeat is False
