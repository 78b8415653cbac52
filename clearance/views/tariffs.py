"""The tariff comparison: what one's goods pay in both countries, and which need no proof of origin (R-73)."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from clearance.selectors.tariffs import TariffReport, tariff_report
from clearance.upload.template import CSV_TYPE, safe_cell
from portal.core.http import PortalRequest

COLUMNS = ("code", "goods", "lines", "canada", "united_states", "difference", "proof", "source")


@require_GET
def page(request: PortalRequest) -> HttpResponse:
    """A year of one's goods, the greatest difference first."""
    return render(request, "clearance/tariffs.html", {"report": tariff_report(actor=request.actor)})


@require_GET
def table(request: PortalRequest) -> HttpResponse:
    """The same as CSV (R-74)."""
    answer = HttpResponse(_csv(tariff_report(actor=request.actor)), content_type=CSV_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="preclear-tariffs.csv"'
    return answer


def _csv(report: TariffReport) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in report.goods:
        rates = one.rates
        paid = (rates.canada, rates.united_states, rates.difference) if rates else ("", "", "")
        source = rates.source if rates else ""
        name = one.name.get(get_language() or "en")
        writer.writerow([one.code, safe_cell(name), one.lines, *paid, one.proof, safe_cell(source)])
    return out.getvalue().encode("utf-8-sig")
