"""Papers that are files: named by the rule, read by level, each look at a restricted one in the book (4.11)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from appeals.models import Case, DocketEntry, DocketFile
from appeals.services import entry_file
from appeals.services.docket_files import Upload, file_name
from audit.trail.selectors import entries_for
from enrollment.domain.documents import JPEG, LARGEST
from portal.accounts.models import User
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid
from portal.core.domain.subjects import Subject
from portal.core.scanning import CLEAN, INFECTED
from tests.factories.accounts import make_member, make_organisation, sign_in
from tests.factories.appeals import Commission, Dispute, make_case, make_commission, make_dispute
from tests.factories.documents import Says, a_pdf
from tests.factories.enrollment import supervisor
from tests.factories.joinders import join

pytestmark = pytest.mark.django_db
TEXT = "The log of the yard, page by page, with the seals of the nine trailers."


@pytest.fixture(autouse=True)
def scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, CLEAN)


def says(monkeypatch: pytest.MonkeyPatch, state: str, detail: str = "") -> None:
    monkeypatch.setattr("appeals.services.docket_files.scanner", lambda: Says(state, detail))


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def dispute() -> Dispute:
    return make_dispute()


@pytest.fixture
def case(dispute: Dispute) -> Case:
    return make_case(dispute)


def filed(actor: Actor, case: Case, level: str = "public", raw: bytes = b"", **changes: Any) -> DocketEntry:
    upload = Upload("yard.pdf", raw or a_pdf(), "application/pdf")
    given = {"kind": "exhibit", "level": level, "subject": "Seal log", "text": TEXT, "file": upload}
    return entry_file(actor=actor, case_id=case.id, **{**given, **changes})


def file_of(entry: DocketEntry) -> str:
    return reverse("appeals:docket_file", args=[entry.id])


def looks(case: Case) -> int:
    return entries_for(Subject("appeal", case.id)).filter(event="appeals.docket.file_read").count()


def owner(dispute: Dispute) -> Client:
    return sign_in(Client(), make_member(dispute.organisation))


def test_the_file_is_named_by_the_rule_and_never_shown_by_the_browser(
    case: Case, dispute: Dispute, commit_checks: Any
) -> None:
    raw = a_pdf()
    entry = filed(dispute.member, case, raw=raw)
    answer = owner(dispute).get(file_of(entry))
    assert answer.content == raw
    assert answer["Content-Disposition"] == f'attachment; filename="{case.docket} - Appellant - Seal log - PUBLIC.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    assert looks(case) == 0
    commit_checks()


def test_a_name_holds_nothing_a_file_system_takes_for_something_else() -> None:
    assert file_name('JC-1 - Agency - ../a"b\nc - PUBLIC', JPEG) == "JC-1 - Agency - ..-a-b-c - PUBLIC.jpg"


@pytest.mark.parametrize(
    ("level", "filer", "readers"),
    [
        ("public", "appellant", {"appellant", "agency", "registrar"}),
        ("protected", "appellant", {"appellant", "agency", "registrar"}),
        ("confidential", "appellant", {"appellant", "registrar"}),
        ("confidential", "agency", {"agency", "registrar"}),
    ],
)
def test_the_level_of_the_paper_is_that_of_its_file_and_each_look_is_noted(
    level: str, filer: str, readers: set[str], case: Case, dispute: Dispute, commission: Commission
) -> None:
    officer = supervisor()
    entry = filed(officer if filer == "agency" else dispute.member, case, level)
    people = {
        "appellant": owner(dispute),
        "agency": sign_in(Client(), User.objects.get(pk=officer.user_id)),
        "registrar": sign_in(Client(), commission.users["registrar"]),
        "member off the panel": sign_in(Client(), commission.users["ca1"]),
        "stranger": sign_in(Client(), make_member(make_organisation("carrier"))),
    }
    for name, client in people.items():
        before = looks(case)
        answer = client.get(file_of(entry))
        assert (answer.status_code == 200) is (name in readers), name
        assert looks(case) - before == (level != "public" and name in readers), name
        link = file_of(entry) in client.get(reverse("appeals:case", args=[case.id])).text
        in_camera = (name, level) == ("registrar", "confidential")
        assert link is (name in readers and not in_camera), name
        if in_camera:
            assert file_of(entry) in client.post(reverse("appeals:paper", args=[case.id, entry.id])).text
    missing = people["stranger"].get(reverse("appeals:docket_file", args=[uuid4()]))
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (Upload("yard.pdf", b"", ""), "ENR_F001"),
        (Upload("yard.pdf", b"%PDF-1.4\n" + b"x" * LARGEST, ""), "ENR_F002"),
        (Upload("yard.exe", b"MZ programme", ""), "ENR_F003"),
        (Upload("yard.png", a_pdf(), ""), "ENR_F004"),
    ],
    ids=["empty", "large", "program", "name"],
)
def test_what_is_refused_is_named_at_the_field_with_its_fix(
    upload: Upload, code: str, case: Case, dispute: Dispute
) -> None:
    with pytest.raises(Invalid) as refused:
        filed(dispute.member, case, file=upload)
    [item] = refused.value.items
    assert (item.code, item.path) == (code, "file") and item.fix
    assert not DocketEntry.objects.exists()


def test_a_virus_is_refused_and_what_nobody_scanned_stays_shut_until_somebody_did(
    case: Case, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, INFECTED, "Eicar-Test-Signature")
    with pytest.raises(Invalid) as refused:
        filed(dispute.member, case)
    assert refused.value.items[0].code == "APL_FILE_VIRUS"
    says(monkeypatch, "unavailable")
    entry = filed(dispute.member, case)
    client = owner(dispute)
    assert client.get(file_of(entry)).status_code == 409
    says(monkeypatch, INFECTED, "Eicar-Test-Signature")
    assert client.get(file_of(entry)).status_code == 409
    assert DocketFile.objects.get().scanned_at is None
    says(monkeypatch, CLEAN)
    assert client.get(file_of(entry)).status_code == 200
    assert DocketFile.objects.get().scanned_at is not None


def test_a_statement_of_reasons_takes_no_file(case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        filed(supervisor(), case, kind="response", text=TEXT * 2, index=["Log"])
    assert refused.value.items[0].code == "APL_FILE"


def test_on_the_page_nothing_typed_is_lost_when_the_file_is_refused(case: Case, dispute: Dispute) -> None:
    client, url = owner(dispute), reverse("appeals:file", args=[case.id])
    data = {"kind": "exhibit", "level": "confidential", "subject": "Seal log", "text": TEXT}
    refused = client.post(url, {**data, "file": SimpleUploadedFile("yard.exe", b"MZ programme")})
    assert refused.status_code == 422
    assert TEXT in refused.text and 'value="Seal log"' in refused.text
    form = next(card.form for card in refused.context["acts"] if card.name == "file")
    assert list(form.errors) == ["file"]
    assert (
        client.post(url, {**data, "file": SimpleUploadedFile("yard.pdf", a_pdf(), "application/pdf")}).status_code
        == 302
    )
    assert DocketFile.objects.get().entry.level == "confidential"
    assert 'enctype="multipart/form-data"' in client.get(reverse("appeals:case", args=[case.id])).text


@pytest.mark.parametrize(("level", "joined"), [("public", True), ("protected", True), ("public", False)])
def test_a_party_of_a_joined_case_takes_the_public_files_only(
    level: str, joined: bool, case: Case, dispute: Dispute, commission: Commission
) -> None:
    other = make_dispute()
    beside = make_case(other)
    if joined:
        join(case, [beside], commission)
    entry = filed(dispute.member, case, level)
    answer = owner(other).get(file_of(entry))
    assert (answer.status_code == 200) is (joined and level == "public")
