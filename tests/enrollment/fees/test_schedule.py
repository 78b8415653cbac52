"""Fees under two keys: complete or not at all, in the service and in the database (R-105)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audit.trail.selectors import entries_for
from enrollment import selectors, services
from enrollment.models import Fee, FeeSignature, FeeWaiver
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.workflow.domain.two_keys import document_digest
from tests.factories.accounts import make_organisation, make_staff, member_actor, staff_actor
from tests.factories.enrollment import vetting
from tests.factories.fees import fee_document, propose, publish, supervisor, waiver_document
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


def sign(row: Any, actor: Any, kind: str = "fee") -> Any:
    return services.provision_sign(actor=actor, kind=kind, version_id=row.id, expected_version=row.row_version)


@pytest.mark.parametrize("kind", ["fee", "waiver"])
def test_both_agencies_sign_before_it_counts(kind: str, commit_checks: Any) -> None:
    row = propose(kind)
    row = sign(row, supervisor("CBP"), kind)
    assert row.status == "signed_cbp"
    read = selectors.fees_published if kind == "fee" else selectors.waivers_published
    assert not read("NEXUS").exists()
    row = sign(row, supervisor("CBSA"), kind)
    assert row.status == "approved" and read("NEXUS").get() == row
    commit_checks()


def test_one_person_holds_one_key_and_never_signs_what_they_wrote() -> None:
    author = supervisor("CBP")
    row = services.provision_propose(actor=author, kind="fee", document=fee_document())
    with pytest.raises(NotAllowed, match="KEY_PERSON"):
        sign(row, author)
    with pytest.raises(NotAllowed):
        sign(row, staff_actor("administrator", ""))
    signed = sign(row, supervisor("CBP"))
    with pytest.raises(Conflict):
        sign(signed, supervisor("CBP"))
    with pytest.raises(Conflict, match="STALE"):
        services.provision_sign(actor=supervisor("CBSA"), kind="fee", version_id=row.id, expected_version=1)


@pytest.mark.parametrize("who", ["vetting", "member", "other agency"])
def test_others_hold_no_key(who: str) -> None:
    makers = {
        "vetting": vetting,
        "member": lambda: member_actor(make_organisation("carrier")),
        "other agency": lambda: supervisor("FDA"),
    }
    actor = makers[who]()
    with pytest.raises(NotAllowed, match="ENR_FEE_KEY"):
        services.provision_propose(actor=actor, kind="fee", document=fee_document())
    with pytest.raises(NotAllowed):
        services.provision_withdraw(actor=actor, kind="fee", version_id=propose("fee").id, expected_version=1)


@pytest.mark.parametrize("name", ["owner", "basis_en", "cost_fr", "review_on"])
def test_a_fee_without_one_of_the_four_is_not_kept(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.provision_propose(actor=supervisor("CBP"), kind="fee", document={**fee_document(), name: ""})
    assert [item.path for item in refused.value.items] == [name] and not Fee.objects.exists()


def test_what_counts_already_is_not_put_away_and_what_is_to_come_is() -> None:
    row = publish("fee")
    with pytest.raises(Conflict, match="ENR_FEE_COUNTS"):
        services.provision_withdraw(
            actor=supervisor("CBP"), kind="fee", version_id=row.id, expected_version=row.row_version
        )
    later = publish("fee", starts_on=(clock.now().date() + timedelta(days=3)).isoformat())
    gone = services.provision_withdraw(
        actor=supervisor("CBP"), kind="fee", version_id=later.id, expected_version=later.row_version
    )
    assert gone.status == "withdrawn" and list(selectors.fees_published("NEXUS")) == [row]


def test_an_unknown_kind_or_version_is_not_found() -> None:
    for kind in ("toll", "fee"):
        with pytest.raises(NotFound):
            services.provision_sign(
                actor=supervisor("CBP"), kind=kind, version_id=propose("waiver").id, expected_version=1
            )


def test_every_key_is_in_the_book() -> None:
    row = publish("waiver")
    events = [entry.event for entry in entries_for(Subject("fee_waiver", row.id))]
    assert events == [f"enrollment.fee_waiver.{name}" for name in ("proposed", "signed_cbp", "approved")]


def bare(model: Any, document: dict[str, Any], status: str = "draft") -> Any:
    author = make_staff("administrator", "")
    with in_the_book():
        return model.objects.create(
            number=900 + model.objects.count(),
            programme="NEXUS",
            document=document,
            digest=document_digest(document),
            status=status,
            author=author,
            author_as="Administrator",
        )


@pytest.mark.parametrize("name", ["owner", "basis_en", "basis_fr", "cost_en", "cost_fr", "review_on", "amount"])
def test_the_database_publishes_no_fee_that_lacks_a_part(name: str) -> None:
    """R-105 as a CHECK: whoever writes the row."""
    document = {**fee_document(), "currency": "USD"}
    for broken in ({**document, name: " "}, {key: value for key, value in document.items() if key != name}):
        with pytest.raises(IntegrityError, match="enrollment_fee_complete"), transaction.atomic():
            bare(Fee, broken, "approved")


@pytest.mark.parametrize("change", [{"percent": 0}, {"percent": 101}, {"ground": "friend"}, {"tier": "T9"}])
def test_the_database_publishes_no_waiver_without_sense(change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="enrollment_fee_waiver_complete"), transaction.atomic():
        bare(FeeWaiver, {**waiver_document(), **change}, "approved")


def test_the_database_counts_the_keys_itself(commit_checks: Any) -> None:
    row = bare(Fee, {**fee_document(), "currency": "USD"})
    person = make_staff("officer.supervisor", "CBP")
    with pytest.raises(DatabaseError, match="signatures of both agencies"), transaction.atomic():
        Fee.objects.filter(pk=row.pk).update(status="signed_cbp")
        with in_the_book():
            FeeSignature.objects.create(version=row, agency="CBP", officer=person, signed_as="x", digest=row.digest)
        Fee.objects.filter(pk=row.pk).update(status="approved")
        commit_checks()


def test_the_database_never_edits_a_provision() -> None:
    row = publish("fee")
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Fee.objects.filter(pk=row.pk).update(document={**row.document, "amount": "1.00"})
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        Fee.objects.filter(pk=row.pk)._raw_delete("default")
