"""A load cleared before, with its seal intact: neither chance nor papers nor points repeat that check (R-55, R-60)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from clearance.domain.prior.repeat import REPEAT_CAUSES
from clearance.targeting.interpreter import Result
from clearance.targeting.lanes import SECONDARY, LaneAdvice
from portal.core.domain.text import Text

NO_REDUNDANT = Text(
    "Cleared before with intact seals: no redundant inspection",
    "Dédouané auparavant, sceaux intacts : pas d'inspection redondante",
)


def is_cause(code: str) -> bool:
    """Say whether a cause is one the earlier check could not know."""
    return code.lstrip("GF") in REPEAT_CAUSES


def spared(advice: LaneAdvice, result: Result, decide: Callable[[Result], LaneAdvice]) -> LaneAdvice:
    """Give the advice for a load that was cleared before; `decide` advises without a random draw.

    Mandatory rules with a cause of the seal and identity list stand. Anything else behind a secondary advice
    would only repeat the check, so the lane is decided without it. Both scores stay as they are.
    """
    if advice.lane == SECONDARY and not any(is_cause(code) for code in advice.causes):
        advice = decide(replace(result, security=0, hits=tuple(hit for hit in result.hits if not hit.stops)))
    return replace(
        advice,
        no_repeat=True,
        reasons=(NO_REDUNDANT, *advice.reasons),
        member_reasons=(NO_REDUNDANT, *advice.member_reasons),
    )
