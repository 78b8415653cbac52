"""The cost of the border for a member, by month, with its own figures; they stay in the address, nowhere else (R-95)."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.compliance.domain.border_cost import Own, border_cost, whole
from audit.compliance.forms_cost import OwnForm
from audit.compliance.selectors.border_cost import counted_of_month
from audit.compliance.views.ledger_words import csv_bytes
from audit.compliance.views.movement_fees import month_asked, months_offered
from clearance.upload.template import CSV_TYPE
from portal.accounts.selectors import organisation_get
from portal.core.http import PortalRequest

COLUMNS = ("part", "amount_usd", "n", "month", "definition_en", "definition_fr")


@require_safe
def cost(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The month's cost part by part."""
    month = month_asked(request)
    form, own = _own(request)
    parts = border_cost(own, counted_of_month(actor=request.actor, organisation_id=organisation_id, month=month))
    context: dict[str, Any] = {
        "organisation": organisation_get(organisation_id),
        "form": form,
        "parts": parts,
        "whole": whole(parts),
        "query": request.GET.urlencode(),
        "chart": [(part.label, part.amount) for part in parts if part.amount],
        **months_offered(month),
    }
    return render(request, "compliance/border_cost.html", context, status=422 if form.errors else 200)


@require_safe
def cost_csv(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The same parts for a spreadsheet."""
    month = month_asked(request)
    _, own = _own(request)
    parts = border_cost(own, counted_of_month(actor=request.actor, organisation_id=organisation_id, month=month))
    rows = [[part.code, f"{part.amount:.2f}", part.n, f"{month:%Y-%m}", part.how.en, part.how.fr] for part in parts]
    name = f"preclear-border-cost-{month:%Y-%m}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_bytes(COLUMNS, rows), content_type=CSV_TYPE, headers=headers)


def _own(request: PortalRequest) -> tuple[OwnForm, Own]:
    """Give the form and its figures; what was not given, or cannot be read, counts with the start value."""
    start: dict[str, Decimal] = asdict(Own())
    given = any(name in request.GET for name in start)
    form = OwnForm({**start, **request.GET.dict()} if given else None, initial=start)
    read: dict[str, Decimal] = form.cleaned_data if given and (form.is_valid() or form.cleaned_data) else {}
    return form, Own(**{**start, **{name: value for name, value in read.items() if value is not None}})
