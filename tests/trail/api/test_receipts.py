"""Receipts through the whole portal: token or session, the owner's events, nothing of a stranger's (R-13, R-37)."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.test import Client

from audit.trail.domain.receipts import verify_receipt
from audit.trail.selectors import trusted_keys
from audit.trail.services import seal_pending
from audit.trail.views.public import VERIFIER
from portal.core.domain.subjects import Subject
from tests.factories import accounts as make
from tests.factories.trail import add_entry

pytestmark = pytest.mark.django_db(transaction=True)

TRIP = Subject("trip", UUID(int=4))
MISSING = UUID(int=99)


class Partner:
    """A partner's system with its key and token."""

    def __init__(self, organisation: Any, scopes: Any = ("trips:read",)) -> None:
        application, secret = make.make_application(organisation, scopes)
        pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
        self.http = Client()
        answer = self.http.post(
            "/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
        )
        self.headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def get(self, path: str) -> Any:
        return self.http.get(f"/api/v1/{path}", headers=self.headers)


@pytest.fixture
def owner() -> Any:
    return make.make_organisation()


@pytest.fixture
def entry_id(owner: Any) -> UUID:
    found = add_entry(subject=TRIP, organisation_id=owner.id, body={"canary": "CANARY"})
    seal_pending()
    return found


def holds(document: dict[str, Any]) -> bool:
    return verify_receipt(document, origin=django_settings.TRAIL_ORIGIN, trusted=trusted_keys()).size > 0


def test_a_partner_takes_receipts_of_its_own_events(owner: Any, entry_id: UUID) -> None:
    partner = Partner(owner)
    assert holds(partner.get(f"receipts/{entry_id}").json())
    documents = partner.get(f"receipts/trip/{TRIP.id}").json()["receipts"]
    assert [holds(item) for item in documents] == [True]


def test_a_strangers_answer_is_that_of_a_missing_id_byte_for_byte(owner: Any, entry_id: UUID) -> None:
    stranger = Partner(make.make_organisation())
    for theirs, missing in (
        (f"receipts/{entry_id}", f"receipts/{MISSING}"),
        (f"receipts/trip/{TRIP.id}", f"receipts/trip/{MISSING}"),
    ):
        assert Partner(owner).get(theirs).status_code == 200  # owner control
        answer, control = stranger.get(theirs), stranger.get(missing)
        assert (answer.status_code, answer.content) == (404, control.content)
        assert b"CANARY" not in answer.content


def test_a_token_without_the_scope_is_refused(owner: Any, entry_id: UUID) -> None:
    assert Partner(owner, ("trips:write",)).get(f"receipts/{entry_id}").status_code == 403


def test_without_a_token_there_is_no_receipt(entry_id: UUID) -> None:
    assert Client().get(f"/api/v1/receipts/{entry_id}").status_code in {401, 403}
    assert Client().get(f"/trail/receipts/{entry_id}.json").status_code == 302


def test_a_member_downloads_the_file_and_a_stranger_gets_not_found(owner: Any, entry_id: UUID) -> None:
    member = make.sign_in(Client(), make.make_member(owner, "trader.viewer"))
    assert holds(member.get(f"/trail/receipts/{entry_id}.json").json())
    assert len(member.get(f"/trail/receipts/trip/{TRIP.id}.json").json()["receipts"]) == 1
    stranger = make.sign_in(Client(), make.make_member(make.make_organisation()))
    for theirs, missing in (
        (f"/trail/receipts/{entry_id}.json", f"/trail/receipts/{MISSING}.json"),
        (f"/trail/receipts/trip/{TRIP.id}.json", f"/trail/receipts/trip/{MISSING}.json"),
    ):
        answer, control = stranger.get(theirs), stranger.get(missing)
        assert (answer.status_code, control.status_code) == (404, 404)
        assert b"CANARY" not in answer.content


def test_an_auditor_may_take_any_receipt_and_an_officer_none(entry_id: UUID) -> None:
    auditor = make.sign_in(Client(), make.make_staff("auditor", agency="CBSA"))
    assert holds(auditor.get(f"/trail/receipts/{entry_id}.json").json())
    officer = make.sign_in(Client(), make.make_staff("officer.primary"))
    assert officer.get(f"/trail/receipts/{entry_id}.json").status_code == 403


def test_a_receipt_over_the_api_costs_the_same_however_many_events(
    owner: Any, entry_id: UUID, django_assert_num_queries: Any
) -> None:
    partner = Partner(owner)
    for _ in range(2):
        with django_assert_num_queries(5):  # token with its key, entries, checkpoint, leaves, nodes
            assert partner.get(f"receipts/trip/{TRIP.id}").status_code == 200
        add_entry(subject=TRIP, organisation_id=owner.id)
        seal_pending()


def test_checkpoint_key_and_verifier_are_public(entry_id: UUID) -> None:
    visitor = Client()
    assert visitor.get("/trail/checkpoint.txt").content.decode().startswith(django_settings.TRAIL_ORIGIN)
    assert visitor.get("/trail/key.txt").content.decode().strip() == trusted_keys()[0].text()
    assert visitor.get("/trail/verify_receipt.py").content == VERIFIER.read_bytes()
