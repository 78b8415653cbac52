"""Lives of memberships: one to be renewed, one with a suspension announced, a disclosure, a document to check (R-10, R-12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.services import change_report, disclosure_file, membership_suspend, travel_document_enter
from portal.core import clock
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.site.seed.people import Cast

SUSPENDED = Reason(
    "SECURITY_PROFILE",
    Text(
        "Criterion 10, access control: at the visit of 12 May the north gate of the Detroit yard stood open and unwatched.",
        "Critère 10, contrôle d'accès : à la visite du 12 mai, la barrière nord de la cour de Détroit était ouverte et "
        "sans surveillance.",
    ),
    "customs:VISIT-2026-0512",
    Text(
        "Close the north gate or have it watched, and send a photo and the guard's schedule.",
        "Fermez la barrière nord ou faites-la surveiller, et envoyez une photo et l'horaire de la garde.",
    ),
    HOW_TO_APPEAL,
)
EDL_TAG = "E2801160600002054D6F1A2B"


def lives_seed(cast: Cast, memberships: Mapping[str, UUID]) -> str:
    """Announce a suspension, tell an error, report a change late and enter a document; says what was done."""
    today = clock.now().date()
    membership_suspend(actor=cast.actor("cbp.vetting"), membership_id=memberships["shipper"], reason=SUSPENDED)
    disclosure_file(
        actor=cast.actor("carrier"),
        membership_id=memberships["carrier"],
        infraction="CLASSIFICATION",
        occurred_on=today - timedelta(days=9),
        what="The gaskets of twelve trips were classified as rubber; they are of steel and rubber.",
        corrected="The saved goods line was corrected, the twelve entries amended, and the duty difference offered.",
        evidence="amendments of the twelve trips",
    )
    change_report(
        actor=cast.actor("carrier"),
        membership_id=memberships["carrier"],
        kind="vehicles",
        happened_on=today - timedelta(days=41),
        details="Two tractors sold, units 14 and 15",
    )
    travel_document_enter(
        actor=cast.actor("traveller"),
        type="edl",
        number="D1234-56789",
        country="CA",
        subdivision="ON",
        tag=EDL_TAG,
        expires_on=today + timedelta(days=800),
    )
    return "a suspension announced with time to fix, a disclosure, a late change and a document to check"
