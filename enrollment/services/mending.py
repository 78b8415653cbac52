"""A suspension announces what to fix and by when; what is fixed never takes effect (R-10, [S47], [S66])."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain.criteria import CRITERIA_VERSION
from enrollment.domain.decisions import SUSPENSION
from enrollment.domain.mending import ANSWER_KINDS, CONDITIONS, EXTENSION, FEWEST_WORDS, FIX, extension_fault
from enrollment.domain.transitions import ANSWER, OFFICERS
from enrollment.models import DecisionAnswer, Membership, MembershipDecision
from enrollment.selectors.decisions import decision_get
from enrollment.selectors.memberships import membership_get
from enrollment.selectors.reports import answer_get
from enrollment.services import refusals
from enrollment.services.decisions import decision_extend, decision_open, decision_remedy
from enrollment.services.disclosures import holder_checked
from enrollment.services.effects import membership_locked
from enrollment.services.telling import tell_member
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

OPEN_TO_ANSWER = ("proposed", "in_effect")


@transaction.atomic
def membership_suspend(
    *,
    actor: Actor,
    membership_id: UUID,
    reason: Reason,
    safety_ground: Text | None = None,
    expected_version: int | None = None,
) -> MembershipDecision:
    """Announce a suspension because a condition is no longer met (s. 22): fifteen days to put it right.

    An infraction never comes this way: the matrix answers it. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    membership = membership_get(actor=actor, membership_id=membership_id)
    if not actor.has(*OFFICERS):
        raise refusals.not_allowed(refusals.OFFICER_ONLY)
    membership = membership_locked(membership_id)
    if expected_version is not None and membership.row_version != expected_version:
        raise refusals.stale(expected_version)
    if membership.status != "active":
        raise refusals.conflict(refusals.NOT_A_MEMBER_NOW, path="membership")
    if reason.code not in CONDITIONS:
        raise refusals.invalid(_BY_MATRIX, path="reason.code", value=reason.code)
    if membership.decisions.filter(kind=SUSPENSION, status="proposed").exists():
        raise refusals.conflict(_ANNOUNCED, path="membership", value=membership.number)
    return decision_open(
        actor=actor,
        kind=SUSPENSION,
        membership=membership,
        reason=reason,
        rule_versions={"conditions": "SOR/2003-323 s. 22", "criteria": CRITERIA_VERSION},
        safety_ground=safety_ground,
    )


@transaction.atomic
def answer_file(
    *,
    actor: Actor,
    decision_id: UUID,
    kind: str,
    words: str,
    evidence: str = "",
    until: date | None = None,
) -> DecisionAnswer:
    """Answer a suspension: `fix` says what was put right and shows it, `extension` asks for more time until a day.

    While a fix filed before the effect is open, the suspension does not take effect. Raises NotFound, NotAllowed,
    Invalid, Conflict when the decision is closed or an answer is open.
    """
    decision = decision_get(actor=actor, decision_id=decision_id)
    membership = _suspended_of(decision)
    holder_checked(actor, membership)
    items = _problems(decision, kind, words, until)
    if items:
        raise Invalid(items)
    answer = DecisionAnswer(
        decision=decision,
        kind=kind,
        words=words.strip(),
        evidence=evidence.strip()[:300],
        until=until if kind == EXTENSION else None,
        filed_by_id=actor.user_id,
        filed_as=actor.name,
    )
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        raise refusals.conflict(_OPEN_ALREADY, path="decision", value=decision.number) from None
    record(
        actor=actor,
        event="enrollment.answer.filed",
        subject=Subject("decision", decision.id),
        body={"kind": kind, "until": until.isoformat() if answer.until and until else ""},
        organisation_id=decision.organisation_id,
    )
    return answer


def _suspended_of(decision: MembershipDecision) -> Membership:
    membership = decision.membership
    if membership is None or decision.kind != SUSPENSION or decision.status not in OPEN_TO_ANSWER:
        raise refusals.conflict(_NOT_OPEN, path="decision", value=decision.number)
    return membership


def _problems(decision: MembershipDecision, kind: str, words: str, until: date | None) -> list[ErrorItem]:
    items = []
    if kind not in ANSWER_KINDS:
        items.append(_KIND.item("kind", kind))
    if len(words.strip()) < FEWEST_WORDS:
        items.append(refusals.WORDS_NEEDED.item("words"))
    if kind == EXTENSION:
        fault = _IN_EFFECT if decision.status == "in_effect" else extension_fault(until, decision.effective_at)
        if fault:
            items.append(ErrorItem("ENR_EXTENSION", fault, path="until", fix=_LATER_DAY))
    return items


@transaction.atomic
def answer_accept(*, actor: Actor, answer_id: UUID, expected_version: int | None = None) -> DecisionAnswer:
    """Accept an answer: what is fixed ends the suspension or keeps it from ever taking effect; or time is given."""
    answer = answer_get(actor=actor, answer_id=answer_id)
    answer = _move(actor, answer, "accept", {}, expected_version)
    decision = answer.decision
    if answer.kind == FIX:
        decision_remedy(actor=actor, decision=decision)
        title = Text("Put right: the suspension is without effect", "Corrigé : la suspension est sans effet")
        body = Text(
            f"Your answer to decision {decision.number} is accepted. The record says that it was put right.",
            f"Votre réponse à la décision {decision.number} est acceptée. Le dossier indique que c'est corrigé.",
        )
    else:
        until = end_of(answer.until)
        decision_extend(actor=actor, decision=decision, until=until)
        title = Text("You have more time", "Vous avez plus de temps")
        body = Text(
            f"Decision {decision.number} now takes effect on {date_words(until.date(), 'en')} at the earliest.",
            f"La décision {decision.number} prendra effet au plus tôt le {date_words(until.date(), 'fr')}.",
        )
    _tell(actor, answer, "answer_accepted", title, body)
    return answer


@transaction.atomic
def answer_refuse(*, actor: Actor, answer_id: UUID, reply: Text, expected_version: int | None = None) -> DecisionAnswer:
    """Say in both languages what is still missing; the member can answer again.

    A suspension whose notice has run meanwhile takes effect one day later, not at once.
    """
    if min(len(reply.en.strip()), len(reply.fr.strip())) < FEWEST_WORDS:
        raise refusals.invalid(refusals.WORDS_NEEDED, path="reply")
    answer = answer_get(actor=actor, answer_id=answer_id)
    answer = _move(actor, answer, "refuse", {"reply": reply.as_dict()}, expected_version)
    decision, now = answer.decision, clock.now()
    if answer.kind == FIX and decision.status == "proposed" and decision.effective_at <= now:
        decision_extend(actor=actor, decision=decision, until=now + timedelta(days=1))
    _tell(
        actor,
        answer,
        "answer_refused",
        Text(f"More is needed on decision {decision.number}", f"Il manque quelque chose : décision {decision.number}"),
        reply,
    )
    return answer


def end_of(day: date | None) -> datetime:
    """Give the last moment of a day granted."""
    return datetime.combine(day or clock.now().date(), time(23, 59, 59), tzinfo=UTC)


def _move(
    actor: Actor, answer: DecisionAnswer, action: str, changes: dict[str, Any], expected_version: int | None
) -> DecisionAnswer:
    decided = {"decided_by_id": actor.user_id, "decided_as": actor.name, "decided_at": clock.now()}
    return apply(
        workflow=ANSWER,
        obj=answer,
        action=action,
        actor=actor,
        subject=Subject("decision", answer.decision_id),
        expected_version=expected_version,
        changes={**changes, **decided},
        body={"kind": answer.kind},
        organisation_id=answer.decision.organisation_id,
    )


def _tell(actor: Actor, answer: DecisionAnswer, kind: str, title: Text, body: Text) -> None:
    membership = answer.decision.membership
    if membership is not None:
        tell_member(actor=actor, membership=membership, kind=kind, title=title, body=body)


_LATER_DAY = Text("Write the day: 2026-12-31.", "Inscrivez le jour : 2026-12-31.")
_IN_EFFECT = Text(
    "The suspension is in effect; put it right and answer so.", "La suspension est en vigueur; corrigez et répondez."
)
_BY_MATRIX = refusals.Refusal(
    "ENR_BY_MATRIX",
    Text(
        "A suspension rests on a condition that is no longer met; an infraction goes through the matrix.",
        "Une suspension repose sur une condition qui n'est plus remplie; une infraction passe par la matrice.",
    ),
    Text("Choose such a ground, or apply the matrix.", "Choisissez un tel motif ou appliquez la matrice."),
)
_ANNOUNCED = refusals.Refusal(
    "ENR_SUSPENSION_RUNS",
    Text(
        "A suspension of this membership is announced already.", "Une suspension de cette adhésion est déjà annoncée."
    ),
    Text("Wait for the answer to it.", "Attendez la réponse à celle-ci."),
)
_NOT_OPEN = refusals.Refusal(
    "ENR_ANSWER_CLOSED",
    Text("This decision is not open to an answer.", "Cette décision n'appelle pas de réponse."),
    Text("You can still appeal it by the day it names.", "Vous pouvez encore en appeler avant la date indiquée."),
)
_OPEN_ALREADY = refusals.Refusal(
    "ENR_ANSWER_OPEN",
    Text("Your last answer has not been read yet.", "Votre dernière réponse n'a pas encore été lue."),
    Text("Wait for the officer; nothing takes effect meanwhile.", "Attendez l'agent; rien ne prend effet entre-temps."),
)
_KIND = refusals.Refusal(
    "ENR_ANSWER_KIND",
    Text("Say whether it is put right or you need more time.", "Dites si c'est corrigé ou s'il faut plus de temps."),
    Text("Choose one of the two.", "Choisissez l'un des deux."),
)
