"""Public pages: things that cost people their card, and how many hold an enhanced document (R-12)."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollment import selectors
from enrollment.domain.card_cases import CASES
from enrollment.domain.cards import COUNTRIES, DOCUMENT_TYPES, FEWEST
from enrollment.domain.changes import CHANGES
from portal.core.http import PortalRequest


@require_safe
def keep_card(request: PortalRequest) -> HttpResponse:
    """Ask what one would do, then say what is right and why; nothing is kept."""
    rows = []
    for case in CASES:
        said = request.GET.get(case.code, "")
        right = said == ("fine" if case.fine else "wrong")
        rows.append({"case": case, "said": said, "right": right})
    asked = [row for row in rows if row["said"] in ("fine", "wrong")]
    context = {
        "rows": rows,
        "answered": len(asked),
        "right": sum(bool(row["right"]) for row in asked),
        "changes": CHANGES.values(),
    }
    return render(request, "enrollment/life/keep_card.html", context)


@require_safe
def uptake(request: PortalRequest) -> HttpResponse:
    """Show how many people hold an enhanced document, by province and state."""
    rows = [_row(entry) for entry in selectors.uptake()]
    return render(request, "enrollment/life/uptake.html", {"rows": rows, "fewest": FEWEST})


def _row(entry: selectors.Uptake) -> dict[str, Any]:
    return {
        "country": COUNTRIES[entry.country],
        "place": entry.subdivision,
        "label": DOCUMENT_TYPES[entry.type].label,
        "people": entry.people,
    }


@require_safe
def uptake_csv(request: PortalRequest) -> HttpResponse:
    """Give the same numbers to machines; a small cell is empty."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="uptake.csv"'
    writer = csv.writer(answer)
    writer.writerow(["country", "province_or_state", "document", "people"])
    for entry in selectors.uptake():
        writer.writerow([entry.country, entry.subdivision, entry.type, "" if entry.people is None else entry.people])
    return answer
