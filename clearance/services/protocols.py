"""Protocols of reverse inspection: drafted, signed by both agencies, replaced, revoked; never edited (R-61)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.prior import PROTOCOL_WORKFLOW, ProtocolTerms, protocol_digest, protocol_faults
from clearance.models import InspectionProtocol, Site
from clearance.selectors.protocols import protocol_get
from clearance.services.two_parties import Papers, paper_end, paper_sign
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.reference.selectors import agency_list

SERIES = "inspection_protocol"


@transaction.atomic
def protocol_draft(
    *, actor: Actor, terms: ProtocolTerms, starts_at: datetime, ends_at: datetime, replaces: UUID | None = None
) -> InspectionProtocol:
    """Keep a draft: a new protocol, or the next version of one it will replace once both signed.

    A supervisor of either agency drafts. Raises NotAllowed, Invalid with every fault at its field, NotFound.
    """
    if not actor.has("officer.supervisor") or actor.agency not in (terms.giver, terms.receiver):
        raise NotAllowed([SUPERVISOR_ONLY])
    items = protocol_faults(
        terms,
        starts=starts_at,
        ends=ends_at,
        now=clock.now(),
        countries={agency.code: agency.country for agency in agency_list(border=False)},
        sites=list(Site.objects.filter(ended_at=None).values_list("code", flat=True)),
    )
    if items:
        raise Invalid(items)
    number, version = _number(actor, terms, replaces)
    protocol = InspectionProtocol.objects.create(
        number=number,
        version=version,
        giver=terms.giver,
        receiver=terms.receiver,
        terms=terms.as_dict(),
        digest=protocol_digest(terms, number, version, starts_at, ends_at),
        starts_at=starts_at,
        ends_at=ends_at,
        status=PROTOCOL_WORKFLOW.initial,
        author_id=actor.user_id,
        author_as=actor.name,
    )
    subject = Subject("inspection_protocol", protocol.id)
    record(actor=actor, event="clearance.protocol.drafted", subject=subject, body=_body(protocol))
    return protocol


def _number(actor: Actor, terms: ProtocolTerms, replaces: UUID | None) -> tuple[int, int]:
    if replaces is None:
        return next_number(SERIES, 0), 1
    old = protocol_get(actor=actor, protocol_id=replaces)
    if (old.giver, old.receiver) != (terms.giver, terms.receiver):
        raise Invalid([OTHER_PARTIES])
    versions = InspectionProtocol.objects.filter(number=old.number)
    list(versions.select_for_update().values_list("id"))
    return old.number, (versions.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def protocol_sign(*, actor: Actor, protocol_id: UUID, expected_version: int) -> InspectionProtocol:
    """Sign for the officer's agency; the second signature puts it in force. Raises NotFound, NotAllowed, Conflict."""
    protocol = protocol_get(actor=actor, protocol_id=protocol_id)
    return paper_sign(PAPERS, actor, protocol, expected_version, _body)[0]


@transaction.atomic
def protocol_end(*, actor: Actor, protocol_id: UUID, why: str, expected_version: int) -> InspectionProtocol:
    """Revoke a protocol in force at once, or withdraw one that is not. What was inspected under it stays inspected."""
    protocol = protocol_get(actor=actor, protocol_id=protocol_id)
    action = "revoke" if protocol.status == "in_force" else "withdraw"
    return paper_end(PAPERS, actor, protocol, action, why, expected_version, _body)


def _body(protocol: InspectionProtocol) -> dict[str, Any]:
    return {
        "protocol": protocol.label,
        "version": protocol.version,
        "giver": protocol.giver,
        "receiver": protocol.receiver,
        "digest": protocol.digest,
    }


SUPERVISOR_ONLY = ErrorItem(
    "CLR_PROTOCOL_ROLE",
    Text(
        "A supervisor of one of the two agencies drafts a protocol.",
        "Un superviseur de l'un des deux organismes rédige un protocole.",
    ),
    path="giver",
    fix=Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
OTHER_PARTIES = ErrorItem(
    "CLR_PROTOCOL_PARTIES",
    Text("A new version keeps the two agencies.", "Une nouvelle version garde les deux organismes."),
    path="giver",
    fix=Text("Draft a new protocol for other agencies.", "Rédigez un nouveau protocole pour d'autres organismes."),
)
TOO_LATE = ErrorItem(
    "CLR_PROTOCOL_ENDED",
    Text("The protocol would have ended already.", "Le protocole aurait déjà pris fin."),
    path="ends_at",
    fix=Text("Draft the next version with a later end.", "Rédigez la version suivante avec une fin ultérieure."),
)
SAY_WHY = ErrorItem(
    "CLR_PROTOCOL_WHY",
    Text("Say why the protocol ends.", "Précisez pourquoi le protocole prend fin."),
    path="why",
    fix=Text("One sentence; it is kept in the trail.", "Une phrase; elle est gardée dans le registre."),
)
PAPERS = Papers(PROTOCOL_WORKFLOW, "inspection_protocol", TOO_LATE, SAY_WHY)
