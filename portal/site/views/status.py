"""Is the house in order: a page for everyone, one for the administrator, one for the machine that asks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from audit.trail.selectors import seal_state
from clearance.selectors import messages_stuck
from portal.core import clock
from portal.core.http import PortalRequest
from portal.core.selectors import queue_state, stuck_work
from portal.core.services import outbox_retry

LATE_SECONDS = 10
PAGE = 100


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
    queue, trail = queue_state(), seal_state()
    sealed_on_time = trail.waiting_since is None or (clock.now() - trail.waiting_since).total_seconds() <= LATE_SECONDS
    context = {
        "queue": queue,
        "trail": trail,
        "on_time": queue.lag_seconds <= LATE_SECONDS,
        "sealed_on_time": sealed_on_time,
        "checked_at": clock.now(),
    }
    return render(request, "site/status.html", context)


@require_GET
def stuck(request: PortalRequest) -> HttpResponse:
    """Show work that is late or failed, with the error that holds it."""
    page = Paginator(stuck_work(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "queue": queue_state(), "stuck": messages_stuck()}
    return render(request, "site/stuck.html", context)


@require_POST
def stuck_retry(request: PortalRequest, task_id: UUID) -> HttpResponse:
    """Try one piece of work again now."""
    outbox_retry(task_id)
    messages.success(request, _("It will be tried again at once."))
    return redirect("site:stuck")
