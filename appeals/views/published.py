"""What everybody may read of complaints: by quarter and category, with what it is a share of (R-81)."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from appeals.domain.complaints import CATEGORIES
from appeals.domain.published import FEWEST
from appeals.selectors import complaints_published as counts


@require_GET
def complaints_published(request: HttpRequest) -> HttpResponse:
    rows = [{"row": row, "category": CATEGORIES[row.category].label} for row in counts()]
    context = {"rows": rows, "standards": list(CATEGORIES.values()), "fewest": FEWEST}
    return render(request, "appeals/complaints_published.html", context)


@require_GET
def complaints_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers; a field is empty where a number is left out."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="complaints.csv"'
    writer = csv.writer(response)
    writer.writerow(["year", "quarter", "category", "standard_days", "received", "in_time", "escalated"])
    for row in counts():
        figures = ["" if value is None else value for value in (row.received, row.in_time, row.escalated)]
        days = CATEGORIES[row.category].days
        writer.writerow([row.quarter.year, row.quarter.number, row.category, days, *figures])
    return response
