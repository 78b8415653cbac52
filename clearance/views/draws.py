"""The public pages of random selection: commitments, seeds, every draw, and the means to work them out again (R-43)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from clearance import verify_draws
from clearance.models import DrawDay
from clearance.selectors.draws import (
    draw_day_as_dict,
    draw_day_get,
    draw_days,
    draw_list,
    draw_rates,
    draw_recompute,
)
from portal.core import clock
from portal.core.domain.errors import NotFound

VERIFIER = Path(verify_draws.__file__)
ROWS = 200
LONGEST_TOKEN = 80


@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """The latest days, and whether as many trips were drawn as both governments signed."""
    context = {"days": draw_days(), "months": draw_rates(), "now": clock.now()}
    return render(request, "clearance/draws/list.html", context)


@require_GET
def draws_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day with its draws, and a form that works one of them out again."""
    found = _day(day)
    token = request.GET.get("token", "")[:LONGEST_TOKEN].strip()
    rows = draw_list(day=found)
    context: dict[str, Any] = {
        "day": found,
        "rows": rows[:ROWS],
        "more": max(0, len(rows) - ROWS),
        "token": token,
        "recomputed": draw_recompute(day=found, token=token) if token else None,
        "over": clock.now() >= found.ends_at,
    }
    return render(request, "clearance/draws/day.html", context)


@require_safe
def draws_json(request: HttpRequest, day: str) -> JsonResponse:
    """The whole list of a published day, for the program or anybody's own."""
    return JsonResponse(draw_day_as_dict(day=_day(day)))


@require_safe
def draws_verifier(request: HttpRequest) -> HttpResponse:
    """The program that works a day out again without the portal."""
    return HttpResponse(
        VERIFIER.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verify_draws.py"'},
    )


def _day(text: str) -> DrawDay:
    try:
        return draw_day_get(day=date.fromisoformat(text))
    except ValueError:
        raise NotFound from None
