"""The agencies' side: each decides its own review; the joint outcome follows from both rows (R-04, R-37)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from enrollment.domain.joint import APPROVED
from enrollment.domain.transitions import REVIEW
from enrollment.models import AgencyReview, Application
from enrollment.selectors.applications import application_get
from enrollment.services import refusals
from enrollment.services.closing import worksheet_complete, worksheet_reopen
from enrollment.services.denials import denial_propose
from enrollment.services.granting import membership_create
from enrollment.services.moving import application_move, under_review
from enrollment.services.recognising import recognise_other
from enrollment.services.renewals import membership_renew
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

CHOICES = ("approve", "deny")


@transaction.atomic
def review_decide(
    *,
    actor: Actor,
    application_id: UUID,
    decision: str,
    reason: Reason | None = None,
    expected_version: int | None = None,
) -> Application:
    """Decide the review of the actor's own agency: `approve`, or `deny` with its reason.

    Approving closes the worksheet and is refused while anything on it is open, unresolved or too heavy. A denial is
    only proposed: a second officer of the agency confirms it (`denial_confirm`). `expected_version` is that of the
    review, so that the other agency's decision does not get in the way. When both have approved, or a signed record lets
    one approval satisfy the other agency, the membership and a person's card are created in the same transaction.
    Raises NotFound, Invalid, NotAllowed, Conflict.
    """
    if decision not in CHOICES:
        raise refusals.invalid(_UNKNOWN_DECISION, path="decision", value=decision)
    if decision == "deny":
        if reason is None:
            raise refusals.invalid(refusals.REASON_NEEDED, path="reason")
        return denial_propose(
            actor=actor, application_id=application_id, reason=reason, expected_version=expected_version
        )
    return _approve(actor, application_id, expected_version)


def _approve(actor: Actor, application_id: UUID, expected_version: int | None) -> Application:
    application_get(actor=actor, application_id=application_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    review = (
        AgencyReview.objects.select_related("worksheet").filter(application=application, agency=actor.agency).first()
    )
    if review is None:
        raise refusals.not_allowed(refusals.OTHER_AGENCY)
    application = under_review(actor, application)
    REVIEW.find(review.status, "approve")
    if expected_version is not None and review.row_version != expected_version:
        raise refusals.stale(expected_version)
    worksheet_complete(actor, getattr(review, "worksheet", None))
    approved = apply(
        workflow=REVIEW,
        obj=review,
        action="approve",
        actor=actor,
        subject=Subject("application", application.id),
        changes={"reviewer_id": actor.user_id, "reviewer_name": actor.name, "decided_at": clock.now()},
        body={"agency": actor.agency},
        organisation_id=application.organisation_id,
    )
    recognise_other(application, approved)
    return _conclude(actor, application)


def _conclude(actor: Actor, application: Application) -> Application:
    if application.joint == APPROVED:
        application = application_move(actor, application, "approve", {}, decided_at=clock.now())
        grant = membership_renew if application.renews_id else membership_create
        grant(actor=actor, application=application)
    return application


@transaction.atomic
def application_remit(*, actor: Actor, application_id: UUID, agency: str, docket: str) -> Application:
    """Send a denied application back to the agency that denied it, after a ruling; the other's decision stands."""
    application = Application.objects.select_for_update().filter(pk=application_id).first()
    if application is None:
        raise NotFound
    review = AgencyReview.objects.get(application=application, agency=agency)
    cleared = {"reviewer_id": None, "reviewer_name": "", "reason": None, "decided_at": None}
    apply(
        workflow=REVIEW,
        obj=review,
        action="remit",
        actor=actor,
        subject=Subject("application", application.id),
        changes=cleared,
        body={"agency": agency, "docket": docket},
        organisation_id=application.organisation_id,
    )
    worksheet_reopen(actor, review, docket)
    return application_move(actor, application, "remit", {"docket": docket}, decided_at=None)


_UNKNOWN_DECISION = refusals.Refusal(
    "ENR_UNKNOWN_DECISION",
    Text("Decide to approve or to deny.", "Décidez d'approuver ou de refuser."),
    Text("Choose one of the two.", "Choisissez l'un des deux."),
)
