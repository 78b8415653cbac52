"""The vault: versions, duplicates, attachments, who may, and what the database refuses by itself (R-15, R-49)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import Attachment, Document
from enrollment.vault import storage
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.documents import a_pdf, a_sheet, as_bytes, attach, make_document
from tests.factories.enrollment import make_draft, person_actor, vetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Any:
    return member_actor(make_organisation("carrier"))


def events(document: Document) -> list[str]:
    return [entry.event.removeprefix("enrollment.document.") for entry in entries_for(Subject("document", document.id))]


def test_a_document_is_kept_byte_for_byte_and_recognised(company: Any, commit_checks: Any) -> None:
    raw = a_pdf()
    first = services.document_receive(actor=company, kind="plan", name="Plan A.pdf", raw=raw)
    again = services.document_receive(actor=company, kind="other", name="copy.pdf", raw=raw)
    assert first.new and not again.new and again.document.id == first.document.id
    assert storage.fetch(first.document.storage_key) == raw
    assert (first.document.status, first.document.version, first.document.size) == ("waiting", 1, len(raw))
    other = services.document_receive(actor=person_actor(), kind="other", name="same.pdf", raw=raw)
    assert other.new, "somebody else's vault says nothing about mine"
    commit_checks()


def test_a_new_version_goes_into_drafts_and_what_was_sent_keeps_the_old_one(company: Any, commit_checks: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    old = make_document(company, "procedure")
    attach(company, draft.id, "seals", old)
    new = make_document(company, raw=a_pdf(), replaces=old.id)
    assert (new.line, new.version, new.kind) == (old.id, 2, "procedure")
    assert [use.document_id for use in Attachment.objects.all()] == [new.id]
    services.application_submit(actor=company, application_id=draft.id)
    newest = make_document(company, raw=a_pdf(), replaces=old.id)
    assert newest.version == 3
    assert [use.document_id for use in Attachment.objects.all()] == [new.id]
    assert storage.fetch(Document.objects.get(pk=new.id).storage_key)
    commit_checks()


def test_the_same_file_is_no_new_version(company: Any) -> None:
    old = make_document(company)
    with pytest.raises(Invalid, match="ENR_SAME_FILE"):
        services.document_receive(
            actor=company, kind="other", name="x.pdf", raw=storage.fetch(old.storage_key), replaces=old.id
        )


def test_what_was_sent_is_never_removed(company: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    document = make_document(company)
    attach(company, draft.id, "seals", document)
    services.application_submit(actor=company, application_id=draft.id)
    with pytest.raises(Conflict, match="ENR_DOCUMENT_SENT"):
        services.document_remove(actor=company, document_id=document.id)
    for call in (services.document_attach, services.document_detach):
        with pytest.raises(Conflict, match="ENR_NOT_A_DRAFT"):
            call(actor=company, application_id=draft.id, question="seals", document_id=document.id)


def test_what_was_not_sent_goes_with_its_versions_and_its_bytes(
    company: Any, django_capture_on_commit_callbacks: Any
) -> None:
    draft = make_draft("FAST_CARRIER", company)
    first = make_document(company)
    second = make_document(company, raw=a_pdf(), replaces=first.id)
    attach(company, draft.id, "seals", second)
    with django_capture_on_commit_callbacks(execute=True):
        services.document_remove(actor=company, document_id=first.id)
    assert not Attachment.objects.exists() and not Document.objects.filter(removed_at=None).exists()
    for key in (first.storage_key, second.storage_key):
        with pytest.raises(OSError):
            storage.fetch(key)
    assert "removed" in events(second)


@pytest.mark.parametrize(
    ("make", "kind", "refusal"),
    [
        (lambda: vetting(), "other", NotAllowed),
        (lambda: member_actor(make_organisation("carrier"), "trader.viewer"), "other", NotAllowed),
        (lambda: member_actor(make_organisation("carrier"), "driver"), "other", NotAllowed),
        (lambda: person_actor(), "plan", Invalid),
        (lambda: member_actor(make_organisation("carrier")), "licence", Invalid),
        (lambda: person_actor(), "shoe", Invalid),
    ],
)
def test_who_keeps_what(make: Any, kind: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        services.document_receive(actor=make(), kind=kind, name="a.pdf", raw=a_pdf())
    assert not Document.objects.exists()


def test_a_stranger_finds_nothing(company: Any) -> None:
    draft, document = make_draft("FAST_CARRIER", company), make_document(company)
    stranger = member_actor(make_organisation("carrier"))
    own, place = make_document(stranger), {"application_id": draft.id, "question": "seals"}
    for call, arguments in (
        (services.document_open, {"document_id": document.id}),
        (services.document_remove, {"document_id": document.id}),
        (services.document_attach, {**place, "document_id": own.id}),
        (services.document_detach, {**place, "document_id": document.id}),
    ):
        with pytest.raises(NotFound):
            call(actor=stranger, **arguments)
    with pytest.raises(NotFound):
        services.document_attach(actor=company, **place, document_id=own.id)
    with pytest.raises(NotFound):
        services.document_attach(actor=company, application_id=draft.id, question="vision_how", document_id=document.id)
    with pytest.raises(NotFound):
        services.document_receive(actor=stranger, kind="other", name="a.pdf", raw=a_pdf(), replaces=document.id)


@pytest.mark.parametrize(
    ("role", "agency", "seen"),
    [
        ("officer.vetting", "CBP", True),
        ("officer.supervisor", "CBSA", True),
        ("officer.supervisor", "FDA", False),
        ("officer.vetting", "CFIA", False),
        ("officer.primary", "CBP", False),
        ("auditor", "CBP", False),
        ("commission.member", "", False),
        ("administrator", "", False),
    ],
)
def test_officers_see_what_was_sent_to_them_and_are_written_down(
    company: Any, role: str, agency: str, seen: bool
) -> None:
    draft = make_draft("FAST_CARRIER", company)
    document = make_document(company)
    attach(company, draft.id, "seals", document)
    officer = staff_actor(role, agency)
    with pytest.raises(NotFound):
        services.document_open(actor=officer, document_id=document.id)
    services.application_submit(actor=company, application_id=draft.id)
    if not seen:
        with pytest.raises(NotFound):
            services.document_open(actor=officer, document_id=document.id)
        return
    assert services.document_open(actor=officer, document_id=document.id)[1].startswith(b"%PDF")
    looked = [entry for entry in entries_for(Subject("document", document.id)) if entry.event.endswith(".viewed")]
    assert [(entry.actor_id, entry.actor_agency) for entry in looked] == [(officer.user_id, agency)]
    unattached = make_document(company)
    with pytest.raises(NotFound):
        services.document_open(actor=officer, document_id=unattached.id)


def test_pictures_that_cannot_be_printed_are_refused_and_doubts_are_kept_as_remarks() -> None:
    person = person_actor()
    for raw, name in ((as_bytes(a_sheet((810, 630))), "lying.jpg"), (a_pdf(), "page.pdf")):
        with pytest.raises(Invalid):
            services.document_receive(actor=person, kind="picture", name=name, raw=raw)
    assert not Document.objects.exists()
    blurred = services.document_receive(
        actor=person, kind="picture", name="blurred.png", raw=as_bytes(a_sheet(blur=8), "PNG")
    )
    assert [item.code for item in blurred.remarks] == ["ENR_P006"] == blurred.document.remarks


def test_the_database_keeps_what_was_sent(company: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    document, spare = make_document(company), make_document(company)
    attach(company, draft.id, "seals", document)
    services.application_submit(actor=company, application_id=draft.id)
    attempts = [
        ("UPDATE enrollment_document SET removed_at = now() WHERE id = %s", document.id),
        ("UPDATE enrollment_document SET sha256 = repeat('0', 64) WHERE id = %s", spare.id),
        ("UPDATE enrollment_document SET organisation_id = NULL, user_id = NULL WHERE id = %s", spare.id),
        ("UPDATE enrollment_document SET status = 'waiting' WHERE id = %s", spare.id),
        ("DELETE FROM enrollment_document WHERE id = %s", document.id),
        ("DELETE FROM enrollment_attachment WHERE document_id = %s", document.id),
        ("UPDATE enrollment_attachment SET question = 'other' WHERE document_id = %s", document.id),
        (
            "INSERT INTO enrollment_attachment (id, created_at, question, application_id, document_id) "
            f"SELECT '{uuid4()}', now(), 'cyber', application_id, '{spare.id}' FROM enrollment_attachment "
            "WHERE document_id = %s",
            document.id,
        ),
    ]
    for statement, key in attempts:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [key])
