"""Receipts and reading: everyone gets the proof of their own events and nothing of a stranger's (R-13, R-37)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from audit.trail.domain.receipts import verify_receipt
from audit.trail.models import TrailEntry
from audit.trail.selectors import (
    entries_for,
    entries_for_organisation,
    entries_visible,
    latest_checkpoint,
    receipt,
    receipt_for,
    receipts_for_subject,
    seal_state,
    trusted_keys,
)
from audit.trail.services import seal
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from tests.factories.trail import OFFICER, add_entries, add_entry
from tests.trail.attacks import entry_at

pytestmark = pytest.mark.django_db(transaction=True)

OURS, THEIRS = UUID(int=11), UUID(int=12)
TRIP = Subject("trip", UUID(int=4))
TRADER = Actor(kind="member", organisation_id=OURS, reach=frozenset({OURS}), roles=frozenset({"trader.viewer"}))
STRANGER = Actor(kind="member", organisation_id=THEIRS, reach=frozenset({THEIRS}))
AUDITOR = Actor(kind="auditor", roles=frozenset({"auditor"}))


def checked(document: dict[str, Any]) -> int:
    """Verify a receipt offline; gives the size of the log it hangs on."""
    over_the_wire = json.loads(json.dumps(document))
    return verify_receipt(over_the_wire, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys()).size


def test_every_sealed_entry_has_a_receipt_that_verifies_offline() -> None:
    ids = add_entries(11)
    seal(limit=4)
    seal()
    for entry_id in ids:
        assert checked(receipt(entry_id).as_dict()) == 11


def test_a_receipt_tells_the_whole_event() -> None:
    entry_id = add_entry(subject=TRIP, body={"number": "ABCD-1"}, organisation_id=OURS)
    seal()
    entry = json.loads(receipt(entry_id).as_dict()["entry"])
    assert entry["event"] == "clearance.trip.filed"
    assert entry["actor"]["name"] == OFFICER.name
    assert entry["subject"] == {"type": "trip", "id": str(TRIP.id)}
    assert entry["body"] == {"number": "ABCD-1"}


def test_before_sealing_a_receipt_is_pending() -> None:
    add_entry()
    seal()
    document = receipt(add_entry()).as_dict()
    assert (document["status"], document["proof"]) == ("pending", None)


def test_an_old_receipt_stays_good_while_the_log_grows() -> None:
    add_entries(3)
    seal()
    old = receipt(entry_at(1)).as_dict()
    add_entries(4)
    seal()
    assert checked(old) == 3
    assert checked(receipt(entry_at(1)).as_dict()) == 7


def test_a_trader_gets_receipts_of_its_own_organisation_only() -> None:
    ours = add_entry(subject=TRIP, organisation_id=OURS)
    theirs = add_entry(subject=TRIP, organisation_id=THEIRS)
    internal = add_entry(subject=TRIP)
    seal()
    assert checked(receipt_for(actor=TRADER, entry_id=ours).as_dict()) == 3
    for entry_id in (theirs, internal, UUID(int=99)):
        with pytest.raises(NotFound):
            receipt_for(actor=TRADER, entry_id=entry_id)
    assert len(receipts_for_subject(actor=TRADER, subject=TRIP)) == 1
    assert len(receipts_for_subject(actor=AUDITOR, subject=TRIP)) == 3


@pytest.mark.parametrize("actor", [STRANGER, OFFICER, system_actor("worker"), Actor(kind="partner")])
def test_strangers_find_nothing(actor: Actor) -> None:
    ours = add_entry(subject=TRIP, organisation_id=OURS)
    with pytest.raises(NotFound):
        receipt_for(actor=actor, entry_id=ours)
    with pytest.raises(NotFound):
        receipts_for_subject(actor=actor, subject=TRIP)
    assert not entries_visible(actor).exists()


@pytest.mark.parametrize("count", [1, 12])
def test_receipts_cost_four_queries_however_many(count: int, django_assert_num_queries) -> None:
    for _ in range(count):
        add_entry(subject=TRIP, organisation_id=OURS)
    add_entries(5)
    seal()
    with django_assert_num_queries(4):
        found = receipts_for_subject(actor=TRADER, subject=TRIP)
    assert [checked(item.as_dict()) for item in found] == [count + 5] * count


def test_one_receipt_costs_four_queries(django_assert_num_queries) -> None:
    entry_id = add_entry(organisation_id=OURS)
    seal()
    with django_assert_num_queries(4):
        receipt_for(actor=TRADER, entry_id=entry_id)


def test_events_of_a_subject_come_oldest_first_with_their_content() -> None:
    with transaction.atomic():
        for number in range(5):
            add_entry(subject=TRIP, body={"n": number})
    add_entry()
    assert [row.data["n"] for row in entries_for(TRIP)] == [0, 1, 2, 3, 4]


def test_events_of_an_organisation_come_newest_first() -> None:
    first = add_entry(organisation_id=OURS)
    add_entry(organisation_id=THEIRS)
    last = add_entry(organisation_id=OURS)
    assert [row.pk for row in entries_for_organisation(OURS)] == [last, first]


def test_the_latest_checkpoint_is_public_once_there_is_one() -> None:
    with pytest.raises(NotFound):
        latest_checkpoint()
    add_entries(3)
    seal()
    assert latest_checkpoint().split("\n")[:2] == [django_settings.TRAIL_ORIGIN, "3"]


def test_the_state_of_the_sealer_shows_what_waits_and_since_when() -> None:
    assert (seal_state().sealed, seal_state().waiting, seal_state().waiting_since) == (0, 0, None)
    add_entries(3)
    assert seal_state().waiting == 3
    seal()
    waiting = add_entry()
    state = seal_state()
    assert (state.sealed, state.waiting) == (3, 1)
    assert state.waiting_since == TrailEntry.objects.get(pk=waiting).at
    assert datetime.now(UTC) - (state.sealed_at or datetime.min.replace(tzinfo=UTC)) < timedelta(minutes=1)
