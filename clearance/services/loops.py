"""Value-chain loops: proposed by a company, signed or refused by both agencies, replaced, ended; never edited (R-62)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.loops import LOOP_REASONS, LOOP_WORKFLOW, LoopTerms, loop_digest, loop_faults, loop_reason
from clearance.domain.loops.workflow import GIVER, IN_FORCE, RECEIVER
from clearance.models import ValueChainLoop
from clearance.selectors.loops import loop_get
from clearance.services.two_parties import Papers, paper_end, paper_sign
from enrollment.selectors import membership_of_organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send
from portal.reference.selectors import crossing_codes
from portal.workflow.services import apply

SERIES = "value_chain_loop"
SIGNS = {GIVER: "sign_giver", RECEIVER: "sign_receiver"}


@transaction.atomic
def loop_propose(
    *, actor: Actor, terms: LoopTerms, starts_at: datetime, ends_at: datetime, replaces: UUID | None = None
) -> ValueChainLoop:
    """Keep a proposal: a new loop, or the next version of one it replaces once both agencies signed.

    An administrator of a member company proposes for it. Raises NotAllowed, Invalid with every fault at its field,
    NotFound for another company's loop.
    """
    if not actor.has("trader.admin") or actor.organisation_id is None:
        raise NotAllowed([ADMIN_ONLY])
    member = membership_of_organisation(actor.organisation_id)
    if member is None or member.status != "active":
        raise NotAllowed([MEMBERS_ONLY])
    items = loop_faults(terms, starts=starts_at, ends=ends_at, now=clock.now(), crossings=crossing_codes())
    if items:
        raise Invalid(items)
    number, version = _number(actor, replaces)
    loop = ValueChainLoop.objects.create(
        number=number,
        version=version,
        owner_id=actor.organisation_id,
        terms=terms.as_dict(),
        digest=loop_digest(terms, number, version, str(actor.organisation_id), starts_at, ends_at),
        starts_at=starts_at,
        ends_at=ends_at,
        status=LOOP_WORKFLOW.initial,
        author_id=actor.user_id,
        author_as=actor.name,
    )
    record(
        actor=actor,
        event="clearance.loop.proposed",
        subject=loop_subject(loop),
        body=_body(loop),
        organisation_id=loop.owner_id,
    )
    return loop


def _number(actor: Actor, replaces: UUID | None) -> tuple[int, int]:
    if replaces is None:
        return next_number(SERIES, 0), 1
    versions = ValueChainLoop.objects.filter(number=loop_get(actor=actor, loop_id=replaces).number)
    held = list(versions.select_for_update().values_list("number", flat=True))
    return held[0], (versions.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def loop_sign(*, actor: Actor, loop_id: UUID, expected_version: int) -> ValueChainLoop:
    """Sign for the officer's agency; the second signature puts it in force and ends the version before.

    Two agencies, two people. Raises NotFound, NotAllowed or Conflict.
    """
    if actor.agency not in SIGNS:
        raise NotAllowed([SIGNERS])
    loop = loop_get(actor=actor, loop_id=loop_id)
    loop, second = paper_sign(PAPERS, actor, loop, expected_version, _body)
    if second:
        _tell(actor, loop, IN_FORCE_TITLE, IN_FORCE_WORDS)
    return loop


@transaction.atomic
def loop_refuse(*, actor: Actor, loop_id: UUID, code: str, expected_version: int) -> ValueChainLoop:
    """Refuse a proposal, or end a loop in force, for a reason of the closed list (architecture rule 8)."""
    loop = loop_get(actor=actor, loop_id=loop_id)
    reason = loop_reason(code, loop.label, loop.version)
    if reason is None:
        raise Invalid([CHOOSE])
    in_force = loop.status == IN_FORCE
    loop = apply(
        workflow=LOOP_WORKFLOW,
        obj=loop,
        action="revoke" if in_force else "refuse",
        actor=actor,
        subject=loop_subject(loop),
        expected_version=expected_version,
        changes={"ended_at": clock.now(), "reason": reason.as_dict()},
        body={**_body(loop), "reason": reason.code, "agency": actor.agency},
        organisation_id=loop.owner_id,
    )
    _tell(actor, loop, ENDED_TITLE if in_force else REFUSED_TITLE, reason.text, reason)
    return loop


@transaction.atomic
def loop_end(*, actor: Actor, loop_id: UUID, why: str, expected_version: int) -> ValueChainLoop:
    """End the company's own loop before its date, or withdraw a proposal. Trips under way keep their advice."""
    loop = loop_get(actor=actor, loop_id=loop_id)
    action = "close" if loop.status == IN_FORCE else "withdraw"
    return paper_end(PAPERS, actor, loop, action, why, expected_version, _body)


def _tell(actor: Actor, loop: ValueChainLoop, title: Text, words: Text, reason: Reason | None = None) -> None:
    """Write to the company, in the transaction of the step."""
    notice_send(
        actor=actor,
        organisation_id=loop.owner_id,
        kind="value_chain_loop",
        title=title.format(loop=loop.label),
        body=words,
        subject=loop_subject(loop),
        reason=reason,
        link=f"/clearance/loops/{loop.id}/",
    )


def loop_subject(loop: ValueChainLoop) -> Subject:
    return Subject("value_chain_loop", loop.id)


def _body(loop: ValueChainLoop) -> dict[str, Any]:
    return {"loop": loop.label, "version": loop.version, "digest": loop.digest}


IN_FORCE_TITLE = Text("Loop {loop} is in force", "La boucle {loop} est en vigueur")
IN_FORCE_WORDS = Text(
    "Both agencies have signed. Trips of its carriers may state its number from now on.",
    "Les deux organismes ont signé. Les voyages de ses transporteurs peuvent désormais indiquer son numéro.",
)
REFUSED_TITLE = Text("Loop {loop} was refused", "La boucle {loop} a été refusée")
ENDED_TITLE = Text("Loop {loop} was ended by an agency", "Un organisme a mis fin à la boucle {loop}")
ADMIN_ONLY = ErrorItem(
    "CLR_LOOP_ROLE",
    Text("An administrator of the company proposes a loop.", "Un administrateur de l'entreprise propose une boucle."),
    path="name",
    fix=Text("Ask your organisation's administrator.", "Adressez-vous à l'administrateur de votre organisation."),
)
MEMBERS_ONLY = ErrorItem(
    "CLR_LOOP_MEMBER",
    Text(
        "A loop is for companies whose FAST membership is active.",
        "Une boucle est réservée aux entreprises dont l'adhésion FAST/EXPRES est active.",
    ),
    path="name",
    fix=Text("Apply for membership first.", "Demandez d'abord l'adhésion."),
)
SIGNERS = ErrorItem(
    "CLR_LOOP_AGENCY",
    Text("CBP and the CBSA sign loops.", "CBP et l'ASFC signent les boucles."),
    path="agency",
    fix=Text("Leave it to an officer of one of them.", "Laissez signer un agent de l'un d'eux."),
)
CHOOSE = ErrorItem(
    "CLR_LOOP_REASON",
    Text("A refusal needs a reason of the list.", "Un refus exige un motif de la liste."),
    path="reason",
    fix=Text("Choose one of: {codes}.", "Choisissez parmi : {codes}.").format(codes=", ".join(LOOP_REASONS)),
)
TOO_LATE = ErrorItem(
    "CLR_LOOP_ENDED",
    Text("The loop would have ended already.", "La boucle aurait déjà pris fin."),
    path="ends_at",
    fix=Text("Have its next version proposed with a later end.", "Faites proposer la version suivante avec une fin ultérieure."),
)  # fmt: skip
SAY_WHY = ErrorItem(
    "CLR_LOOP_WHY",
    Text("Say why the loop ends.", "Précisez pourquoi la boucle prend fin."),
    path="why",
    fix=Text("One sentence; it is kept in the trail.", "Une phrase; elle est gardée dans le registre."),
)
PAPERS = Papers(LOOP_WORKFLOW, "value_chain_loop", TOO_LATE, SAY_WHY)
