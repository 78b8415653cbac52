"""The agencies' side: each decides its own review; the joint outcome follows from both rows (R-04, R-37)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from enrollment.domain.decisions import DENIAL
from enrollment.domain.joint import APPROVED, DENIED
from enrollment.domain.transitions import APPLICATION, REVIEW
from enrollment.models import AgencyReview, Application
from enrollment.selectors.applications import application_get
from enrollment.selectors.criteria import criteria_in_force
from enrollment.services import refusals
from enrollment.services.decisions import decision_open
from enrollment.services.granting import membership_create
from enrollment.services.renewals import membership_renew, renewal_dropped
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
    """Decide the review of the actor's own agency: `approve` or `deny`, the latter with its reason.

    `expected_version` is that of the review, so that the other agency's decision does not get in the way.
    When both have approved, the membership and a person's card are created in the same transaction; one denial
    denies the application and opens a decision that can be appealed. Raises NotFound, Invalid, NotAllowed,
    Conflict.
    """
    application_get(actor=actor, application_id=application_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    review = AgencyReview.objects.filter(application=application, agency=actor.agency).first()
    if review is None:
        raise refusals.not_allowed(_OTHER_AGENCY)
    written = _reason(decision, reason)
    if application.status == "submitted":
        application = _move(application, "take_up", actor, {"agency": actor.agency})
    if application.status != "under_review":
        APPLICATION.find(application.status, decision)
    apply(
        workflow=REVIEW,
        obj=review,
        action=decision,
        actor=actor,
        subject=Subject("application", application.id),
        expected_version=expected_version,
        changes=_signature(actor, written),
        body={"agency": actor.agency, "reason": written.code if written else ""},
        organisation_id=application.organisation_id,
    )
    return _conclude(actor, application, written)


def _reason(decision: str, reason: Reason | None) -> Reason | None:
    if decision not in CHOICES:
        raise refusals.invalid(_UNKNOWN_DECISION, path="decision", value=decision)
    if decision == "approve":
        return None
    if reason is None:
        raise refusals.invalid(refusals.REASON_NEEDED, path="reason")
    return reason.check()


def _signature(actor: Actor, reason: Reason | None) -> dict[str, Any]:
    return {
        "reviewer_id": actor.user_id,
        "reviewer_name": actor.name,
        "reason": reason.as_dict() if reason else None,
        "decided_at": clock.now(),
    }


def _conclude(actor: Actor, application: Application, reason: Reason | None) -> Application:
    outcome = application.joint
    if outcome == APPROVED:
        application = _move(application, "approve", actor, {}, decided_at=clock.now())
        grant = membership_renew if application.renews_id else membership_create
        grant(actor=actor, application=application)
    elif outcome == DENIED and reason is not None:
        application = _move(application, "deny", actor, {"agency": actor.agency}, decided_at=clock.now())
        decision_open(
            actor=actor,
            kind=DENIAL,
            application=application,
            reason=reason,
            rule_versions={"criteria": criteria_in_force(application.programme).label},
        )
        renewal_dropped(actor, application)
    return application


def _move(application: Application, action: str, actor: Actor, body: dict[str, Any], **changes: Any) -> Application:
    return apply(
        workflow=APPLICATION,
        obj=application,
        action=action,
        actor=actor,
        subject=Subject("application", application.id),
        changes=changes,
        body=body,
        organisation_id=application.organisation_id,
    )


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
    return _move(application, "remit", actor, {"docket": docket}, decided_at=None)


_OTHER_AGENCY = refusals.Refusal(
    "ENR_OTHER_AGENCY",
    Text(
        "Only officers of CBP and of CBSA decide applications.",
        "Seuls les agents du CBP et de l'ASFC décident des demandes.",
    ),
    Text("Ask an officer of the agency concerned.", "Adressez-vous à un agent de l'organisme concerné."),
)
_UNKNOWN_DECISION = refusals.Refusal(
    "ENR_UNKNOWN_DECISION",
    Text("Decide to approve or to deny.", "Décidez d'approuver ou de refuser."),
    Text("Choose one of the two.", "Choisissez l'un des deux."),
)
