"""Which agencies a trip concerns: both border agencies always, partner agencies by what is carried (R-24)."""

from __future__ import annotations

from clearance.domain.manifest import Manifest
from portal.reference.selectors import agencies_for_hs

BORDER_AGENCIES = ("CBP", "CBSA")
ENTERED = {"SB": "US", "NB": "CA"}


def agencies_concerned(manifest: Manifest) -> tuple[str, ...]:
    """Give the codes of the agencies that get a line, border agencies first. No query once warm."""
    country = ENTERED[manifest.direction]
    partners = {
        interest.agency
        for code in {line.hs6 for line in manifest.lines}
        for interest in agencies_for_hs(code, country)
        if interest.severity == "must"
    }
    return (*BORDER_AGENCIES, *sorted(partners.difference(BORDER_AGENCIES)))
