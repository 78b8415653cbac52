"""The registry of travel documents: entered by the holder, checked by an officer, nudged before they run out (R-12)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain.cards import DOCUMENT_TYPES, check_document, nudge_due
from enrollment.domain.numbers import normalised
from enrollment.domain.renewal import REMINDERS
from enrollment.domain.transitions import TRAVEL_DOCUMENT
from enrollment.models import TravelDocument
from enrollment.selectors.cards import travel_document_get
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

PAGE = "/membership/documents/"


@transaction.atomic
def travel_document_enter(
    *,
    actor: Actor,
    type: str,
    number: str,
    country: str,
    subdivision: str = "",
    tag: str = "",
    expires_on: date | None = None,
) -> TravelDocument:
    """Keep a document of the person who is signed in, to be checked by an officer.

    Raises Invalid naming each field that is wrong, NotAllowed for one who is no person, Conflict when it is there.
    """
    if actor.kind != "member" or actor.user_id is None:
        raise refusals.not_allowed(refusals.PERSON_ONLY)
    typed: dict[str, Any] = {
        "type": type,
        "number": normalised(number),
        "country": country.strip().upper(),
        "subdivision": subdivision.strip().upper(),
        "tag": normalised(tag),
        "expires_on": expires_on,
    }
    items = check_document(typed, clock.now().date())
    if items:
        raise Invalid(items)
    typed["rfid_tag"] = typed.pop("tag")
    if not DOCUMENT_TYPES[type].regional:
        typed["subdivision"] = ""
    document = _kept(TravelDocument(user_id=actor.user_id, **typed))
    record(actor=actor, event="enrollment.travel_document.entered", subject=_subject(document), body={"type": type})
    return document


def _kept(document: TravelDocument) -> TravelDocument:
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        raise refusals.conflict(_THERE, path="number", value=document.number) from None
    return document


@transaction.atomic
def travel_document_check(*, actor: Actor, document_id: UUID, expected_version: int | None = None) -> TravelDocument:
    """Say that the document was seen and is as entered. Conflict when another person's has the same number or chip."""
    document = travel_document_get(actor=actor, document_id=document_id)
    signature = {
        "checked_by_id": actor.user_id,
        "checked_as": actor.name,
        "checked_at": clock.now(),
        "agency": actor.agency,
    }
    try:
        with transaction.atomic():
            document = _move(actor, document, "check", signature, expected_version)
    except IntegrityError:
        raise refusals.conflict(_TAKEN, path="number", value=document.number[-3:]) from None
    kind = DOCUMENT_TYPES[document.type].label
    _tell(
        actor,
        document,
        "travel_document_checked",
        Text(f"Document checked: {kind.en}", f"Document vérifié : {kind.fr}"),
        Text(
            "It now opens the same record at the border as your card.",
            "Il ouvre désormais le même dossier que votre carte à la frontière.",
        ),
    )
    return document


@transaction.atomic
def travel_document_refuse(
    *, actor: Actor, document_id: UUID, reason: Reason, expected_version: int | None = None
) -> TravelDocument:
    """Refuse a document, with the reason and how to put it right; the membership stays as it is."""
    document = travel_document_get(actor=actor, document_id=document_id)
    kind = DOCUMENT_TYPES[document.type].label
    document = _move(actor, document, "refuse", {"refusal": reason.check().as_dict()}, expected_version)
    _tell(
        actor,
        document,
        "travel_document_refused",
        Text(f"Document not accepted: {kind.en}", f"Document non accepté : {kind.fr}"),
        Text(
            "Enter it again once it is put right. Your membership stays as it is.",
            "Inscrivez-le de nouveau une fois corrigé. Votre adhésion reste telle quelle.",
        ),
        reason,
    )
    return document


@transaction.atomic
def travel_document_remove(*, actor: Actor, document_id: UUID, expected_version: int | None = None) -> TravelDocument:
    """Take one's own document out of the registry."""
    document = travel_document_get(actor=actor, document_id=document_id)
    return _move(actor, document, "remove", {}, expected_version)


def travel_documents_nudge() -> int:
    """Remind holders of documents that run out soon; each reminder once. For the calendar."""
    today = clock.now().date()
    sent = 0
    due = TravelDocument.objects.filter(status="checked", expires_on__gte=today)
    for document in due.exclude(reminder=REMINDERS[-1]).order_by("expires_on"):
        step = nudge_due(document.expires_on or today, today, REMINDERS, document.reminder)
        if step is not None:
            _nudge(document, step)
            sent += 1
    return sent


@transaction.atomic
def _nudge(document: TravelDocument, step: int) -> None:
    actor, kind, last = system_actor("calendar"), DOCUMENT_TYPES[document.type].label, document.expires_on
    document.reminder = step
    document.save(update_fields=["reminder"])
    record(actor=actor, event="enrollment.travel_document.nudged", subject=_subject(document), body={"days": step})
    _tell(
        actor,
        document,
        "travel_document_nudge",
        Text(f"Runs out soon: {kind.en}", f"Bientôt échu : {kind.fr}"),
        Text(
            f"It is valid until {date_words(last, 'en') if last else ''}. Renew it and enter the new one.",
            f"Il est valide jusqu'au {date_words(last, 'fr') if last else ''}. Renouvelez-le et inscrivez le nouveau.",
        ),
    )


def _subject(document: TravelDocument) -> Subject:
    return Subject("travel_document", document.id)


def _move(
    actor: Actor, document: TravelDocument, action: str, changes: dict[str, Any], seen: int | None
) -> TravelDocument:
    return apply(
        workflow=TRAVEL_DOCUMENT,
        obj=document,
        action=action,
        actor=actor,
        subject=_subject(document),
        expected_version=seen,
        changes=changes,
        body={"type": document.type},
    )


def _tell(
    actor: Actor, document: TravelDocument, kind: str, title: Text, body: Text, reason: Reason | None = None
) -> None:
    notice_send(
        actor=actor,
        user_id=document.user_id,
        kind=kind,
        title=title,
        body=body,
        subject=_subject(document),
        reason=reason,
        link=PAGE,
    )


_THERE = refusals.Refusal(
    "ENR_DOC_THERE",
    Text("This document is in your registry already.", "Ce document figure déjà dans votre registre."),
    Text("Look at the list; remove the old one first.", "Voyez la liste; retirez d'abord l'ancien."),
)
_TAKEN = refusals.Refusal(
    "ENR_DOC_TAKEN",
    Text(
        "Another person's checked document has the same number or chip.",
        "Le document vérifié d'une autre personne porte le même numéro ou la même puce.",
    ),
    Text("Compare both before you decide.", "Comparez les deux avant de décider."),
)
