"""Saved records: kept with a check of form, changed by one at a time, retired and brought back, used by filing (R-23)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from audit.trail.selectors import entries_for
from clearance.models import SavedRecord
from clearance.selectors import paper_check, saved_get, saved_list, saved_offers
from clearance.services import (
    draft_check,
    draft_from_template,
    draft_save,
    draft_start,
    draft_submit,
    saved_keep,
    saved_keep_from,
    saved_restore,
    saved_retire,
    template_keep,
)
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
TRUCK = {"number": "46", "plate": "BBDD11", "plate_jurisdiction": "ON", "plate_country": "CA", "type": "TR"}


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


def keep(actor: Actor, kind: str = "truck", name: str = "Unit 46", data: Any = None, **options: Any) -> SavedRecord:
    return saved_keep(actor=actor, kind=kind, name=name, data=TRUCK if data is None else data, **options)


def test_a_record_is_kept_changed_retired_and_brought_back(actor: Actor) -> None:
    made = keep(actor, papers={"registration": "2027-03-31", "insurance": ""})
    assert (made.papers, made.row_version) == ({"registration": "2027-03-31"}, 1)
    changed = keep(actor, name="Unit 46", data={**TRUCK, "plate": "NEW111"}, record_id=made.id, expected_version=1)
    assert (changed.data["plate"], changed.row_version) == ("NEW111", 2)
    saved_retire(actor=actor, record_id=made.id)
    assert not saved_list(actor=actor).exists()
    saved_restore(actor=actor, record_id=made.id)
    assert saved_list(actor=actor).get().row_version == 4
    events = entries_for(Subject("saved_record", made.id)).order_by("at", "id").values_list("event", flat=True)
    assert [event.rpartition(".")[2] for event in events] == ["kept", "kept", "retired", "restored"]


def test_two_people_do_not_undo_each_other(actor: Actor) -> None:
    made = keep(actor)
    keep(actor, record_id=made.id, expected_version=1)
    with pytest.raises(Conflict):
        keep(actor, record_id=made.id, expected_version=1)


def test_a_value_of_the_wrong_form_is_refused_at_its_field(actor: Actor) -> None:
    with pytest.raises(Invalid) as refusal:
        keep(actor, data={**TRUCK, "vin": "short"}, papers={"insurance": "31/12/27"})
    assert {item.path for item in refusal.value.items} == {"record-vin", "papers-insurance"}
    with pytest.raises(Invalid) as refusal:
        keep(actor, "driver", "D", {"documents": [{"number": "!"}]})
    assert [item.path for item in refusal.value.items] == ["record-documents-0-number"]
    assert keep(actor, "party", "Half", {"name": "Only a name"}).data == {"name": "Only a name"}


def test_a_name_is_made_needed_and_used_once(actor: Actor) -> None:
    assert keep(actor, name=" ").name == "46 BBDD11"
    with pytest.raises(Invalid) as refusal:
        keep(actor, name="46 bbdd11")
    assert refusal.value.items[0].path == "name"
    with pytest.raises(Invalid):
        keep(actor, name="", data={})
    with pytest.raises(Invalid):
        keep(actor, name="x" * 81)
    assert keep(actor, "trailer", "46 BBDD11", {"number": "T"}).kind == "trailer"


def test_a_retired_name_is_free_and_its_record_cannot_come_back_under_it(actor: Actor) -> None:
    made = keep(actor)
    saved_retire(actor=actor, record_id=made.id)
    keep(actor)
    with pytest.raises(Invalid):
        saved_restore(actor=actor, record_id=made.id)


def test_keeping_from_the_wizard_brings_the_record_up_to_date(actor: Actor) -> None:
    made = keep(actor, papers={"registration": "2027-03-31"})
    again = saved_keep_from(actor=actor, kind="truck", data={**TRUCK, "usdot": "46456487", "seals": [{"number": "1"}]})
    assert (again.id, again.name, again.papers) == (made.id, "Unit 46", {"registration": "2027-03-31"})
    assert again.data["usdot"] == "46456487"
    assert "seals" not in again.data
    assert saved_keep_from(actor=actor, kind="trailer", data={"number": "TR1"}).name == "TR1"


def test_filing_notes_the_last_use(actor: Actor, carrier: Organisation, django_assert_num_queries: Any) -> None:
    data = manifest_for(carrier)
    used, other = keep(actor, data=data["conveyance"]), keep(actor, name="Unit 47", data={**TRUCK, "plate": "OTHER1"})
    driver = saved_keep_from(actor=actor, kind="driver", data=data["crew"][0])
    draft = draft_start(actor=actor, direction="SB")
    draft_save(actor=actor, draft_id=draft.id, changes=data)
    draft_submit(actor=actor, draft_id=draft.id)
    for record in (used, other, driver):
        record.refresh_from_db()
    assert [record.used_count for record in (used, other, driver)] == [1, 0, 1]
    assert used.last_used_at is not None
    assert [record.name for record in saved_list(actor=actor, kind="truck")] == ["Unit 46", "Unit 47"]


def test_papers_that_end_are_told_at_the_check(
    actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    data = manifest_for(carrier)
    saved_keep(actor=actor, kind="driver", name="D", data=data["crew"][0], papers={"fast_card": "2026-01-31"})
    draft = draft_start(actor=actor, direction="SB")
    draft = draft_save(actor=actor, draft_id=draft.id, changes=data)
    (item,) = [item for item in draft_check(actor=actor, draft=draft) if item.code.startswith("CLR_PAPER")]
    assert (item.code, item.path) == ("CLR_PAPER_OVER", "crew[0].fast_card")
    with django_assert_num_queries(1):
        paper_check(actor=actor, data=draft.data)
    with django_assert_num_queries(0):
        assert paper_check(actor=actor, data={}) == []


def test_a_trip_becomes_a_template_and_a_template_a_draft(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    made = template_keep(actor=actor, trip_id=trip.id, name="Weekly run")
    again = template_keep(actor=actor, trip_id=trip.id, name="weekly RUN")
    assert (again.id, again.row_version, again.name) == (made.id, 2, "Weekly run")
    draft = draft_from_template(actor=actor, record_id=made.id)
    assert draft.origin == "copy"
    assert draft.data["conveyance"]["plate"] == "BBDD11"
    assert "reference" not in draft.data["trip"]
    made.refresh_from_db()
    assert made.used_count == 1
    with pytest.raises(NotFound):
        draft_from_template(actor=actor, record_id=keep(actor).id)
    saved_retire(actor=actor, record_id=made.id)
    with pytest.raises(NotFound):
        draft_from_template(actor=actor, record_id=made.id)


def test_offers_are_one_query_and_only_ones_own(actor: Actor, django_assert_num_queries: Any) -> None:
    keep(actor)
    keep(make_filer(make_carrier()), name="Stranger's")
    with django_assert_num_queries(1):
        found = saved_offers(actor=actor, kinds=["truck", "driver"])
    assert {kind: [record.name for record in records] for kind, records in found.items()} == {
        "truck": ["Unit 46"],
        "driver": [],
    }


def test_a_stranger_finds_nothing_and_a_viewer_keeps_nothing(actor: Actor, carrier: Organisation) -> None:
    made, stranger = keep(actor), make_filer(make_carrier())
    for key in (made.id, uuid4()):
        for act in (saved_get, saved_retire, saved_restore):
            with pytest.raises(NotFound):
                act(actor=stranger, record_id=key)
    with pytest.raises(NotAllowed):
        keep(make_filer(carrier, "trader.viewer"))
    with pytest.raises(NotFound):
        keep(actor, "nothing")
    with pytest.raises(NotFound):
        keep(actor, "trailer", record_id=made.id)
