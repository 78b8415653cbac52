"""Why members leave, by quarter: exact for staff, with small numbers left out for everybody (R-102)."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollment import selectors
from enrollment.domain.leaving import FEWEST, REASONS, Cell, cells
from enrollment.domain.programmes import PROGRAMMES
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

QUARTERS = 8
COLUMNS = (Text("Reason", "Raison"), Text("Members", "Membres"))


@require_safe
def exits(request: PortalRequest) -> HttpResponse:
    """Show the published numbers: those below five are left out."""
    return _page(request, publish=True)


@require_safe
def exits_exact(request: PortalRequest) -> HttpResponse:
    """Show the exact numbers to officers and administrators."""
    return _page(request, publish=False)


@require_safe
def exits_csv(request: PortalRequest) -> HttpResponse:
    """Give the published numbers as CSV."""
    return _file(publish=True)


@require_safe
def exits_exact_csv(request: PortalRequest) -> HttpResponse:
    """Give the exact numbers as CSV."""
    return _file(publish=False)


def _page(request: PortalRequest, *, publish: bool) -> HttpResponse:
    found = cells(selectors.exit_counts(), publish=publish)
    quarters = sorted({cell.quarter for cell in found}, reverse=True)[:QUARTERS]
    recent = [cell for cell in found if cell.quarter in quarters]
    context = {
        "groups": [
            {
                "quarter": quarter,
                "chart": _bars([cell for cell in recent if cell.quarter == quarter]),
                "rows": [_row(cell) for cell in recent if cell.quarter == quarter],
            }
            for quarter in quarters
        ],
        "publish": publish,
        "fewest": FEWEST,
        "chart_columns": COLUMNS,
        "may_exact": request.actor is not None and request.actor.is_staff,
    }
    return render(request, "enrollment/exits.html", context)


def _bars(found: list[Cell]) -> list[tuple[Any, int]]:
    """One bar per reason over all programmes, of the numbers that may be shown."""
    sums: dict[str, int] = {}
    for cell in found:
        if cell.count is not None:
            sums[cell.reason] = sums.get(cell.reason, 0) + cell.count
    return [(REASONS[reason], count) for reason, count in sorted(sums.items(), key=lambda pair: -pair[1])]


def _row(cell: Cell) -> dict[str, Any]:
    return {"cell": cell, "programme": PROGRAMMES[cell.programme].name, "reason": REASONS[cell.reason]}


def _file(*, publish: bool) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="preclear-exits.csv"'
    writer = csv.writer(answer)
    writer.writerow(["quarter", "programme", "reason", "members"])
    for cell in cells(selectors.exit_counts(), publish=publish):
        shown = "suppressed" if cell.count is None else cell.count
        writer.writerow([cell.quarter.code, cell.programme, cell.reason, shown])
    return answer
