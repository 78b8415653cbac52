"""The agency strip of every record page: the same lines for trader and officer (ux.md, requirements 5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clearance.domain.transitions import AGENCY_WORKFLOW
from clearance.models import AgencyLine
from clearance.selectors.agency_status import AgencyStatus
from portal.core.domain.text import Text

BORDER = ("CBP", "CBSA")


def strip(
    lines: Iterable[AgencyLine],
    statuses: Mapping[str, AgencyStatus],
    *,
    first: str,
    stand_ins: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Give one cell per agency, the border agency `first` on the left; `stand_ins` are those this officer acts for."""
    rows = sorted(lines, key=lambda line: (line.agency not in BORDER, line.agency != first, line.agency))
    return [cell(statuses[line.agency], (stand_ins or {}).get(line.agency, "")) for line in rows]


def cell(status: AgencyStatus, acting: str = "") -> dict[str, Any]:
    """Give what components/agency_strip.html shows of one agency."""
    line = status.line
    open_still = not status.decided
    return {
        "agency": line.agency,
        "state": AGENCY_WORKFLOW.state(line.status),
        "hours": status.hours if open_still else None,
        "delegate": status.delegate if open_still and not acting else None,
        "expected": status.expected,
        "needs": status.needs if open_still else None,
        "note": _note(status, acting),
    }


def _note(status: AgencyStatus, acting: str) -> Text | None:
    line = status.line
    if line.acting_for.startswith("P-"):
        return Text(
            f"inspected for it by {line.decided_as} under protocol {line.acting_for}",
            f"inspecté à sa place par {line.decided_as}, protocole {line.acting_for}",
        )
    if line.acting_for:
        return Text(f"decided for it under order {line.acting_for}", f"décidé à sa place, ordre {line.acting_for}")
    if line.reason and "text" in line.reason:
        return Text.from_dict(line.reason["text"])
    if acting and not status.decided:
        return Text(f"acting for: order {acting}", f"vous agissez à sa place : ordre {acting}")
    return None
