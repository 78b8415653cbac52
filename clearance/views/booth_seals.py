"""What the booth shows of seals and of earlier checks: number, standing, last reading; who checked what, when (R-55, R-60)."""

from __future__ import annotations

from typing import Any

from clearance.domain.manifest import read
from clearance.domain.prior import CHECKS, KINDS
from clearance.domain.seals import ANOMALIES
from clearance.selectors import BoothScreen
from clearance.selectors.prior import prior_lines
from clearance.selectors.seals import SealStanding, seals_on_record, standings
from portal.core.domain.text import Text

SHOWN = 3
INTACT, OPEN = Text("intact", "intact"), Text("open", "ouvert")
UNKNOWN = Text("not on record", "non consigné")
NOT_READ = Text("on record, not read", "consigné, non lu")


def seal_context(screen: BoothScreen) -> dict[str, Any]:
    """Give the seal cells and the lines of earlier checks, read anew with each look: two queries when none is known."""
    found = standings(screen.manifest, seals_on_record(screen.manifest))
    manifest, _errors = read(screen.manifest)
    lines = prior_lines(manifest) if manifest is not None else []
    return {
        "seal_cells": [seal_cell(seal) for seal in found[:SHOWN]],
        "seals_more": max(0, len(found) - SHOWN),
        "seal_doubt": any(_stops(seal) for seal in found),
        "no_repeat": screen.advice.no_repeat,
        "loop_capped": screen.advice.capped,
        "prior_lines": [
            {
                "line": line,
                "kind": KINDS[line.clearance.kind],
                "checks": [CHECKS[check.code] for check in line.checks],
                "who": line.checks[-1].officer_as if line.checks else line.clearance.cleared_as,
            }
            for line in lines[:2]
        ],
    }


def seal_cell(seal: SealStanding) -> dict[str, Any]:
    """Give one seal with one word, its tone and its icon; the words carry what the colour says."""
    record = seal.record
    tone, icon, words = "neutral", "seal", UNKNOWN
    if seal.differs:
        other = Text(f"differs: {seal.differs} on record", f"diffère : {seal.differs} consigné")
        tone, icon, words = "bad", "warning", other
    elif record is not None and seal.state is not None:
        doubt = next(iter(seal.doubts), None)
        tone, icon, words = seal.state.tone, seal.state.icon, seal.state.staff
        if doubt is not None and doubt.weight != "notice":
            tone, icon, words = "bad" if _stops(seal) else "warn", "warning", ANOMALIES[doubt.kind].label
        elif seal.intact:
            closed = record.last_open is False
            tone, icon, words = ("good", "check-circle", INTACT) if closed else ("info", "seal", NOT_READ)
    return {
        "number": seal.number,
        "tone": tone,
        "icon": icon,
        "words": words,
        "at": record.last_read_at if record else None,
        "record": record,
    }


def _stops(seal: SealStanding) -> bool:
    return bool(seal.differs) or any(alert.weight == "review" for alert in seal.doubts)
