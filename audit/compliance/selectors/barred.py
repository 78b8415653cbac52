"""Who had a hand in what a facility is accredited for: none of them visits it or judges a visit to it (R-63)."""

from __future__ import annotations

from uuid import UUID

from clearance.selectors.sites import accreditation_hands
from enrollment.selectors.visits import visit_people


def visit_barred(site_id: UUID) -> frozenset[UUID]:
    """Give everybody who drafted or signed an accreditation of the site, or was on a visit it rests on."""
    people, visits = accreditation_hands(site_id)
    return people | visit_people(visits)
