"""A partner agency asks, the trader answers, without filing again (R-24, requirements 4.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.officers import BORDER
from clearance.domain.partners import QUESTIONS
from clearance.domain.partners.order_workflow import OPEN, REQUEST_WORKFLOW
from clearance.domain.partners.replies import reply_faults
from clearance.domain.refusals import NO_LINE, PARTNER_ONLY, SETTLED, in_state
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED
from clearance.models import AgencyLine, AgencyRequest, Trip
from clearance.selectors.carriers import NOT_A_FILER, may_file
from clearance.selectors.requests import request_for_officer, request_for_trader
from clearance.services.announcing import tell_status
from clearance.services.officer_steps import seen, trip_lock
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

ASKABLE = (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD)


@transaction.atomic
def information_ask(
    *, actor: Actor, trip_id: UUID, questions: Iterable[str] = (), text: str = "", expected_version: int
) -> AgencyRequest:
    """Ask the trader for answers of the question table, or in words; the trader is told at once.

    An agency has one open request per trip: asking again while it is open is refused. Raises NotFound,
    NotAllowed, Invalid or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    _may_ask(actor, trip)
    codes = list(dict.fromkeys(questions))
    unknown = [code for code in codes if code not in QUESTIONS]
    if unknown or not (codes or text.strip()):
        raise Invalid([NOTHING_ASKED])
    seen(trip, expected_version)
    if AgencyRequest.objects.filter(trip_id=trip.id, agency=actor.agency, status=OPEN).exists():
        raise Conflict([ASKED_ALREADY])
    request = AgencyRequest.objects.create(
        trip=trip,
        agency=actor.agency,
        status=REQUEST_WORKFLOW.initial,
        version_number=trip.current_version,
        questions=codes,
        text=text.strip()[:500],
        asked_by_id=actor.person,
        asked_as=actor.name,
        asked_at=clock.now(),
    )
    _recorded(actor, trip, request, "asked")
    _tell_trader(actor, trip, request)
    tell_status(trip)
    return request


def _may_ask(actor: Actor, trip: Trip) -> None:
    if actor.agency in BORDER or not actor.has("officer.pga", "officer.supervisor"):
        raise NotAllowed([PARTNER_ONLY])
    if not AgencyLine.objects.filter(trip_id=trip.id, agency=actor.agency).exists():
        raise NotAllowed([NO_LINE])
    if trip.status not in ASKABLE:
        raise Conflict([in_state(SETTLED, TRIP_WORKFLOW.state(trip.status).staff)])


def _tell_trader(actor: Actor, trip: Trip, request: AgencyRequest) -> None:
    names = [QUESTIONS[code].name for code in request.questions]
    words = Text("; ".join([name.en for name in names]), "; ".join([name.fr for name in names]))
    extra = f" {request.text}" if request.text else ""
    notice_send(
        actor=actor,
        kind="clearance.request",
        title=Text(
            f"{request.agency} needs information about trip {trip.trip_number}",
            f"{request.agency} demande des renseignements sur le voyage {trip.trip_number}",
        ),
        body=Text(
            f"{words.en}.{extra} Answer on the page of the trip; nothing is filed again.",
            f"{words.fr}.{extra} Répondez sur la page du voyage; rien n'est déclaré de nouveau.",
        ),
        subject=Subject("trip", trip.id),
        organisation_id=trip.carrier_id,
        link=f"/clearance/requests/{request.id}/",
    )


@transaction.atomic
def information_answer(
    *, actor: Actor, request_id: UUID, answers: Iterable[Mapping[str, str]], text: str = "", expected_version: int
) -> AgencyRequest:
    """Answer a request: records {path, hs_code, question, value}. The filing stays as it is, no agency looks again.

    Raises NotFound, NotAllowed, Invalid with each fault at its field, or Conflict when it was answered already.
    """
    if not may_file(actor):
        raise NotAllowed([NOT_A_FILER])
    request = request_for_trader(actor=actor, request_id=request_id)
    given = [dict(answer) for answer in answers if answer.get("value", "").strip()]
    items = reply_faults(given)
    if not given and not text.strip():
        items.append(NOTHING_ANSWERED)
    if items:
        raise Invalid(items)
    request = apply(
        workflow=REQUEST_WORKFLOW,
        obj=request,
        action="answer",
        actor=actor,
        subject=Subject("trip", request.trip_id),
        expected_version=expected_version,
        changes={
            "answers": given,
            "answer_text": text.strip()[:1000],
            "answered_by_id": actor.user_id,
            "answered_as": (actor.name or actor.client_id)[:150],
            "answered_at": clock.now(),
        },
        body=_body(request, answers=len(given)),
        organisation_id=request.trip.carrier_id,
    )
    tell_status(request.trip)
    return request


@transaction.atomic
def information_close(*, actor: Actor, request_id: UUID, expected_version: int) -> AgencyRequest:
    """Close a request, answered or no longer needed."""
    request = request_for_officer(actor=actor, request_id=request_id)
    request = apply(
        workflow=REQUEST_WORKFLOW,
        obj=request,
        action="close",
        actor=actor,
        subject=Subject("trip", request.trip_id),
        expected_version=expected_version,
        body=_body(request),
        organisation_id=request.trip.carrier_id,
    )
    tell_status(request.trip)
    return request


def _recorded(actor: Actor, trip: Trip, request: AgencyRequest, what: str) -> None:
    record(
        actor=actor,
        event=f"clearance.request.{what}",
        subject=Subject("trip", trip.id),
        body=_body(request),
        organisation_id=trip.carrier_id,
    )


def _body(request: AgencyRequest, **more: Any) -> dict[str, Any]:
    return {"request": str(request.id), "agency": request.agency, "questions": list(request.questions), **more}


NOTHING_ASKED = ErrorItem(
    "CLR_REQUEST_EMPTY",
    Text("Say what you need.", "Précisez ce qu'il vous faut."),
    path="text",
    fix=Text("Tick a question or write one.", "Cochez une question ou écrivez-en une."),
)
NOTHING_ANSWERED = ErrorItem(
    "CLR_REQUEST_NO_ANSWER",
    Text("There is no answer yet.", "Il n'y a pas encore de réponse."),
    path="answer_text",
    fix=Text("Fill in a field or write a sentence.", "Remplissez un champ ou écrivez une phrase."),
)
ASKED_ALREADY = ErrorItem(
    "CLR_REQUEST_OPEN",
    Text("Your agency has asked already and waits for the answer.", "Votre organisme a déjà posé une question."),
    path="text",
    fix=Text("Close that request first.", "Fermez d'abord cette demande."),
)
