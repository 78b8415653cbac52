"""Reads of the vault: the holder's own documents, and for officers those that came with an application (R-15)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from enrollment.domain.joint import AGENCIES
from enrollment.domain.notice import NOTICE_VERSION, notice_digest
from enrollment.domain.transitions.document import CLEAN, INFECTED
from enrollment.models import Application, Attachment, Consent, Document
from enrollment.selectors.scoping import APPLICATION_READERS, NOTHING, own_rows
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

SENT = Q(attachments__application__sent_at__isnull=False)


def vault_rows(actor: Actor) -> Q:
    """Documents an actor may know of: the own ones, and for vetting officers of both agencies what was sent to them."""
    if actor.kind == "system":
        return Q()
    if actor.is_staff:
        return SENT if actor.agency in AGENCIES and actor.has(*APPLICATION_READERS) else NOTHING
    return own_rows(actor)


def document_get(*, actor: Actor, document_id: UUID) -> Document:
    """Give one document that was not removed. Raises NotFound."""
    rows = Document.objects.filter(vault_rows(actor), removed_at=None).select_related("organisation", "user")
    found = rows.filter(pk=document_id).first()
    if found is None:
        raise NotFound
    return found


def document_list_for_holder(*, actor: Actor) -> QuerySet[Any, Any]:
    """Give the documents of who the actor acts for now, the latest version of each with its `uses`, newest first.

    A person acting for a company sees the company's, a person for themselves the own ones.
    """
    rows = Document.objects.filter(holder_of(actor), removed_at=None)
    latest = rows.order_by("line", "-version").distinct("line").values("pk")
    return rows.filter(pk__in=latest).annotate(uses=Count("attachments")).order_by("-created_at")


def holder_of(actor: Actor) -> Q:
    """The rows of the one holder the actor acts for now."""
    if actor.organisation_id is not None and actor.can_act_for(actor.organisation_id):
        return Q(organisation_id=actor.organisation_id)
    if actor.kind == "member" and actor.organisation_id is None and actor.user_id is not None:
        return Q(user_id=actor.user_id)
    return NOTHING


def document_versions(document: Document) -> QuerySet[Document, Document]:
    """Give every version of a document, latest first."""
    return Document.objects.filter(line=document.line, removed_at=None).order_by("-version")


def document_uses(document: Document) -> QuerySet[Attachment, Attachment]:
    """Give the answers a document stands beside."""
    rows = Attachment.objects.filter(document__line=document.line).select_related("application", "document")
    return rows.order_by("-created_at")


def documents_by_question(application_id: UUID) -> dict[str, list[Document]]:
    """Give what is attached to each answer of an application, in the order it was attached."""
    found: dict[str, list[Document]] = defaultdict(list)
    rows = Attachment.objects.filter(application_id=application_id).select_related("document")
    for row in rows.order_by("created_at", "id"):
        found[row.question].append(row.document)
    return dict(found)


def answered_by_files(documents: dict[str, list[Document]]) -> frozenset[str]:
    """Give the questions with at least one document that is not infected."""
    return frozenset(code for code, rows in documents.items() if any(row.status != INFECTED for row in rows))


def documents_to_choose(application: Application) -> QuerySet[Document, Document]:
    """Give the holder's documents that could be attached, latest version of each."""
    holder = Q(organisation_id=application.organisation_id, user_id=application.user_id)
    rows = Document.objects.filter(holder, removed_at=None).exclude(status=INFECTED)
    return rows.filter(pk__in=rows.order_by("line", "-version").distinct("line").values("pk")).order_by("file_name")


def is_clean(document: Document) -> bool:
    return document.status == CLEAN


def consent_latest(application_id: UUID) -> Consent | None:
    """Give the last word of the applicant about the notice; None when nothing was said."""
    return Consent.objects.filter(application_id=application_id).order_by("-created_at", "-id").first()


def consent_holds(consent: Consent | None) -> bool:
    """Say whether it was given, and to the notice as it is now."""
    return (
        consent is not None
        and consent.given
        and (consent.notice_version, consent.notice_digest) == (NOTICE_VERSION, notice_digest())
    )
