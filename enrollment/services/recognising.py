"""One agency's approval satisfies the other under a signed record (R-04): a row of its own, with the reference."""

from __future__ import annotations

from enrollment.domain.transitions import REVIEW, WORKSHEET
from enrollment.models import AgencyReview, Application
from enrollment.selectors.agreements import mutual_in_force
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

RECOGNITION = system_actor("mutual recognition")


def recognise_other(application: Application, approved: AgencyReview) -> AgencyReview | None:
    """Write the other agency's row as recognised where a record covers it and that agency has nothing against it.

    Gives the row, or None when nothing is recognised: then the other agency decides by itself.
    """
    covering = mutual_in_force(application.programme, approved.agency)
    if covering is None:
        return None
    other = (
        AgencyReview.objects.select_related("worksheet")
        .select_for_update(of=("self",))
        .filter(application=application, agency=covering.to_agency)
        .first()
    )
    if other is None or not other.recognisable_from(approved, covering.most_points):
        return None
    sheet = other.worksheet
    apply(
        workflow=WORKSHEET,
        obj=sheet,
        action="set_aside",
        actor=RECOGNITION,
        subject=Subject("worksheet", sheet.id),
        changes={"decided_at": clock.now(), "decided_by_name": covering.label},
        body={"agency": other.agency, "recognition": covering.label},
    )
    return apply(
        workflow=REVIEW,
        obj=other,
        action="recognise",
        actor=RECOGNITION,
        subject=Subject("application", application.id),
        changes={
            "recognition_id": covering.id,
            "recognised_from_id": approved.id,
            "reviewer_name": covering.label,
            "decided_at": clock.now(),
        },
        body={"agency": other.agency, "recognition": covering.label, "decision_of": approved.agency},
        organisation_id=application.organisation_id,
    )
