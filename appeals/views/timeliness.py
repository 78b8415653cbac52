"""How long appeals take, for everybody: by quarter and ground, with what each figure is a share of (R-80)."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from appeals.domain.kinds import KINDS
from appeals.domain.published import FEWEST
from appeals.domain.timeliness import DEFINITION, STANDARDS
from appeals.selectors.timeliness import timeliness_published

COLUMNS = (
    "year",
    "quarter",
    "ground",
    "standard_days",
    "filed",
    "in_time",
    "over",
    "open_over",
    "decided",
    "median_days",
)


@require_GET
def timeliness(request: HttpRequest) -> HttpResponse:
    rows = [{"row": row, "kind": KINDS[row.kind].label} for row in timeliness_published()]
    standards = [{"label": KINDS[kind].label, "days": days} for kind, days in STANDARDS.items()]
    context = {"rows": rows, "standards": standards, "fewest": FEWEST, "definition": DEFINITION}
    return render(request, "appeals/timeliness.html", context)


@require_GET
def timeliness_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers with their definition; a field is empty where a number is left out."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appeals-timeliness.csv"'
    writer = csv.writer(response)
    writer.writerow([*COLUMNS, "definition_en", "definition_fr"])
    for row in timeliness_published():
        numbers = (row.filed, row.in_time, row.over, row.open_over, row.decided, row.days)
        figures = ["" if value is None else value for value in numbers]
        start = [row.quarter.year, row.quarter.number, row.kind, STANDARDS[row.kind]]
        writer.writerow([*start, *figures, DEFINITION.en, DEFINITION.fr])
    return response
