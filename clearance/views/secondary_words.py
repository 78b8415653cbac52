"""The joint record of an inspection in words: checks with who made them, entries, photos, minutes, what was found."""

from __future__ import annotations

from typing import Any

from clearance.domain.inspection_record import (
    CHECK,
    ENTRY_KINDS,
    FINDING_CLASSES,
    NOTE,
    SEVERITIES,
    UNITS,
    clock_runs,
)
from clearance.domain.inspection_words import CHECKS
from clearance.models import InspectionResult
from clearance.selectors.secondary import JointRecord


def record_words(known: JointRecord, *, open_record: bool) -> dict[str, Any]:
    """Give what the page shows of the record; `open_record` says whether anything can still be added."""
    return {
        "checklist": [
            _check(known, code, open_record) for code in sorted(CHECKS, key=lambda c: c not in known.called_for)
        ],
        "story": [
            {"entry": entry, "kind": ENTRY_KINDS[entry.kind], "check": CHECKS.get(entry.code)}
            for entry in known.entries
            if entry.kind != CHECK
        ],
        "photos": known.photos,
        "minutes": known.minutes,
        "running": clock_runs(known.timers),
        "outcome": _outcome(known.outcome),
        "note_kind": NOTE,
    }


def _check(known: JointRecord, code: str, open_record: bool) -> dict[str, Any]:
    return {
        "code": code,
        "label": CHECKS[code],
        "called_for": code in known.called_for,
        "missing": code in known.missing,
        "by": [entry for entry in known.entries if entry.kind == CHECK and entry.code == code],
        "may_tick": open_record and code not in known.own,
    }


def _outcome(found: InspectionResult | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "row": found,
        "kind": FINDING_CLASSES.get(found.kind),
        "severity": SEVERITIES.get(found.severity),
        "unit": UNITS.get(found.unit),
        "by_check": CHECKS.get(found.by_check),
    }
