"""Sites of the demonstration: a plant and a rail yard, held to one standard and accredited by both agencies (R-107)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from clearance.services import AccreditationTerms, SiteFacts, accreditation_draft, accreditation_sign, site_register
from enrollment.domain.site_standard import SITE_STANDARD
from portal.core import clock
from portal.site.seed.people import Cast


def site_accredited(cast: Cast, site_id: UUID, *purposes: str) -> None:
    """Have both border agencies sign the accreditation of a site for two years."""
    ends = clock.now().date() + timedelta(days=700)
    terms = AccreditationTerms(purposes or ("gate",), ends, tuple(SITE_STANDARD))
    paper = accreditation_draft(actor=cast.actor("cbsa.supervisor"), site_id=site_id, terms=terms)
    for key in ("cbsa.supervisor", "cbp.supervisor"):
        paper = accreditation_sign(actor=cast.actor(key), accreditation_id=paper.id, expected_version=paper.row_version)


def facilities_seed(cast: Cast) -> str:
    """A rail yard that may clear at the gate and at the perimeter; the plant belongs to the story of the seals."""
    site = site_register(
        actor=cast.actor("cbsa.supervisor"),
        facts=SiteFacts("WINDSOR-RAIL", "Example rail yard", "rail_yard", "Windsor", "CA"),
        organisation_id=cast.organisations["carrier"],
    )
    # Since two months, so that last month's draw of facilities finds it.
    with clock.frozen(clock.now() - timedelta(days=65)):
        site_accredited(cast, site.id, "gate", "perimeter")
    return "an accredited plant and an accredited rail yard"
