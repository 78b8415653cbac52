"""Is the house in order: a page for everyone, one for the administrator, one for the machine that asks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from audit.trail.selectors import seal_state
from clearance.selectors import messages_stuck
from portal.core import clock
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.core.selectors import queue_state, stuck_work
from portal.core.services import outbox_retry

LATE_SECONDS = 10
PAGE = 100
COLUMNS = ("figure", "value", "on_time", "seconds_behind", "looked_at_utc", "definition_en", "definition_fr")
WORK = Text(
    f"Scorings and messages that are due and not done. On time: the oldest waits {LATE_SECONDS} s at most.",
    f"Évaluations et messages dus et non faits. À temps : le plus ancien attend {LATE_SECONDS} s au plus.",
)
SEALED = Text(
    f"Entries of the trail sealed so far. On time: the oldest unsealed one waits {LATE_SECONDS} s at most.",
    f"Entrées du journal scellées jusqu'ici. À temps : la plus ancienne non scellée attend {LATE_SECONDS} s au plus.",
)


@require_GET
@never_cache
def health(request: PortalRequest) -> JsonResponse:
    """Answer 200 while the database answers: what a load balancer needs to know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_GET
def status(request: PortalRequest) -> HttpResponse:
    """Show what works, since when, and how far behind what is behind."""
    work, trail = _figures(now := clock.now())
    return render(request, "site/status.html", {"work": work, "trail": trail, "checked_at": now})


@require_safe
@never_cache
def status_csv(request: PortalRequest) -> HttpResponse:
    """The same figures, each with its definition."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="preclear-status.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in _figures(now := clock.now()):
        told = "yes" if row.on_time else "no"
        writer.writerow(
            [row.code, row.value, told, row.behind, f"{now:%Y-%m-%dT%H:%M:%SZ}", row.means.en, row.means.fr]
        )
    return response


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the house and by how many whole seconds it is behind."""

    code: str
    value: int
    behind: int
    means: Text

    @property
    def on_time(self) -> bool:
        return self.behind <= LATE_SECONDS


def _figures(now: datetime) -> tuple[Figure, Figure]:
    queue, trail = queue_state(), seal_state()
    unsealed = ceil((now - trail.waiting_since).total_seconds()) if trail.waiting_since else 0
    return (
        Figure("work_waiting", queue.waiting, ceil(queue.lag_seconds), WORK),
        Figure("entries_sealed", trail.sealed, unsealed, SEALED),
    )


@require_GET
def stuck(request: PortalRequest) -> HttpResponse:
    """Show work that is late or failed, with the error that holds it."""
    page = Paginator(stuck_work(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "queue": queue_state(), "stuck": messages_stuck(), **around(page)}
    return render(request, "site/stuck.html", context)


@require_POST
def stuck_retry(request: PortalRequest, task_id: UUID) -> HttpResponse:
    """Try one piece of work again now."""
    outbox_retry(task_id)
    messages.success(request, _("It will be tried again at once."))
    return redirect("site:stuck")
