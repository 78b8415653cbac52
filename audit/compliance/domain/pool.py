"""Which released movements are audited (R-70, R-71): doubts about compliance never stop a truck, they come here."""

from __future__ import annotations

from dataclasses import dataclass

DUE_DAYS = 30
COMPLIANCE_THRESHOLD = 20


@dataclass(frozen=True, slots=True)
class Released:
    """What of a released movement matters for the pool: the lane's audit flag and the compliance score, 0 to 100."""

    audit_advised: bool
    compliance: int


def needs_audit(movement: Released) -> bool:
    """Say whether the movement opens an audit: advised by the lane decision or over the threshold."""
    return movement.audit_advised or movement.compliance >= COMPLIANCE_THRESHOLD
