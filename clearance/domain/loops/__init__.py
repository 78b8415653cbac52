"""Value-chain loops: named plants, parts and ports, checked as one chain and not truck by truck (R-62)."""

from clearance.domain.loops.refusing import LOOP_REASONS, loop_reason
from clearance.domain.loops.stating import LoopFacts, loop_number
from clearance.domain.loops.terms import LoopTerms, Part, Plant, loop_digest, loop_faults
from clearance.domain.loops.workflow import IN_FORCE, LOOP_EVENTS, LOOP_WORKFLOW

__all__ = [
    "IN_FORCE",
    "LOOP_EVENTS",
    "LOOP_REASONS",
    "LOOP_WORKFLOW",
    "LoopFacts",
    "LoopTerms",
    "Part",
    "Plant",
    "loop_digest",
    "loop_faults",
    "loop_number",
    "loop_reason",
]
