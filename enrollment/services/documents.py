"""The vault: taking documents in, in versions, beside answers, and out again only to who may see them (R-15, R-49)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.documents import (
    COMPANY_KINDS,
    MOST_PER_ANSWER,
    MOST_PER_HOLDER,
    PERSON_KINDS,
    PICTURE,
)
from enrollment.domain.questions import file_question
from enrollment.domain.transitions.document import INFECTED
from enrollment.models import Application, Attachment, Document
from enrollment.selectors.applications import application_get
from enrollment.selectors.documents import document_get, holder_of
from enrollment.services import refusals
from enrollment.services import refusals_documents as words
from enrollment.vault import pictures, refusing, storage
from enrollment.vault.content import Content, content_read
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.core.services import dispatch

SCAN_TASK = "enrollment.document_scan"
KEEPERS = ("trader.admin", "trader.filer")


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload: the document, whether it is new, and what a check of a picture noted."""

    document: Document
    new: bool
    remarks: tuple[ErrorItem, ...] = ()


@transaction.atomic
def document_receive(
    *, actor: Actor, kind: str, name: str, raw: bytes, declared: str = "", replaces: UUID | None = None
) -> Received:
    """Take a file into the vault of who the actor acts for, and promise its virus scan.

    A file the vault holds already is given back, not kept twice. `replaces` makes it the next version of that
    document; drafts then carry the new version, what was sent keeps the old one. Raises NotAllowed, NotFound, or
    Invalid with everything that is wrong with the file.
    """
    holder = _holder(actor)
    old = _replaced(actor, replaces)
    kind = old.kind if old else kind
    if kind not in (COMPANY_KINDS if "organisation_id" in holder else PERSON_KINDS):
        raise refusals.invalid(words.UNKNOWN_KIND, path="kind", value=kind)
    content = content_read(name, raw, declared)
    known = Document.objects.filter(removed_at=None, sha256=content.sha256, **holder).first()
    if known is not None:
        return _known(known, old)
    remarks = _picture_remarks(content) if kind == PICTURE else ()
    if Document.objects.filter(removed_at=None, **holder).count() >= MOST_PER_HOLDER:
        raise refusals.invalid(words.VAULT_FULL, path=refusing.PATH)
    document = _keep(actor, holder, kind, content, old, [item.code for item in remarks])
    if old is not None:
        _carry_over(actor, old, document)
    dispatch(SCAN_TASK, subject_id=document.id)
    return Received(document, True, remarks)


def _holder(actor: Actor) -> dict[str, Any]:
    if actor.organisation_id is not None:
        if not (actor.can_act_for(actor.organisation_id) and actor.has(*KEEPERS)):
            raise refusals.not_allowed(words.NOT_A_KEEPER)
        return {"organisation_id": actor.organisation_id}
    if actor.kind != "member" or actor.user_id is None:
        raise refusals.not_allowed(words.NOT_A_KEEPER)
    return {"user_id": actor.user_id}


def _replaced(actor: Actor, document_id: UUID | None) -> Document | None:
    """Lock and give the latest version of the document to be replaced."""
    if document_id is None:
        return None
    line = _own(actor, document_id).line
    return Document.objects.select_for_update().filter(line=line, removed_at=None).order_by("-version").first()


def _own(actor: Actor, document_id: UUID) -> Document:
    found = Document.objects.filter(holder_of(actor), pk=document_id, removed_at=None).first()
    if found is None:
        raise NotFound
    return found


def _known(known: Document, old: Document | None) -> Received:
    """The same bytes again are the same document; as a new version of another one they would be two at once."""
    if old is not None:
        raise refusals.invalid(words.SAME_FILE, path=refusing.PATH, value=known.file_name)
    return Received(known, False)


def _picture_remarks(content: Content) -> tuple[ErrorItem, ...]:
    """Refuse what cannot be printed on a card; give the rest as remarks."""
    if not content.width:
        raise refusing.refuse(words.PICTURE_NEEDED)
    items = pictures.picture_items(pictures.measure(content.raw))
    if any(item.severity == "error" for item in items):
        raise Invalid(items)
    return tuple(items)


def _keep(
    actor: Actor, holder: dict[str, Any], kind: str, content: Content, old: Document | None, remarks: list[str]
) -> Document:
    """Write the bytes, then the row; without the row the bytes go again."""
    number = uuid7()
    key = storage.keep(number, content.raw)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                id=number,
                kind=kind,
                file_name=content.name,
                media_type=content.media_type,
                size=len(content.raw),
                sha256=content.sha256,
                storage_key=key,
                line=old.line if old else number,
                version=old.version + 1 if old else 1,
                remarks=remarks,
                uploaded_by_id=actor.user_id,
                **holder,
            )
    except Exception:
        storage.drop(key)
        raise
    _record(actor, document, "received", {"kind": kind, "size": document.size, "version": document.version})
    return document


def _carry_over(actor: Actor, old: Document, new: Document) -> None:
    """Drafts that carried any version of the old document carry the new one."""
    drafts = Attachment.objects.filter(document__line=old.line, application__sent_at=None)
    for use in drafts:
        Attachment.objects.get_or_create(application_id=use.application_id, question=use.question, document=new)
    drafts.exclude(document=new).delete()


@transaction.atomic
def document_attach(*, actor: Actor, application_id: UUID, question: str, document_id: UUID) -> None:
    """Put a document of the same holder beside an answer of a draft. Raises NotFound, Conflict, Invalid."""
    application = _draft(actor, application_id, question)
    document = _own(actor, document_id)
    if (document.organisation_id, document.user_id) != (application.organisation_id, application.user_id):
        raise NotFound
    if document.status == INFECTED:
        raise refusals.conflict(words.INFECTED, path=question)
    uses = Attachment.objects.filter(application=application, question=question)
    if uses.filter(document=document).exists():
        return
    if uses.count() >= MOST_PER_ANSWER:
        raise refusals.invalid(words.ENOUGH_FILES, path=refusing.PATH)
    Attachment.objects.create(application=application, question=question, document=document)
    _record(actor, document, "attached", {"application": str(application.id), "question": question})


@transaction.atomic
def document_detach(*, actor: Actor, application_id: UUID, question: str, document_id: UUID) -> None:
    """Take a document away from an answer of a draft; the document stays in the vault."""
    application = _draft(actor, application_id, question)
    uses = Attachment.objects.filter(application=application, question=question, document_id=document_id)
    use = uses.select_related("document").first()
    if use is None:
        raise NotFound
    use.delete()
    _record(actor, use.document, "detached", {"application": str(application.id), "question": question})


def _draft(actor: Actor, application_id: UUID, question: str) -> Application:
    """Lock the draft; raise NotFound for somebody else's and for a question that takes no documents."""
    application_get(actor=actor, application_id=application_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    if file_question(application.programme, question) is None:
        raise NotFound
    if application.status != "draft":
        raise refusals.conflict(refusals.NOT_A_DRAFT, path="status", value=application.status)
    return application


@transaction.atomic
def document_remove(*, actor: Actor, document_id: UUID) -> None:
    """Remove a document and its versions from the vault, and from drafts. What was sent stays: raises Conflict then."""
    found = _own(actor, document_id)
    _holder(actor)
    rows = list(Document.objects.select_for_update().filter(line=found.line, removed_at=None))
    uses = Attachment.objects.filter(document__line=found.line)
    held = any(holds(frozenset(row.id for row in rows)) for holds in _HOLDERS)
    if held or uses.filter(application__sent_at__isnull=False).exists():
        raise refusals.conflict(words.WAS_SENT, path="document", value=found.file_name)
    uses.delete()
    for row in rows:
        row.removed_at = clock.now()
        row.row_version += 1
        row.save(update_fields=["removed_at", "row_version"])
        transaction.on_commit(partial(storage.drop, row.storage_key), robust=True)
        _record(actor, row, "removed", {"version": row.version})


@transaction.atomic
def document_open(*, actor: Actor, document_id: UUID) -> tuple[Document, bytes]:
    """Give a scanned document and its bytes to who may see it, and note who looked.

    Raises NotFound, or Conflict while it is not scanned or because it is infected.
    """
    return _opened(actor, document_get(actor=actor, document_id=document_id))


@transaction.atomic
def document_open_shown(*, actor: Actor, document_id: UUID) -> tuple[Document, bytes]:
    """The same for an app above, which has made sure that the actor reads the record this document was shown with."""
    document = Document.objects.filter(pk=document_id, removed_at=None).first()
    if document is None:
        raise NotFound
    return _opened(actor, document)


def document_hold_register(holds: Callable[[frozenset[UUID]], bool]) -> None:
    """Let an app above say which documents its records rest on: they are not removed from the vault."""
    if holds not in _HOLDERS:
        _HOLDERS.append(holds)


_HOLDERS: list[Callable[[frozenset[UUID]], bool]] = []


def _opened(actor: Actor, document: Document) -> tuple[Document, bytes]:
    refusal = words.NOT_OPEN.get(document.status)
    if refusal is not None:
        raise refusals.conflict(refusal, path="document", value=document.status)
    raw = storage.fetch(document.storage_key)
    _record(actor, document, "viewed", {"version": document.version})
    return document, raw


def _record(actor: Actor, document: Document, event: str, body: dict[str, Any]) -> None:
    record(
        actor=actor,
        event=f"enrollment.document.{event}",
        subject=Subject("document", document.id),
        body={"sha256": document.sha256, **body},
        organisation_id=document.organisation_id,
    )
