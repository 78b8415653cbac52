"""Whatever somebody sends is kept first, byte for byte, and read afterwards (issue items 3 and 4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.gateway_workflow import UNMATCHED, UNREADABLE
from clearance.domain.transitions import INBOUND_WORKFLOW
from clearance.models import AgencyEndpoint, InboundMessage
from clearance.selectors.carriers import NOT_A_FILER, may_file
from clearance.services.endpoints import GATEWAY
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.file_names import shown_name
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.services import apply

READING_TASK = "clearance.read_inbound"
LARGEST_MESSAGE = 5 * 1024 * 1024
AGENCY, PARTNER = "agency", "partner"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How something came: `channel` is as2, api or drop; `transfer_id` is the carrier's own identifier."""

    channel: str
    transfer_id: str = ""
    file_name: str = ""


@transaction.atomic
def inbound_receive(*, endpoint: AgencyEndpoint, content: bytes, arrival: Arrival) -> tuple[InboundMessage, bool]:
    """Keep an agency's message and promise its reading; says whether it is a repetition.

    The same transfer again gives the row that is there: nothing of it happens twice.
    """
    if arrival.transfer_id:
        known = InboundMessage.objects.filter(endpoint=endpoint, transfer_id=arrival.transfer_id[:200]).first()
        if known is not None and known.sha256 == _digest(content):
            return known, True
    row = InboundMessage(
        source=AGENCY,
        channel=arrival.channel,
        endpoint=endpoint,
        transfer_id=arrival.transfer_id[:200],
        file_name=shown_name(arrival.file_name) if arrival.file_name else "",
        content=content,
        sha256=_digest(content),
        size=len(content),
    )
    _keep(GATEWAY, row, None)
    return row, False


@transaction.atomic
def edi_receive(*, actor: Actor, content: bytes, arrival: Arrival) -> InboundMessage:
    """Keep a partner's filing and promise its reading; the same transfer again gives the row that is there.

    Raises NotAllowed, or Invalid when there is nothing in it.
    """
    if not may_file(actor) or actor.organisation_id is None:
        raise NotAllowed([NOT_A_FILER])
    if not content.strip():
        raise Invalid([EMPTY])
    if arrival.transfer_id:
        own = InboundMessage.objects.filter(organisation_id=actor.organisation_id, source=PARTNER)
        known = own.filter(transfer_id=arrival.transfer_id[:200]).first()
        if known is not None:
            return known
    row = InboundMessage(
        source=PARTNER,
        channel=arrival.channel,
        organisation_id=actor.organisation_id,
        client_id=actor.client_id[:120],
        person_id=actor.user_id,
        transfer_id=arrival.transfer_id[:200],
        file_name=shown_name(arrival.file_name) if arrival.file_name else "",
        content=content,
        sha256=_digest(content),
        size=len(content),
    )
    _keep(actor, row, actor.organisation_id)
    return row


def _keep(actor: Actor, row: InboundMessage, organisation_id: UUID | None) -> None:
    row.save(force_insert=True)
    record(
        actor=actor,
        event="clearance.inbound.received",
        subject=Subject("inbound", row.id),
        body={"source": row.source, "channel": row.channel, "sha256": row.sha256, "size": row.size},
        organisation_id=organisation_id,
    )
    dispatch(READING_TASK, subject_id=row.id)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def inbound_move(row: InboundMessage, action: str, *, actor: Actor = GATEWAY, **changes: object) -> InboundMessage:
    """Take a received message one step on, with what was found in it."""
    return apply(
        workflow=INBOUND_WORKFLOW,
        obj=row,
        action=action,
        actor=actor,
        subject=Subject("inbound", row.id),
        changes={"finished_at": clock.now(), **changes},
        body={"sha256": row.sha256},
        organisation_id=row.organisation_id,
    )


@transaction.atomic
def inbound_retry(*, actor: Actor, inbound_id: UUID) -> InboundMessage:
    """Read a message again that could not be read or matched. Raises NotFound, NotAllowed or Conflict.

    An administrator may for any, a partner for its own.
    """
    rows = InboundMessage.objects.defer("content").filter(pk=inbound_id)
    if not actor.has("administrator"):
        own = actor.organisation_id
        rows = rows.filter(source=PARTNER, organisation_id=own) if own else rows.none()
    row = rows.first()
    if row is None:
        raise NotFound
    before = row.row_version
    row = inbound_move(row, "retry", actor=actor, finished_at=None, errors=[])
    dispatch(READING_TASK, subject_id=row.id, key=f"again-{before}")
    return row


OPEN_STATES = (UNREADABLE, UNMATCHED)

EMPTY = ErrorItem(
    "CLR_EDI_EMPTY",
    Text("There is nothing in this message.", "Ce message est vide."),
    path="body",
    fix=Text("Send the interchange itself as the body.", "Envoyez l'échange lui-même dans le corps."),
)
