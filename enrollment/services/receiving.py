"""An application comes before the agencies: at submission when nothing is due, else when its fee is paid (R-04, R-05)."""

from __future__ import annotations

from enrollment.domain.transitions import APPLICATION
from enrollment.models import Application
from enrollment.services.opening import reviews_open
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply


def application_settle(*, actor: Actor, application: Application, invoice_number: str) -> Application:
    """Bring an application before both agencies now that its fee is paid."""
    settled = apply(
        workflow=APPLICATION,
        obj=application,
        action="settle",
        actor=actor,
        subject=Subject("application", application.id),
        changes={"submitted_at": clock.now()},
        body={"invoice": invoice_number},
        organisation_id=application.organisation_id,
    )
    reviews_open(actor=actor, application=settled)
    return settled
