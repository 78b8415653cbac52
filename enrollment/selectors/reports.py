"""Reads of what members report, of their plans and answers, and of the officers' desk over all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from enrollment.domain.transitions.vetting import WAITING
from enrollment.models import (
    AuditNotice,
    CorrectivePlan,
    DecisionAnswer,
    Disclosure,
    Membership,
    NearMatch,
    ReportedChange,
    SanctionEntry,
    SanctionOverride,
    TravelDocument,
)
from enrollment.selectors.scoping import APPLICATION_READERS, DECISION_READERS, NOTHING
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

M = TypeVar("M", bound=Model)
MOST = 50
UNDER_WAY = ("draft", "awaiting_payment", "submitted", "under_review")


def mine_through(actor: Actor, path: str) -> Q:
    """Rows whose membership, reached by `path`, is the actor's own: the person's, or the company acted for."""
    rows = NOTHING
    if actor.kind == "member" and actor.user_id is not None:
        rows |= Q(**{f"{path}user_id": actor.user_id})
    if actor.organisation_id is not None and actor.can_act_for(actor.organisation_id):
        rows |= Q(**{f"{path}organisation_id": actor.organisation_id})
    return rows


def _for(actor: Actor, readers: tuple[str, ...], path: str = "membership__") -> Q:
    if actor.kind == "system" or (actor.is_staff and actor.has(*readers)):
        return Q()
    return NOTHING if actor.is_staff else mine_through(actor, path)


def _one(rows: QuerySet[M, M], mine: Q, pk: UUID) -> M:
    found = rows.filter(mine, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def change_get(*, actor: Actor, change_id: UUID) -> ReportedChange:
    """Give one reported change to its holder and to vetting staff. Raises NotFound."""
    return _one(_of(ReportedChange), _for(actor, APPLICATION_READERS), change_id)


def disclosure_get(*, actor: Actor, disclosure_id: UUID) -> Disclosure:
    """Give one disclosure to its holder, vetting staff and auditors. Raises NotFound."""
    rows = _of(Disclosure).select_related("entry", "change")
    return _one(rows, _for(actor, DECISION_READERS), disclosure_id)


def plan_get(*, actor: Actor, plan_id: UUID) -> CorrectivePlan:
    """Give one corrective plan to its holder, vetting staff and auditors. Raises NotFound."""
    rows = _of(CorrectivePlan).select_related("entry").prefetch_related("steps")
    return _one(rows, _for(actor, DECISION_READERS), plan_id)


def answer_get(*, actor: Actor, answer_id: UUID) -> DecisionAnswer:
    """Give one answer to a notice, to the one who gave it and to vetting staff. Raises NotFound."""
    rows = DecisionAnswer.objects.select_related("decision", "decision__membership")
    return _one(rows, _for(actor, APPLICATION_READERS, "decision__"), answer_id)


def override_get(*, actor: Actor, override_id: UUID) -> SanctionOverride:
    """Give one override to vetting staff; the member reads the decision it led to. Raises NotFound."""
    rows = _of(SanctionOverride)
    return _one(rows, Q() if actor.is_staff and actor.has(*DECISION_READERS) else NOTHING, override_id)


def _of(model: type[M]) -> QuerySet[M, M]:
    return model._default_manager.select_related("membership", "membership__organisation", "membership__user")


def audit_notice_covering(*, membership: Membership, infraction: str, at: datetime) -> AuditNotice | None:
    """Give the notice of an audit that runs and covers the class at that moment; None when the holder knows of none."""
    rows = AuditNotice.objects.filter(
        organisation_id=membership.organisation_id, user_id=membership.user_id, noticed_at__lte=at
    ).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    return next(
        (row for row in rows.order_by("noticed_at") if not row.infractions or infraction in row.infractions), None
    )


@dataclass(frozen=True, slots=True)
class Life:
    """What surrounds a membership, for its page."""

    changes: list[ReportedChange]
    disclosures: list[Disclosure]
    plans: list[CorrectivePlan]
    documents: list[TravelDocument]
    answers: list[DecisionAnswer]
    renewal: Any


def life_of(
    *, membership: Membership, full: bool, register: Sequence[SanctionEntry], answered: bool, renewing: bool
) -> Life:
    """Gather it in at most five queries; with `full` unset, as for a booth officer, nothing of it.

    Plans come with the `register`; answers are looked for where a suspension was `answered` for, a renewal where one
    can be `renewing`.
    """
    if not full:
        return Life([], [], [], [], [], None)
    of = {"membership_id": membership.id}
    holder = membership.user_id
    documents = TravelDocument.objects.filter(user_id=holder).exclude(status="removed") if holder else None
    answers = DecisionAnswer.objects.filter(decision__membership_id=membership.id)
    return Life(
        changes=list(ReportedChange.objects.filter(**of).order_by("-created_at")[:MOST]),
        disclosures=list(Disclosure.objects.filter(**of).order_by("-created_at")[:MOST]),
        plans=[entry.plan for entry in register if hasattr(entry, "plan")],
        documents=list(documents.order_by("-created_at")[:MOST]) if documents is not None else [],
        answers=list(answers.order_by("-created_at")[:MOST]) if answered else [],
        renewal=membership.renewals.filter(status__in=UNDER_WAY).first() if renewing else None,
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for an officer, each list oldest first."""

    documents: list[TravelDocument] = field(default_factory=list)
    changes: list[ReportedChange] = field(default_factory=list)
    disclosures: list[Disclosure] = field(default_factory=list)
    answers: list[DecisionAnswer] = field(default_factory=list)
    plans: list[CorrectivePlan] = field(default_factory=list)
    overrides: list[SanctionOverride] = field(default_factory=list)
    near_matches: list[NearMatch] = field(default_factory=list)

    @property
    def count(self) -> int:
        parts = (self.documents, self.changes, self.disclosures, self.answers, self.plans, self.overrides)
        return sum(len(part) for part in parts) + len(self.near_matches)


def membership_desk(*, actor: Actor) -> Desk:
    """Give what waits at the officers' desk in seven queries; auditors see disclosures and plans only.

    Near matches are those on the worksheets of the officer's own agency.
    """
    if not (actor.is_staff and actor.has(*DECISION_READERS)):
        return Desk()
    disclosures = _of(Disclosure).filter(status="filed").order_by("created_at")
    plans = _of(CorrectivePlan).select_related("entry").filter(status="proposed").order_by("created_at")
    if not actor.has(*APPLICATION_READERS):
        return Desk(disclosures=list(disclosures[:MOST]), plans=list(plans[:MOST]))
    answers = DecisionAnswer.objects.select_related("decision__membership__organisation", "decision__membership__user")
    return Desk(
        documents=list(
            TravelDocument.objects.select_related("user").filter(status="entered").order_by("created_at")[:MOST]
        ),
        changes=list(_of(ReportedChange).filter(status="reported").order_by("created_at")[:MOST]),
        disclosures=list(disclosures[:MOST]),
        answers=list(answers.filter(status="filed").order_by("created_at")[:MOST]),
        plans=list(plans[:MOST]),
        overrides=list(_of(SanctionOverride).filter(status="proposed").order_by("created_at")[:MOST]),
        near_matches=list(_near_matches(actor)[:MOST]),
    )


def _near_matches(actor: Actor) -> QuerySet[NearMatch, NearMatch]:
    """Resemblances the actor's agency has not judged yet, oldest first."""
    about = ("worksheet__membership", "worksheet__review__application")
    holders = [f"{way}__{holder}" for way in about for holder in ("organisation", "user")]
    rows = NearMatch.objects.filter(status=WAITING, worksheet__agency=actor.agency).select_related(*about, *holders)
    return rows.order_by("created_at", "id")
