"""Which officer sees which trip, and how much a page costs: fixed, however many rows (R-29, R-50, R-60)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearance.selectors import (
    agency_desk,
    booth_next,
    booth_screen,
    goods_of_agency,
    inspection_get,
    inspection_queue,
    port_board,
    trip_audit_bundle,
    trip_for_officer,
    undo_offer,
)
from clearance.services import booth_note, booth_refer, booth_release
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.officer import (
    PORT,
    make_filed,
    make_inspected,
    make_referred,
    make_scored,
    partner,
    primary,
    secondary,
)

ELSEWHERE = "peace-bridge"


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)


def sees(actor: Actor, trip: Any) -> bool:
    try:
        trip_for_officer(actor=actor, trip_id=trip.id)
    except NotFound:
        return False
    return True


def test_who_sees_a_trip() -> None:
    carrier = make_carrier()
    plain, regulated = make_filed(carrier=carrier), make_filed(carrier=carrier, regulated=True)
    table = [
        (primary("CBP"), True, True),
        (primary("CBSA"), True, True),
        (secondary("CBSA"), True, True),
        (primary("CBP", ELSEWHERE), False, False),
        (primary("CBP", ""), True, True),
        (partner("FDA"), False, True),
        (partner("FDA", ELSEWHERE), False, False),
        (partner("CFIA"), False, False),
        (member_actor(carrier), False, False),
        (staff_actor("auditor", "CBP"), False, False),
        (Actor("commission", roles=frozenset({"commission.member"})), False, False),
    ]
    for actor, sees_plain, sees_regulated in table:
        assert (sees(actor, plain), sees(actor, regulated)) == (sees_plain, sees_regulated), actor


def test_the_screen_costs_the_same_for_one_shipment_and_for_twenty() -> None:
    officer = primary()
    small, large = make_scored(), make_scored(shipments=20, lines=3)
    costs = [cost(lambda t=trip: booth_screen(actor=officer, trip_id=t.id)) for trip in (small, large)]
    assert costs[0] == costs[1] <= 14


def test_a_restricted_note_is_for_its_own_agency() -> None:
    trip = make_scored()
    booth_note(actor=primary("CBP"), trip_id=trip.id, text="Open note")
    booth_note(actor=primary("CBP"), trip_id=trip.id, text="Ours", restricted_reason="investigation")
    texts = {
        agency: [note.text for note in booth_screen(actor=primary(agency), trip_id=trip.id).notes]
        for agency in ("CBP", "CBSA")
    }
    assert texts == {"CBP": ["Ours", "Open note"], "CBSA": ["Open note"]}


def test_the_board_costs_the_same_for_one_trip_and_for_fifty() -> None:
    officer, carrier = primary(), make_carrier()
    make_filed(carrier=carrier)
    first = cost(lambda: port_board(actor=officer, crossing=PORT))
    for _ in range(49):
        make_filed(carrier=carrier)
    board = port_board(actor=officer, crossing=PORT)
    assert len(board.expected) == 50 and board.within_60 == 0
    assert cost(lambda: port_board(actor=officer, crossing=PORT)) == first == 2
    assert cost(lambda: booth_next(actor=officer)) == 1 and len(booth_next(actor=officer)) == 8


def test_the_board_sorts_by_where_the_truck_stands() -> None:
    here, gone, stopped = make_filed(), make_scored(), make_referred().trip
    booth_release(actor=primary(), trip_id=gone.id, expected_version=gone.row_version)
    board = port_board(actor=primary(), crossing=PORT, direction="SB")
    assert [trip.id for trip in board.expected] == [here.id]
    assert [trip.id for trip in board.gone] == [gone.id] and [trip.id for trip in board.stopped] == [stopped.id]
    assert port_board(actor=primary(), crossing=PORT, direction="NB").expected == ()
    assert port_board(actor=primary(), crossing=ELSEWHERE).expected == ()


def test_a_booth_sees_what_drives_up_to_it() -> None:
    south, north = make_filed(), make_filed(direction="NB")
    assert [trip.id for trip in booth_next(actor=primary("CBP"))] == [south.id]
    assert [trip.id for trip in booth_next(actor=primary("CBSA"))] == [north.id]
    assert booth_next(actor=primary("CBP", "")) == []


def test_the_queues_are_scoped_and_cost_one_query() -> None:
    inspection = make_referred().inspection
    make_filed(regulated=True)
    assert [entry.id for entry in inspection_queue(actor=secondary())] == [inspection.id]
    assert list(inspection_queue(actor=secondary(port=ELSEWHERE))) == []
    with pytest.raises(NotFound):
        inspection_get(actor=secondary(port=ELSEWHERE), inspection_id=inspection.id)
    fda = partner("FDA")
    lines = list(agency_desk(actor=fda))
    assert [line.agency for line in lines] == ["FDA"] and list(agency_desk(actor=partner("FDA", ELSEWHERE))) == []
    goods = goods_of_agency(agency="FDA", trip_ids=[line.trip_id for line in lines])
    assert [line.hs_code for line in goods[lines[0].trip_id]] == ["180632"]


# --- the offer to undo ------------------------------------------------------------------------------------
def test_the_offer_tells_the_true_seconds_left() -> None:
    officer, trip, now = primary(), make_scored(), clock.now()
    assert undo_offer(actor=officer, seconds=10) is None
    with clock.frozen(now):
        booth_release(actor=officer, trip_id=trip.id, expected_version=trip.row_version)
    with clock.frozen(now + timedelta(seconds=4)):
        offer = undo_offer(actor=officer, seconds=10)
        assert offer is not None and (offer.trip_id, offer.kind, offer.seconds) == (trip.id, "released", 6)
        assert undo_offer(actor=primary(), seconds=10) is None
    with clock.frozen(now + timedelta(seconds=11)):
        assert undo_offer(actor=officer, seconds=10) is None


def test_the_last_act_is_offered_first() -> None:
    officer, kept, sent, now = primary(), make_scored(regulated=True), make_scored(), clock.now()
    with clock.frozen(now):
        booth_release(actor=officer, trip_id=kept.id, expected_version=kept.row_version)
        assert undo_offer(actor=officer, seconds=10).kind == "kept"
    with clock.frozen(now + timedelta(seconds=2)):
        booth_refer(actor=officer, trip_id=sent.id, cause="G1", note="", expected_version=sent.row_version)
        assert undo_offer(actor=officer, seconds=10).kind == "referred"


# --- what the audit gets ----------------------------------------------------------------------------------
def test_the_audit_bundle_names_doubts_and_nothing_of_security() -> None:
    trip = make_inspected("paper").trip
    bundle = trip_audit_bundle(trip.id)
    assert bundle.version == 1 and len(bundle.digest) == 64 and not bundle.released
    assert {hit["target"] for hit in bundle.contributions} <= {"compliance"}
    assert cost(lambda: trip_audit_bundle(trip.id)) == 4
    with pytest.raises(NotFound):
        trip_audit_bundle(make_carrier().id)
