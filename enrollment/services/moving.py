"""How an application is taken through its table by the officers' services."""

from __future__ import annotations

from typing import Any

from enrollment.domain.transitions import APPLICATION
from enrollment.models import Application
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply


def application_move(
    actor: Actor, application: Application, action: str, body: dict[str, Any], **changes: Any
) -> Application:
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


def under_review(actor: Actor, application: Application) -> Application:
    """Take an application up with the first act of an officer. Raises Conflict when it cannot be decided now."""
    if application.status == "submitted":
        application = application_move(actor, application, "take_up", {"agency": actor.agency})
    if application.status != "under_review":
        APPLICATION.find(application.status, "approve")
    return application
