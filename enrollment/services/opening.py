"""What the arrival of an application sets going: one review and one worksheet at each agency (R-04)."""

from __future__ import annotations

from enrollment.domain.joint import AGENCIES
from enrollment.models import AgencyReview, Application
from enrollment.services.identities import identity_note
from enrollment.services.worksheets import worksheets_open
from portal.core.domain.actors import Actor


def reviews_open(*, actor: Actor, application: Application) -> list[AgencyReview]:
    """Give the application to both agencies at once, each with its own worksheet. In the caller's transaction."""
    reviews = [AgencyReview(application=application, agency=agency) for agency in AGENCIES]
    AgencyReview.objects.bulk_create(reviews)
    worksheets_open(
        actor=actor,
        subjects=reviews,
        agencies=AGENCIES,
        programme=application.programme,
        identity=identity_note(application),
    )
    return reviews
