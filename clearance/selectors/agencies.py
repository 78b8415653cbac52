"""Which agencies a trip concerns: both border agencies always, partner agencies by what is carried (R-24)."""

from __future__ import annotations

from clearance.domain.manifest import Manifest
from clearance.domain.officers import BORDER
from clearance.domain.partners.lines import partner_agencies
from clearance.selectors.severities import GoodsSeverities
from portal.core import clock


def agencies_concerned(manifest: Manifest) -> tuple[str, ...]:
    """Give the codes of the agencies that get a line, border agencies first. No query once warm."""
    partners = partner_agencies(manifest, GoodsSeverities(manifest.direction), manifest.day(clock.now()))
    return (*BORDER, *sorted(partners.difference(BORDER)))
