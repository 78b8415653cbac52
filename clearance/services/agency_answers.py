"""What the agencies say: matched to the message it answers, turned into status, error items and notices.

Order does not matter and repetition does no harm: an answer moves a message only forward, and one that was
read before changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from audit.trail.services import record
from clearance.domain.agency_workflow import ACCEPTED as LINE_ON_FILE
from clearance.domain.agency_workflow import MAY_PROCEED, PENDING
from clearance.domain.gateway_workflow import QUEUED, READ, SENT, UNANSWERED
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import ACCEPTED as TRIP_ACCEPTED
from clearance.domain.trip_workflow import FILED
from clearance.edi import EdiError, read
from clearance.edi.answers import Answer, AnswerNotice, answer_from
from clearance.edi.words import error_items, notice_words
from clearance.models import AgencyEndpoint, AgencyLine, AgencyMessage, InboundMessage, Trip, TripVersion
from clearance.services.agency_messages import continue_planning
from clearance.services.agency_sending import message_move
from clearance.services.announcing import tell_status
from clearance.services.inbound import inbound_move
from clearance.services.officer_steps import line_move
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.notices.services import notice_send
from portal.workflow.services import apply

TECHNICAL, DECISION = "technical", "decision"
MOST_NOTICES = 200


@transaction.atomic
def answer_read(*, inbound_id: UUID) -> InboundMessage:
    """Read one agency's message that was kept; safe to repeat."""
    row = InboundMessage.objects.select_for_update(of=("self",)).select_related("endpoint").get(pk=inbound_id)
    if row.status != "received" or row.endpoint is None:
        return row
    if _read_before(row):
        return inbound_move(row, "repeat")
    try:
        readings = read(bytes(row.content))
    except EdiError as error:
        return inbound_move(row, "fail", errors=[fault_item(error).as_dict()])
    kinds = sorted({reading.kind for reading in readings})
    answers = [answer for reading in readings if (answer := answer_from(reading, row.endpoint.agency)) is not None]
    found = [(answer, _match(row.endpoint, answer)) for answer in answers]
    matched = [(answer, message) for answer, message in found if message is not None]
    if not matched or len(matched) < len(found):
        return inbound_move(row, "unmatch", kinds=kinds, errors=[_unmatched(found).as_dict()])
    for answer, message in matched:
        _take(row.endpoint, message.id, answer)
    first = matched[0][1]
    return inbound_move(row, "read", kinds=kinds, message_id=first.id, trip_id=first.trip_id)


def _read_before(row: InboundMessage) -> bool:
    same = InboundMessage.objects.filter(endpoint_id=row.endpoint_id, sha256=row.sha256, status=READ)
    return same.exclude(pk=row.pk).exists()


def _match(endpoint: AgencyEndpoint, answer: Answer) -> AgencyMessage | None:
    """Find what is answered: by our control number, by our reference, else the newest message about that number."""
    messages = AgencyMessage.objects.filter(endpoint=endpoint).defer("content")
    for reference in (answer.sender_reference, answer.control):
        number = reference.strip().lstrip("0")
        if number.isascii() and number.isdigit() and len(number) <= 9:
            found = messages.filter(number=int(number)).first()
            if found is not None:
                return found
    about = [number for number in (answer.control_number, answer.trip_number) if number]
    about += [notice.control_number for notice in answer.notices if notice.control_number]
    return messages.filter(subjects__overlap=about).order_by("-number").first() if about else None


def _take(endpoint: AgencyEndpoint, message_id: UUID, answer: Answer) -> None:
    """Apply one answer to its message, and to the trip when it decides something."""
    message = AgencyMessage.objects.select_for_update().defer("content").get(pk=message_id)
    if answer.notices:
        message = _note_notices(endpoint, message, answer)
    if answer.level == TECHNICAL:
        _technical(endpoint, message, answer)
    elif answer.level == DECISION and message.status in UNANSWERED:
        _decide(endpoint, message, answer)
    publish(f"trip-{message.trip_id}", "message", {"number": message.number})


def _technical(endpoint: AgencyEndpoint, message: AgencyMessage, answer: Answer) -> None:
    if answer.accepted is False and message.status in UNANSWERED:
        _decide(endpoint, message, answer)
    elif answer.accepted and message.status in (QUEUED, SENT):
        message_move(message, "acknowledge", changes={"acknowledged_at": clock.now()})


def _decide(endpoint: AgencyEndpoint, message: AgencyMessage, answer: Answer) -> None:
    """Accepted, accepted but for some shipments, or rejected."""
    items = [item.as_dict() for item in error_items(answer, _manifest(message), endpoint.agency)]
    refused = sorted(answer.refused & set(message.subjects))
    whole = answer.accepted is False or (refused and len(refused) == len(message.subjects))
    action = "reject" if whole else "accept_part" if refused else "accept"
    now = clock.now()
    message = message_move(message, action, changes={"decided_at": now, "errors": items, "refused": refused})
    trip = Trip.objects.select_for_update().get(pk=message.trip_id)
    if message.version == trip.current_version:
        _move_trip(endpoint, trip, message, rejected=action == "reject")
    continue_planning(message)
    publish(f"org-{trip.carrier_id}", "trip", {"trip_id": str(trip.id), "trip_number": trip.trip_number})


def _move_trip(endpoint: AgencyEndpoint, trip: Trip, message: AgencyMessage, *, rejected: bool) -> None:
    """Let the agency's line, and the trip while it has not reached the border, say what the agency said."""
    actor = replace(system_actor(endpoint.name), agency=endpoint.agency)
    line = AgencyLine.objects.select_for_update().filter(trip_id=trip.id, agency=endpoint.agency).first()
    if line is None or TRIP_WORKFLOW.state(trip.status).final:
        return
    if not rejected:
        if line.status == PENDING:
            line_move(actor, trip, line, "accept")
        return
    if trip.status not in (FILED, TRIP_ACCEPTED):
        return
    if line.status in (PENDING, LINE_ON_FILE, MAY_PROCEED):
        line_move(actor, trip, line, "reject", reason=_reason(message))
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="reject",
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={"updated_at": clock.now()},
        body={"agency": endpoint.agency, "codes": [item["code"] for item in message.errors]},
        organisation_id=trip.carrier_id,
    )
    _tell(endpoint, trip, message)
    tell_status(trip)


def _reason(message: AgencyMessage) -> dict[str, Any]:
    """What the agency's line shows as its reason: the first thing it objected to."""
    first = message.errors[0] if message.errors else _NO_WORDS
    return {"code": first["code"], "text": first["message"], "message": message.number}


def _tell(endpoint: AgencyEndpoint, trip: Trip, message: AgencyMessage) -> None:
    first = _reason(message)["text"]
    notice_send(
        actor=replace(system_actor(endpoint.name), agency=endpoint.agency),
        organisation_id=trip.filer_id,
        kind="trip.returned",
        title=Text(
            f"{endpoint.agency} returned trip {trip.trip_number}",
            f"{endpoint.agency} a retourné le voyage {trip.trip_number}",
        ),
        body=Text(
            f"{first['en']} Open the trip, correct the fields that are marked, and send it again.".strip(),
            f"{first['fr']} Ouvrez le voyage, corrigez les champs indiqués et transmettez-le de nouveau.".strip(),
        ),
        subject=Subject("trip", trip.id),
        link=reverse("clearance:trip_detail", args=[trip.id]),
    )


def _note_notices(endpoint: AgencyEndpoint, message: AgencyMessage, answer: Answer) -> AgencyMessage:
    """Add what is new of the status notices; the same notice twice is one."""
    fresh = [
        entry
        for notice in answer.notices
        if (entry := notice_entry(endpoint.agency, notice)) not in message.notices
        and len(message.notices) < MOST_NOTICES
    ]
    if not fresh:
        return message
    message.notices = [*message.notices, *fresh]
    message.row_version += 1
    message.save(update_fields=["notices", "row_version"])
    record(
        actor=system_actor(endpoint.name),
        event="clearance.notice.received",
        subject=Subject("trip", message.trip_id),
        body={"agency": endpoint.agency, "notices": fresh},
    )
    return message


def notice_entry(agency: str, notice: AnswerNotice) -> dict[str, Any]:
    """Give a status notice with its meaning in both languages and what it does to the shipment."""
    words = notice_words(agency, notice)
    return {
        "code": notice.code,
        "effect": words.effect,
        "control_number": notice.control_number,
        "text": words.meaning.as_dict(),
        "at": notice.at,
    }


def _manifest(message: AgencyMessage) -> dict[str, Any]:
    """The filing the message was made from: where its errors belong."""
    version = TripVersion.objects.only("manifest").get(trip_id=message.trip_id, number=message.version)
    data: dict[str, Any] = version.manifest
    return data


def fault_item(error: EdiError) -> ErrorItem:
    """A message that could not be read, with the place: what the page shows and the partner is told."""
    place = error.place
    return ErrorItem(
        error.code,
        Text(f"{error.text.en} ({place.en})" if place.en else error.text.en, _placed_fr(error.text, place)),
        path=error.path or _position(error),
        value=error.value or None,
        severity=error.severity,
        fix=Text(
            "Correct the message at that place and send it again.",
            "Corrigez le message à cet endroit et renvoyez-le.",
        ),
    )


def _placed_fr(text: Text, place: Text) -> str:
    return f"{text.fr} ({place.fr})" if place.fr else text.fr


def _position(error: EdiError) -> str:
    names = (("message", error.message), ("segment", error.segment), ("element", error.element))
    return ".".join(f"{name}[{number}]" for name, number in names if number)


def _unmatched(found: Iterable[tuple[Answer, AgencyMessage | None]]) -> ErrorItem:
    missing = [answer.sender_reference or answer.control or answer.trip_number for answer, match in found if not match]
    return ErrorItem(
        "CLR_ANSWER_UNMATCHED",
        Text("This answers nothing we sent to that agency.", "Ceci ne répond à aucun envoi à cet organisme."),
        path="message",
        value=", ".join(missing)[:200] or None,
        fix=Text(
            "Compare the reference with the agency; then read it again.",
            "Vérifiez la référence auprès de l'organisme, puis relisez-le.",
        ),
    )


_NO_WORDS: dict[str, Any] = {
    "code": "CLR_REJECTED",
    "message": Text("The agency gave no reason.", "L'organisme n'a donné aucun motif.").as_dict(),
}
