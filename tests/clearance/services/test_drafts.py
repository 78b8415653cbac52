"""Drafts: nothing typed is lost, little is typed twice, and sending twice gives one trip (R-23)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from clearance.domain.drafting import count_filled
from clearance.models import FilingDraft, Trip, TripVersion
from clearance.selectors import draft_get, drafts_open
from clearance.services import (
    draft_amend,
    draft_check,
    draft_copy,
    draft_discard,
    draft_restore,
    draft_save,
    draft_start,
    draft_submit,
)
from clearance.services.scoring import trip_score
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tests.factories.clearance import codes_of, file_trip, make_carrier, make_filer, manifest_for
from tests.factories.officer import make_profile
from tests.factories.reference import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


def filled(actor: Actor, data: dict[str, Any]) -> FilingDraft:
    draft = draft_start(actor=actor, direction=data["trip"]["direction"])
    return draft_save(actor=actor, draft_id=draft.id, changes=data)


def test_a_draft_may_be_as_broken_as_it_likes(actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="SB")
    saved = draft_save(
        actor=actor, draft_id=draft.id, changes={"trip": 5, "shipments": [None, {"lines": "x"}], "crew": {"a": 1}}
    )
    assert saved.data["trip"] == {}
    assert saved.data["shipments"] == [{"lines": "x"}]
    assert draft_check(actor=actor, draft=saved)
    with pytest.raises(Invalid):
        draft_submit(actor=actor, draft_id=draft.id)
    assert not Trip.objects.exists()


def test_sending_twice_gives_one_trip(actor: Actor, carrier: Organisation) -> None:
    draft = filled(actor, manifest_for(carrier))
    first, second = (draft_submit(actor=actor, draft_id=draft.id) for _ in range(2))
    assert (first.id, first.digest) == (second.id, second.digest)
    assert Trip.objects.count() == 1
    with pytest.raises(Conflict):
        draft_save(actor=actor, draft_id=draft.id, changes={})
    assert list(drafts_open(actor=actor)) == []


def test_r23_a_copy_fills_in_four_fifths(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    whole = count_filled(TripVersion.objects.get(trip_id=trip.id).manifest)
    draft = draft_copy(actor=actor, trip_id=trip.id)
    assert draft.prefilled / whole >= 0.8
    assert "reference" not in draft.data["trip"]
    assert "eta" not in draft.data["trip"]
    assert "seals" not in draft.data["equipment"][0]


def test_amending_a_draft_makes_the_next_version(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    draft = draft_amend(actor=actor, trip_id=trip.id)
    draft.data["conveyance"]["plate"] = "SWAP99"
    draft_save(actor=actor, draft_id=draft.id, changes={"conveyance": draft.data["conveyance"]})
    filed = draft_submit(actor=actor, draft_id=draft.id)
    assert (filed.id, filed.version) == (trip.id, 2)
    assert Trip.objects.get(pk=trip.id).plate == "SWAP99"


def test_two_amendments_from_one_state_do_not_undo_each_other(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    drafts = [draft_amend(actor=actor, trip_id=trip.id) for _ in range(2)]
    draft_submit(actor=actor, draft_id=drafts[0].id)
    with pytest.raises(Conflict):
        draft_submit(actor=actor, draft_id=drafts[1].id)


def test_a_score_that_comes_meanwhile_does_not_undo_what_a_person_types(actor: Actor, carrier: Organisation) -> None:
    make_profile()
    trip = file_trip(carrier, actor)
    draft = draft_amend(actor=actor, trip_id=trip.id)
    seen = trip.row_version
    trip_score(trip_id=trip.id, version=1)
    assert Trip.objects.get(pk=trip.id).row_version > seen
    assert draft_submit(actor=actor, draft_id=draft.id).version == 2


def test_discard_and_restore(actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="NB")
    draft_discard(actor=actor, draft_id=draft.id)
    assert not drafts_open(actor=actor).exists()
    draft_restore(actor=actor, draft_id=draft.id)
    assert drafts_open(actor=actor).get() == draft


def test_a_strangers_draft_is_a_missing_one(actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="SB")
    stranger = make_filer(make_carrier())
    for key in (draft.id, uuid4()):
        with pytest.raises(NotFound):
            draft_get(actor=stranger, draft_id=key)
        with pytest.raises(NotFound):
            draft_submit(actor=stranger, draft_id=key)


def test_a_viewer_begins_nothing(carrier: Organisation) -> None:
    with pytest.raises(NotAllowed):
        draft_start(actor=make_filer(carrier, "trader.viewer"), direction="SB")


@pytest.mark.django_db(transaction=True)
def test_six_clicks_at_once_give_one_trip() -> None:
    load()
    carrier = make_carrier()
    actor = make_filer(carrier)
    draft = filled(actor, manifest_for(carrier, **codes_of(carrier)))

    def click(_: int) -> Any:
        try:
            return draft_submit(actor=actor, draft_id=draft.id).id
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(click, range(6)))
    assert len(answers) == 1
    assert Trip.objects.count() == 1
