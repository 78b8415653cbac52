"""The figures of loops as lines of a page and of a spreadsheet: every share with its base (R-62)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from clearance.domain.loops import LOOP_WORKFLOW
from clearance.domain.loops.figures import KINDS, Figures
from clearance.domain.simulation_words import share_words
from clearance.selectors.loop_board import LoopBoard, LoopRow
from clearance.targeting.rates import Share, share_as_json
from clearance.upload.template import safe_cell
from portal.core.domain.text import Text

COLUMNS = (
    "loop", "version", "name", "status", "crossing", "from", "to", "crossings", "expected_crossings", "checks",
    "random_draws", "for_cause", "routine", "check_rate", "repeats", "repeat_days", "repeat_rate", "inspected",
    "findings", "finding_rate", "minutes",
)  # fmt: skip
ALL = "all"


def board_context(board: LoopBoard) -> dict[str, Any]:
    return {"board": board, "lines": [loop_line(board, row) for row in board.rows]}


def loop_line(board: LoopBoard, row: LoopRow) -> dict[str, Any]:
    """Give one loop with its shares in words."""
    return {
        "row": row,
        "loop": row.loop,
        "state": LOOP_WORKFLOW.state(row.loop.status),
        "full": board.cap is not None and row.routine_now >= board.cap.checks,
        **_shares(row.total),
    }


def port_lines(row: LoopRow, names: Mapping[str, Text]) -> list[dict[str, Any]]:
    return [{"name": names.get(code, code), **_shares(found)} for code, found in row.ports.items()]


def _shares(found: Figures) -> dict[str, Any]:
    return {
        "figures": found,
        "kinds": [(KINDS[kind], getattr(found, kind)) for kind in KINDS],
        "checked": _said(found.checks, found.crossings),
        "repeated": _said(found.repeats, found.checks),
        "found": _said(found.findings, found.inspected),
    }


def _said(part: int, whole: int) -> Text:
    return share_words(share_as_json(Share(part, whole)))


def loop_csv(board: LoopBoard) -> bytes:
    """Give a line for each loop in all and one for each of its ports; an empty rate has no base."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in board.rows:
        for place, found in ((ALL, row.total), *row.ports.items()):
            writer.writerow(_cells(board, row, place, found))
    return out.getvalue().encode("utf-8-sig")


def _cells(board: LoopBoard, row: LoopRow, place: str, found: Figures) -> tuple[Any, ...]:
    loop = row.loop
    return (
        loop.label, loop.version, safe_cell(loop.rules.name), loop.status, place, board.since.date(), board.until.date(),
        found.crossings, "" if found.expected is None else round(found.expected, 1), found.checks,
        found.random, found.for_cause, found.routine, _rate(found.checks, found.crossings), found.repeats,
        board.repeat_days, _rate(found.repeats, found.checks), found.inspected,
        found.findings, _rate(found.findings, found.inspected), found.minutes,
    )  # fmt: skip


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else ""
