"""The virus scan: waiting, clean, infected, and a scanner that is down and comes back (rule 3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import Document
from enrollment.tasks import document_scan
from enrollment.vault import storage
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from portal.simulators import virus_scanner
from tests.factories.accounts import make_organisation, member_actor
from tests.factories.documents import Says, a_pdf, an_infected_pdf, attach, make_document
from tests.factories.enrollment import make_draft, vetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Any:
    return member_actor(make_organisation("carrier"))


def promises(document: Document) -> list[OutboxTask]:
    return list(OutboxTask.objects.filter(task="enrollment.document_scan", subject_id=document.id).order_by("due_at"))


def test_the_promise_of_an_upload_is_kept_by_the_worker(company: Any, settings: Any, commit_checks: Any) -> None:
    clean = make_document(company, state="")
    bad = make_document(company, raw=an_infected_pdf(), state="")
    with virus_scanner.running() as address:
        settings.VIRUS_SCANNER = address
        for document in (clean, bad):
            assert document_scan(str(promises(document)[0].id)) == "done"
    states = dict(Document.objects.values_list("id", "status"))
    assert states == {clean.id: "clean", bad.id: "infected"}
    assert Document.objects.get(pk=bad.id).scan_detail == "Eicar-Test-Signature"
    commit_checks()


def test_a_scanner_that_is_down_is_asked_again_until_it_answers(company: Any, settings: Any) -> None:
    document = make_document(company, state="")
    settings.VIRUS_SCANNER = "127.0.0.1:1"
    start = clock.now()
    for attempt, pause in enumerate((15, 30, 60)):
        work = promises(document)[attempt]
        with clock.frozen(start):
            assert document_scan(str(work.id)) == "done"
        following = promises(document)[attempt + 1]
        assert following.due_at == start + timedelta(seconds=pause) and following.payload == {"attempt": attempt + 1}
        assert Document.objects.get().status == "unavailable"
        start = following.due_at
    postponed = [entry for entry in entries_for(Subject("document", document.id)) if "postponed" in entry.event]
    assert len(postponed) == 1, "said once, not at every attempt"
    with virus_scanner.running() as address:
        settings.VIRUS_SCANNER = address
        assert document_scan(str(promises(document)[3].id)) == "done"
    assert Document.objects.get().status == "clean" and len(promises(document)) == 4


def test_scanning_twice_changes_nothing(company: Any) -> None:
    document = make_document(company)
    assert services.document_scan(document_id=document.id, ask=Says("infected", "Late")) == "clean"
    services.document_remove(actor=company, document_id=document.id)
    assert services.document_scan(document_id=document.id, ask=Says("infected", "Late")) == ""


def test_an_infected_file_is_locked_away_and_the_applicant_is_told(
    company: Any, django_capture_on_commit_callbacks: Any
) -> None:
    document = make_document(company, state="")
    with django_capture_on_commit_callbacks(execute=True):
        services.document_scan(document_id=document.id, ask=Says("infected", "Win.Test"))
    moved = Document.objects.get()
    assert moved.storage_key.startswith("quarantine/") and storage.fetch(moved.storage_key)
    with pytest.raises(OSError):
        storage.fetch(document.storage_key)
    notice = Notice.objects.get(kind="document_infected")
    assert notice.organisation_id == company.organisation_id and "Win.Test" in notice.body_fr
    assert notice.link == f"/membership/documents/{document.id}/"
    with pytest.raises(Conflict, match="ENR_DOCUMENT_INFECTED"):
        services.document_open(actor=company, document_id=document.id)


@pytest.mark.parametrize("state", ["", "unavailable", "infected"])
def test_only_a_scanned_file_is_ever_opened_by_anybody(company: Any, state: str) -> None:
    draft = make_draft("FAST_CARRIER", company)
    document = make_document(company, state="")
    attach(company, draft.id, "seals", document)
    services.application_submit(actor=company, application_id=draft.id)
    if state:
        services.document_scan(document_id=document.id, ask=Says(state, "x"))
    for actor in (company, vetting("CBP")):
        with pytest.raises(Conflict):
            services.document_open(actor=actor, document_id=document.id)


def test_an_infected_document_holds_the_application_until_it_is_replaced(company: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    document = make_document(company, state="")
    attach(company, draft.id, "seals", document)
    services.document_scan(document_id=document.id, ask=Says("infected", "x"))
    with pytest.raises(Invalid) as refused:
        services.application_submit(actor=company, application_id=draft.id)
    assert [(item.code, item.path) for item in refused.value.items] == [("ENR_DOCUMENT_INFECTED", "seals")]
    with pytest.raises(Conflict, match="ENR_DOCUMENT_INFECTED"):
        services.document_attach(actor=company, application_id=draft.id, question="cyber", document_id=document.id)
    make_document(company, raw=a_pdf(), replaces=document.id)
    assert services.application_submit(actor=company, application_id=draft.id).status == "submitted"


def test_an_unscanned_document_does_not_hold_the_application(company: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    attach(company, draft.id, "seals", make_document(company, state="unavailable"))
    assert services.application_submit(actor=company, application_id=draft.id).status == "submitted"
