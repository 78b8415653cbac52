"""The kinds of record behind the purpose prompt: whom a row is about, who reads it, when it is open work (R-13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from enrollment.domain.transitions.vetting import PROPOSED, SHEET_OPEN, WAITING
from enrollment.models import (
    Application,
    CorrectivePlan,
    Credential,
    DecisionAnswer,
    Disclosure,
    Document,
    GraduationProposal,
    Interview,
    Membership,
    MembershipDecision,
    NearMatch,
    SanctionOverride,
    SchemeMembership,
    TravelDocument,
    VettingWorksheet,
)
from enrollment.selectors.scoping import APPLICATION_READERS, DECISION_READERS, MEMBERSHIP_READERS
from portal.core import clock
from portal.core.domain.actors import Actor

Rows = QuerySet[Any]
SITTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Kind:
    """`company` and `person` lead from a row to its holder; `work` narrows the rows to what waits for the actor."""

    rows: Callable[[], Rows]
    readers: tuple[str, ...]
    company: Any = "organisation_id"
    person: Any = "user_id"
    work: Callable[[Rows, Actor], Rows] | None = None


def _through(path: str) -> dict[str, Any]:
    return {"company": f"{path}__organisation_id", "person": f"{path}__user_id"}


def _of_sheet(path: str = "") -> dict[str, Any]:
    """A worksheet is about a member or about an applicant."""
    ways = (f"{path}membership", f"{path}review__application")
    return {
        "company": Coalesce(*(F(f"{way}__organisation_id") for way in ways)),
        "person": Coalesce(*(F(f"{way}__user_id") for way in ways)),
    }


def _status(*states: str) -> Callable[[Rows, Actor], Rows]:
    return lambda rows, actor: rows.filter(status__in=states)


def _sheet_work(rows: Rows, actor: Actor) -> Rows:
    return rows.filter(agency=actor.agency, status__in=(SHEET_OPEN, PROPOSED))


def _match_work(rows: Rows, actor: Actor) -> Rows:
    return rows.filter(worksheet__agency=actor.agency, status=WAITING)


def _proposal_work(rows: Rows, actor: Actor) -> Rows:
    return rows.filter(status="open", reviews__agency=actor.agency, reviews__status="pending")


def _interview_work(rows: Rows, actor: Actor) -> Rows:
    now = clock.now()
    return rows.filter(status="booked", starts_at__gte=now - SITTING, starts_at__lte=now + SITTING)


OF_MEMBERSHIP = _through("membership")
KINDS: dict[str, Kind] = {
    "membership": Kind(Membership.objects.all, MEMBERSHIP_READERS),
    "application": Kind(lambda: Application.objects.filter(submitted_at__isnull=False), APPLICATION_READERS),
    "decision": Kind(MembershipDecision.objects.all, DECISION_READERS),
    "worksheet": Kind(VettingWorksheet.objects.all, APPLICATION_READERS, **_of_sheet(), work=_sheet_work),
    "recheck": Kind(
        lambda: VettingWorksheet.objects.filter(membership__isnull=False),
        APPLICATION_READERS,
        **OF_MEMBERSHIP,
        work=_sheet_work,
    ),
    "near_match": Kind(NearMatch.objects.all, APPLICATION_READERS, **_of_sheet("worksheet__"), work=_match_work),
    "document": Kind(
        lambda: Document.objects.filter(removed_at=None, attachments__application__sent_at__isnull=False).distinct(),
        APPLICATION_READERS,
    ),
    "graduation": Kind(GraduationProposal.objects.all, APPLICATION_READERS, **OF_MEMBERSHIP, work=_proposal_work),
    "interview": Kind(
        lambda: Application.objects.filter(submitted_at__isnull=False, user__isnull=False), APPLICATION_READERS
    ),
    "appointment": Kind(Interview.objects.all, APPLICATION_READERS, **_through("application"), work=_interview_work),
    "travel_document": Kind(
        lambda: TravelDocument.objects.exclude(status="removed"),
        APPLICATION_READERS,
        company=None,
        work=_status("entered"),
    ),
    "card": Kind(Credential.objects.all, APPLICATION_READERS, **OF_MEMBERSHIP),
    "scheme": Kind(SchemeMembership.objects.all, APPLICATION_READERS, work=_status("claimed")),
    "answer": Kind(DecisionAnswer.objects.all, APPLICATION_READERS, **_through("decision"), work=_status("filed")),
    "disclosure": Kind(Disclosure.objects.all, DECISION_READERS, **OF_MEMBERSHIP, work=_status("filed")),
    "plan": Kind(CorrectivePlan.objects.all, DECISION_READERS, **OF_MEMBERSHIP, work=_status("proposed")),
    "override": Kind(SanctionOverride.objects.all, APPLICATION_READERS, **OF_MEMBERSHIP, work=_status("proposed")),
}
