"""The public pages of the audit draw: commitments, seeds, lists, and the means to work them out again (R-70)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from audit.compliance import verify_audits
from audit.compliance.domain.drawing import FOUNDING_SHARES, STEPS
from audit.compliance.domain.facility_draw import VISIT_SHARE
from audit.compliance.models import AuditMonth
from audit.compliance.selectors.facilities import facility_month
from audit.compliance.selectors.months import (
    audit_month_get,
    audit_months,
    month_as_dict,
    month_recount,
    month_rows,
    pool_so_far,
)
from portal.core import clock
from portal.core.domain.errors import NotFound

VERIFIER = Path(verify_audits.__file__)
ROWS = 200
LONGEST_TOKEN = 80


@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """The months, what each drew of how many, and the pool of the running one."""
    pool, direct = pool_so_far()
    context = {
        "months": audit_months(),
        "pool": pool,
        "direct": direct,
        "random_share": 100 * FOUNDING_SHARES.random / STEPS,
        "risk_share": 100 * FOUNDING_SHARES.risk / STEPS,
        "visit_share": 100 * VISIT_SHARE / STEPS,
    }
    return render(request, "compliance/draws/list.html", context)


@require_GET
def draws_month(request: HttpRequest, month: str) -> HttpResponse:
    """One month, worked out again while the page is made; and one movement of it by its token."""
    found = _month(month)
    token = request.GET.get("token", "")[:LONGEST_TOKEN].strip().lower()
    rows = month_rows(found) if found.seed else []
    listed = [row for row in rows if row.part]
    listed.sort(key=lambda row: (row.part, row.place))
    context = {
        "month": found,
        "recount": month_recount(found, rows),
        "facilities": facility_month(found),
        "rows": listed[:ROWS],
        "more": max(0, len(listed) - ROWS),
        "token": token,
        "own": next((row for row in rows if row.token == token), None) if token else None,
        "over": clock.now() >= found.ends_at,
    }
    return render(request, "compliance/draws/month.html", context)


@require_safe
def draws_json(request: HttpRequest, month: str) -> JsonResponse:
    """The whole list of a month that is drawn, for the program or anybody's own."""
    return JsonResponse(month_as_dict(month=_month(month)))


@require_safe
def draws_verifier(request: HttpRequest) -> HttpResponse:
    """The program that works a month out again without the portal."""
    return HttpResponse(
        VERIFIER.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verify_audits.py"'},
    )


def _month(text: str) -> AuditMonth:
    try:
        return audit_month_get(month=date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise NotFound from None
