"""The vault's pages: what is in it, one document with its versions, documents beside one answer, and the bytes (R-15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.documents import COMPANY_KINDS, KINDS, LARGEST, PERSON_KINDS
from enrollment.domain.notice import GROUPS, NOTICE_VERSION
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import Question, file_question, place_of
from enrollment.domain.transitions.document import INFECTED
from enrollment.forms_application import DocumentForm
from enrollment.models import Application, Document
from enrollment.views import presenting, presenting_files
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 50


@require_safe
def purpose_notice(request: PortalRequest) -> HttpResponse:
    """The whole purpose notice: for everybody, before anybody applies (R-13)."""
    return render(request, "enrollment/notice.html", {"groups": GROUPS.values(), "version": NOTICE_VERSION})


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: PortalRequest) -> HttpResponse:
    """List the documents of the person, or of the company acted for, and take in another one."""
    kinds = COMPANY_KINDS if request.actor.organisation_id else PERSON_KINDS
    form = DocumentForm(kinds, *_posted(request))
    if request.method == "POST":
        received = _received(request, form)
        if received is not None:
            return redirect("enrollment:document", received.document.id)
    rows = selectors.document_list_for_holder(actor=request.actor)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **around(page),
        "rows": [{**presenting_files.document_row(row), "uses": row.uses} for row in page],
        "form": form,
        "place": presenting.PLACE,
    }
    return render(request, "enrollment/documents.html", context, status=_status(form))


@require_safe
def document(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Show one document: digest, state, versions, and where it stands. Officers see what was sent to them."""
    found = selectors.document_get(actor=request.actor, document_id=document_id)
    return _document_page(request, found, DocumentForm([found.kind]))


@require_POST
def document_replace(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Take in a new version; the old one is kept where it was sent."""
    found = selectors.document_get(actor=request.actor, document_id=document_id)
    form = DocumentForm([found.kind], *_posted(request))
    received = _received(request, form, replaces=found.id)
    if received is not None:
        return redirect("enrollment:document", received.document.id)
    return _document_page(request, found, form)


@require_POST
def document_remove(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Remove a document that was never sent."""
    try:
        services.document_remove(actor=request.actor, document_id=document_id)
    except Conflict as refused:
        _tell(request, refused)
        return redirect("enrollment:document", document_id)
    messages.success(request, _("Removed."))
    return redirect("enrollment:documents")


@require_GET
def document_file(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Hand out a scanned document to who may see it, to be saved and not shown; who looked is noted."""
    found, raw = services.document_open(actor=request.actor, document_id=document_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, found.file_name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(raw, content_type=found.media_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_documents(request: PortalRequest, application_id: UUID, question: str) -> HttpResponse:
    """Attach documents to one answer: a new file, or one of the vault; take one away again."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    asked = file_question(found.programme, question)
    if asked is None:
        raise NotFound
    if found.status != "draft":
        return redirect("enrollment:application", found.id)
    form = DocumentForm(asked.files, *_posted(request))
    if request.method == "POST" and _acted(request, found, asked, form):
        return redirect("enrollment:answer_documents", found.id, question)
    return _answer_page(request, found, asked, form)


def _acted(request: PortalRequest, found: Application, asked: Question, form: DocumentForm) -> bool:
    """Do what the button says; False when the file was refused and the page has to say why."""
    act = request.POST.get("act", "")
    place: dict[str, Any] = {"actor": request.actor, "application_id": found.id, "question": asked.code}
    try:
        if act == "attach":
            services.document_attach(**place, document_id=_chosen(request))
        elif act == "detach":
            services.document_detach(**place, document_id=_chosen(request))
        else:
            received = _received(request, form)
            if received is None:
                return False
            services.document_attach(**place, document_id=received.document.id)
    except (Conflict, Invalid) as refused:
        _tell(request, refused)
    return True


def _posted(request: PortalRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _chosen(request: PortalRequest) -> UUID:
    try:
        return UUID(request.POST.get("document", ""))
    except ValueError as error:
        raise NotFound from error


def _received(request: PortalRequest, form: DocumentForm, **options: Any) -> services.Received | None:
    """Take the file of a form into the vault; None when it was refused, with the reason in the form."""
    sent = request.FILES.get("file")
    try:
        received = services.document_receive(
            actor=request.actor,
            kind=form.kind,
            name=sent.name or "" if sent else "",
            raw=sent.read(LARGEST + 1) if sent else b"",
            declared=sent.content_type or "" if sent else "",
            **options,
        )
    except Invalid as refused:
        form.full_clean()
        form_refuse(form, refused)
        return None
    words = _("Received. It is being scanned for viruses.") if received.new else _("You had this file already.")
    messages.success(request, words)
    return received


def _document_page(request: PortalRequest, found: Document, form: DocumentForm) -> HttpResponse:
    own = not request.actor.is_staff
    versions = selectors.document_versions(found) if own else [found]
    context = {
        **presenting_files.document_row(found),
        "place": presenting.PLACE,
        "own": own,
        "may_change": own and (found.organisation_id is None or request.actor.has(*services.KEEPERS)),
        "versions": [presenting_files.document_row(row) for row in versions],
        "uses": [_use(row) for row in selectors.document_uses(found)] if own else [],
        "infected": found.status == INFECTED,
        "form": form,
    }
    return render(request, "enrollment/document.html", context, status=_status(form))


def _use(row: Any) -> dict[str, Any]:
    application = row.application
    return {
        "programme": PROGRAMMES[application.programme].name,
        "label": place_of(application.programme, row.question)[1],
        "version": row.document.version,
        "sent": application.submitted_at,
        "url": reverse("enrollment:application", args=[application.id]),
    }


def _answer_page(request: PortalRequest, found: Application, asked: Question, form: DocumentForm) -> HttpResponse:
    section, label = place_of(found.programme, asked.code)
    attached = selectors.documents_by_question(found.id).get(asked.code, [])
    taken = {row.id for row in attached}
    choices = [row for row in selectors.documents_to_choose(found) if row.id not in taken and row.kind in asked.files]
    context = {
        "application": found,
        "question": asked,
        "label": label,
        "section": section,
        "files": [presenting_files.document_row(row) for row in attached],
        "choices": [{"document": row, "kind": KINDS[row.kind]} for row in choices],
        "form": form,
    }
    return render(request, "enrollment/answer_documents.html", context, status=_status(form))


def _tell(request: PortalRequest, refused: DomainError) -> None:
    for item in refused.items:
        fix = f" {item.fix.get(request.LANGUAGE_CODE)}" if item.fix else ""
        messages.error(request, f"{item.message.get(request.LANGUAGE_CODE)}{fix}")


def _status(form: DocumentForm) -> int:
    return 422 if form.is_bound and form.errors else 200
