"""Loads that were cleared before they reach the booth: where, by whom, under which seal (R-55, R-59 to R-61, R-66)."""

from clearance.domain.prior.evidence import AWAY, CHECKS, KINDS, PERIMETER, SITE, SITE_KINDS, missing_evidence
from clearance.domain.prior.protocols import ProtocolTerms, protocol_digest, protocol_faults
from clearance.domain.prior.repeat import (
    REPEAT_CAUSES,
    ClearedLoad,
    Settled,
    covering,
    no_repeat,
    settled_agencies,
)
from clearance.domain.prior.workflow import CLEARED, PRIOR_EVENTS, PRIOR_WORKFLOW, PROTOCOL_EVENTS, PROTOCOL_WORKFLOW

__all__ = [
    "AWAY",
    "CHECKS",
    "CLEARED",
    "KINDS",
    "PERIMETER",
    "PRIOR_EVENTS",
    "PRIOR_WORKFLOW",
    "PROTOCOL_EVENTS",
    "PROTOCOL_WORKFLOW",
    "REPEAT_CAUSES",
    "SITE",
    "SITE_KINDS",
    "ClearedLoad",
    "ProtocolTerms",
    "Settled",
    "covering",
    "missing_evidence",
    "no_repeat",
    "protocol_digest",
    "protocol_faults",
    "settled_agencies",
]
