"""The downloads: files for the trader, checkpoint and key for everybody."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.conf import settings as django_settings

from audit.trail.domain.notes import Verifier, open_note
from audit.trail.domain.receipts import verify_receipt
from audit.trail.models import TrailLeaf
from audit.trail.selectors import trusted_keys
from audit.trail.services import seal
from audit.trail.views import public, receipts
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from tests.factories.trail import add_entry

pytestmark = pytest.mark.django_db(transaction=True)

OURS = UUID(int=11)
TRIP = Subject("trip", UUID(int=4))
TRADER = Actor(kind="member", organisation_id=OURS, reach=frozenset({OURS}))


def asked_by(rf, actor: Actor | None):
    request = rf.get("/")
    request.actor = actor
    return request


def test_the_receipt_is_a_file_that_verifies(rf) -> None:
    entry_id = add_entry(organisation_id=OURS, body={"name": "Société Générale"})
    seal()
    response = receipts.receipt(asked_by(rf, TRADER), entry_id)
    assert response["Content-Disposition"] == f'attachment; filename="receipt-{entry_id}.json"'
    assert "no-store" in response["Cache-Control"]
    document = json.loads(response.content)
    head = verify_receipt(document, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys())
    assert head.size == TrailLeaf.objects.count()


def test_all_receipts_of_a_subject_come_in_one_file(rf) -> None:
    for _ in range(3):
        add_entry(subject=TRIP, organisation_id=OURS)
    seal()
    response = receipts.subject_receipts(asked_by(rf, TRADER), TRIP.type, TRIP.id)
    documents = json.loads(response.content)["receipts"]
    assert len(documents) == 3
    for document in documents:
        verify_receipt(document, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys())


def test_a_stranger_gets_not_found_for_a_receipt_and_for_a_subject(rf) -> None:
    entry_id = add_entry(subject=TRIP, organisation_id=OURS)
    stranger = Actor(kind="member", reach=frozenset({UUID(int=12)}))
    with pytest.raises(NotFound):
        receipts.receipt(asked_by(rf, stranger), entry_id)
    with pytest.raises(NotFound):
        receipts.subject_receipts(asked_by(rf, stranger), TRIP.type, TRIP.id)


def test_anybody_may_take_the_checkpoint_and_check_it_with_the_published_key(rf) -> None:
    add_entry()
    seal()
    note = public.checkpoint(asked_by(rf, None)).content.decode()
    keys = [Verifier.parse(line) for line in public.key(asked_by(rf, None)).content.decode().splitlines()]
    assert open_note(note, keys).startswith(django_settings.TRAIL_ORIGIN)


def test_downloads_only_answer_get(rf) -> None:
    request = rf.post("/")
    request.actor = TRADER
    assert receipts.receipt(request, UUID(int=1)).status_code == 405
    assert public.key(request).status_code == 405
