"""The vault's pages: upload, versions, download with its headers, and nothing for strangers (R-15, R-13)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import Attachment, Document
from portal.accounts.models import Organisation
from portal.accounts.selectors import actor_for_user
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, sign_in
from tests.factories.documents import a_pdf, a_sheet, as_bytes, attach, make_document
from tests.factories.enrollment import make_draft

pytestmark = pytest.mark.django_db
SESSION = 3


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def a_file(raw: bytes, name: str = "plan.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, kind)


@pytest.fixture
def company(client: Client) -> Any:
    organisation = make_organisation("carrier")
    user = make_member(organisation)
    sign_in(client, user)
    return actor_for_user(user, organisation_id=organisation.id)


def test_upload_look_and_download(client: Client, company: Any) -> None:
    raw = a_pdf("A plan")
    sent = client.post(url("documents"), {"kind": "plan", "file": a_file(raw)})
    document = Document.objects.get()
    assert sent.url == url("document", document.id)
    page = client.get(sent.url).text
    assert (
        document.sha256 in page
        and "Being scanned for viruses" in page
        and url("document_file", document.id) not in page
    )
    early = client.get(url("document_file", document.id))
    assert early.status_code == 409 and "not scanned for viruses yet" in early.text
    make_document(company, raw=a_pdf(), replaces=document.id)
    fresh = Document.objects.get(version=2)
    got = client.get(url("document_file", fresh.id))
    assert got.status_code == 200 and got.content.startswith(b"%PDF-") and got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff" and got["Cache-Control"] == "private, no-store"
    assert "sandbox" in got["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_that_is_not_taken_says_why(client: Client, company: Any, language: str) -> None:
    client.cookies["preclear_language"] = language
    answer = client.post(url("documents"), {"kind": "plan", "file": a_file(b"MZ\x90", "plan.pdf")})
    assert answer.status_code == 422 and not Document.objects.exists()
    assert ("neither a PDF" if language == "en" else "ni un PDF") in answer.text
    assert 'href="#id_file"' in answer.text
    for body in ({"kind": "plan"}, {"file": a_file(a_pdf())}):
        assert client.post(url("documents"), body).status_code == 422


def test_the_same_file_again_leads_to_the_one_there_is(client: Client, company: Any) -> None:
    raw = a_pdf()
    first = client.post(url("documents"), {"kind": "plan", "file": a_file(raw)})
    again = client.post(url("documents"), {"kind": "plan", "file": a_file(raw, "other.pdf")}, follow=True)
    assert again.redirect_chain[0][0] == first.url and "You had this file already." in again.text


def test_attach_take_away_replace_and_remove(client: Client, company: Any) -> None:
    draft = make_draft("FAST_CARRIER", company)
    path = url("answer_documents", draft.id, "seals")
    client.post(path, {"act": "upload", "kind": "procedure", "file": a_file(a_pdf(), "seals.pdf")})
    document = Document.objects.get()
    assert Attachment.objects.get().document_id == document.id
    assert "seals.pdf" in client.get(path).text
    client.post(path, {"act": "detach", "document": str(document.id)})
    assert not Attachment.objects.exists()
    client.post(path, {"act": "attach", "document": str(document.id)})
    client.post(url("document_replace", document.id), {"file": a_file(a_pdf())})
    assert Attachment.objects.get().document.version == 2
    refused = client.post(url("document_replace", document.id), {"file": a_file(b"not a pdf")})
    assert refused.status_code == 422
    services.application_submit(actor=company, application_id=draft.id)
    kept = client.post(url("document_remove", document.id), follow=True)
    assert "stays with it" in kept.text and Document.objects.filter(removed_at=None).count() == 2
    assert client.get(path).url == url("application", draft.id)


def test_a_picture_says_at_once_what_to_change(client: Client) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    draft = services.application_start(actor=actor_for_user(user, capacity="self"), programme="NEXUS")
    path = url("answer_documents", draft.id, "card_picture")
    small = client.post(path, {"act": "upload", "file": a_file(as_bytes(a_sheet((300, 200))), "me.jpg", "image/jpeg")})
    assert small.status_code == 422 and "at least 420 by 540" in small.text and "7 wide to 9 high" in small.text
    client.post(path, {"act": "upload", "file": a_file(as_bytes(a_sheet(blur=8)), "me.jpg", "image/jpeg")})
    page = client.get(path).text
    assert "The picture seems blurred." in page and "Hold the camera still" in page


def test_officers_read_everything_and_download_what_was_scanned(
    client: Client, company: Any, django_assert_num_queries: Any
) -> None:
    draft = make_draft("FAST_CARRIER", company)
    clean, waiting = make_document(company, name="log.pdf"), make_document(company, name="later.pdf", state="")
    attach(company, draft.id, "seals", clean)
    attach(company, draft.id, "cyber", waiting)
    services.application_submit(actor=company, application_id=draft.id)
    sign_in(client, make_staff("officer.vetting", "CBSA"))
    client.get(url("review", draft.id))  # the look-up is kept once
    # application + reviews, documents, consent; both worksheets with checks and near matches; the look-up found again
    with django_assert_num_queries(SESSION + 9):
        page = client.get(url("review", draft.id)).text
    for words in ("log.pdf", clean.sha256[:16], "later.pdf", "Main yard", "Truck terminal", "1M8GDM9AXKP042788"):
        assert words in page
    assert url("document_file", clean.id) in page and url("document_file", waiting.id) not in page
    assert "Consent to the purpose notice of version" in page
    assert client.get(url("document_file", clean.id)).status_code == 200
    assert client.get(url("document_file", waiting.id)).status_code == 409
    assert "Upload a new version" not in client.get(url("document", clean.id)).text
    for name in ("document_replace", "document_remove"):
        assert client.post(url(name, clean.id)).status_code == 403
    assert client.get(url("documents")).status_code == 403


def test_a_strangers_document_and_a_missing_one_are_the_same_page(client: Client, company: Any) -> None:
    document, draft = make_document(company), make_draft("FAST_CARRIER", company)
    sign_in(client, make_member(make_organisation("carrier")))
    for name in ("document", "document_file"):
        answers = [client.get(url(name, key)) for key in (document.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    for name in ("document_replace", "document_remove"):
        assert client.post(url(name, document.id)).status_code == 404
    assert client.get(url("answer_documents", draft.id, "seals")).status_code == 404
    assert document.file_name not in client.get(url("documents")).text


def test_the_list_costs_the_same_however_long(client: Client, company: Any, django_assert_num_queries: Any) -> None:
    assert "Nothing yet." in client.get(url("documents")).text
    for _ in range(2):
        make_document(company)
        # count of the pages, rows
        with django_assert_num_queries(SESSION + 2):
            client.get(url("documents"))
    document = Document.objects.first()
    assert document is not None
    # document, versions, uses
    with django_assert_num_queries(SESSION + 3):
        client.get(url("document", document.id))


def test_the_notice_is_public_and_needs_no_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert "Both agencies ask only what they need" in client.get(url("purpose_notice")).text


def test_a_viewer_of_the_company_looks_but_does_not_change(client: Client, company: Any) -> None:
    document = make_document(company)
    viewer = make_member(Organisation.objects.get(pk=company.organisation_id), "trader.viewer")
    sign_in(client, viewer)
    page = client.get(url("document", document.id)).text
    assert "Upload a new version" not in page and url("document_file", document.id) in page
    assert client.post(url("document_remove", document.id)).status_code == 403
    assert client.post(url("documents"), {"kind": "plan", "file": a_file(a_pdf())}).status_code == 403
