"""Four eyes for denials: one officer proposes with the whole reason, another of the same agency confirms (R-37)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from enrollment.domain.decisions import DENIAL
from enrollment.domain.transitions import REVIEW, WORKSHEET
from enrollment.models import Application, VettingWorksheet
from enrollment.selectors.applications import application_get
from enrollment.selectors.criteria import criteria_in_force
from enrollment.services import refusals
from enrollment.services.decisions import decision_open, letter_check
from enrollment.services.moving import application_move, under_review
from enrollment.services.renewals import renewal_dropped
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

LEAST_WHY = 10


@transaction.atomic
def denial_propose(
    *, actor: Actor, application_id: UUID, reason: Reason, expected_version: int | None = None
) -> Application:
    """Propose the denial of an application for the actor's agency; nothing is denied yet.

    The reason passes the gate of adverse letters now, so that the second officer reads what will be sent.
    `expected_version` is that of the review. Raises NotFound, NotAllowed, Conflict, Invalid.
    """
    application, sheet = _locked(actor, application_id, expected_version)
    letter_check(reason)
    application = under_review(actor, application)
    proposal_write(actor, sheet, DENIAL, reason)
    return application


@transaction.atomic
def denial_confirm(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Confirm a colleague's denial: the application is denied and the letter sent.

    Raises NotFound, NotAllowed, Conflict for one's own proposal.
    """
    application, sheet = _locked(actor, application_id, expected_version)
    reason = proposal_confirm(actor, sheet)
    review = sheet.review
    if review is None:
        raise ValueError("the worksheet of an application has a review")
    apply(
        workflow=REVIEW,
        obj=review,
        action="deny",
        actor=actor,
        subject=Subject("application", application.id),
        changes={
            "reviewer_id": actor.user_id,
            "reviewer_name": actor.name,
            "reason": reason.as_dict(),
            "decided_at": clock.now(),
        },
        body={"agency": actor.agency, "reason": reason.code, "proposed_by": sheet.proposed_by_name},
        organisation_id=application.organisation_id,
    )
    application = application_move(actor, application, "deny", {"agency": actor.agency}, decided_at=clock.now())
    decision_open(
        actor=actor,
        kind=DENIAL,
        application=application,
        reason=reason,
        rule_versions={"criteria": criteria_in_force(application.programme).label, "vetting": f"V-{sheet.standard}"},
    )
    renewal_dropped(actor, application)
    return application


@transaction.atomic
def denial_refuse(*, actor: Actor, application_id: UUID, why: str) -> Application:
    """Do not confirm a proposed denial, or take one's own back: the worksheet is open again."""
    application, sheet = _locked(actor, application_id)
    proposal_refuse(actor, sheet, why)
    return application


def proposal_write(actor: Actor, sheet: VettingWorksheet, kind: str, reason: Reason) -> VettingWorksheet:
    """Write an adverse decision on the worksheet for a second officer to confirm."""
    return apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="propose",
        actor=actor,
        subject=Subject("worksheet", sheet.id),
        changes={
            "proposal": {"kind": kind, "reason": reason.as_dict()},
            "proposed_by_id": actor.person,
            "proposed_by_name": actor.name,
            "proposed_at": clock.now(),
        },
        body={"agency": sheet.agency, "kind": kind, "reason": reason.code},
    )


def proposal_confirm(actor: Actor, sheet: VettingWorksheet) -> Reason:
    """Close the worksheet as adverse by the second officer; gives the reason that was proposed."""
    closed = apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="confirm",
        actor=actor,
        subject=Subject("worksheet", sheet.id),
        changes={"decided_by_id": actor.person, "decided_by_name": actor.name, "decided_at": clock.now()},
        body={"agency": sheet.agency, "proposed_by": sheet.proposed_by_name},
    )
    proposal: dict[str, Any] = closed.proposal or {}
    return Reason.from_dict(proposal["reason"])


def proposal_refuse(actor: Actor, sheet: VettingWorksheet, why: str) -> VettingWorksheet:
    """Open the worksheet again instead of confirming; the proposal goes, the trail keeps it and why."""
    if len(why.strip()) < LEAST_WHY:
        raise refusals.invalid(_WHY, path="why", value=why)
    return apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="refuse",
        actor=actor,
        subject=Subject("worksheet", sheet.id),
        changes={"proposal": None, "proposed_by_id": None, "proposed_by_name": "", "proposed_at": None},
        body={"agency": sheet.agency, "proposal": sheet.proposal, "why": why.strip()[:1000]},
    )


def _locked(
    actor: Actor, application_id: UUID, expected_version: int | None = None
) -> tuple[Application, VettingWorksheet]:
    application_get(actor=actor, application_id=application_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    sheet = (
        VettingWorksheet.objects.select_related("review")
        .filter(review__application=application, agency=actor.agency)
        .first()
    )
    if sheet is None or sheet.review is None:
        raise refusals.not_allowed(refusals.OTHER_AGENCY)
    if expected_version is not None and sheet.review.row_version != expected_version:
        raise refusals.stale(expected_version)
    return application, sheet


_WHY = refusals.Refusal(
    "ENR_WHY",
    Text("Say why the denial is not confirmed.", "Dites pourquoi le refus n'est pas confirmé."),
    Text(f"Write at least {LEAST_WHY} characters.", f"Écrivez au moins {LEAST_WHY} caractères."),
)
