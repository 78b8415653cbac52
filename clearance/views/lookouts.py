"""Look-outs for targeting officers: list, entry, one look-out; every look is logged (R-98, R-13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.lookouts.closed_lists import KINDS, MARKER_SOURCES, QUALITIES, SOURCES
from clearance.domain.lookouts.words import PARTS, PARTS_OF
from clearance.domain.lookouts.workflow import ACTIVE
from clearance.domain.transitions import LOOKOUT_WORKFLOW
from clearance.forms_lookouts import CLOCK, LookoutForm
from clearance.models import Lookout
from clearance.selectors.lookouts import lookout_get, lookout_list, markers_of, matches_waiting, may_read
from clearance.services.lookouts import (
    lookout_enter,
    lookout_share,
    lookout_viewed,
    lookout_withdraw,
    lookouts_listed,
)
from clearance.targeting.profile import REASON_CLASSES
from clearance.views.acts import attempt, items_of, version_of
from portal.core import clock
from portal.core.domain.errors import DomainError
from portal.core.domain.matching import Identity
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
DAYS = 30
FIELDS = frozenset({"why"})


@require_GET
def lookouts(request: PortalRequest) -> HttpResponse:
    """Active look-outs of both agencies, or those that ended; whom the other agency's mean only if it shares them."""
    ended = request.GET.get("ended") == "1"
    found = lookout_list(actor=request.actor)
    found = found.exclude(status=ACTIVE).order_by("-ended_at") if ended else found.filter(status=ACTIVE)
    rows = [_row(lookout, request) for lookout in found[:ROWS]]
    lookouts_listed(actor=request.actor, kind="ended" if ended else "active", shown=len(rows))
    context = {"rows": rows, "ended": ended, "waiting": matches_waiting(actor=request.actor).count()}
    return render(request, "clearance/lookouts/list.html", context)


def _row(lookout: Lookout, request: PortalRequest) -> dict[str, Any]:
    readable = may_read(lookout, request.actor)
    return {
        "lookout": lookout,
        "state": LOOKOUT_WORKFLOW.state(lookout.status),
        "past": lookout.status == ACTIVE and lookout.expires_at <= clock.now(),
        "kind": KINDS[lookout.kind],
        "reason": REASON_CLASSES[lookout.reason_class],
        "readable": readable,
        "who": Identity.from_dict(lookout.identity).words if readable else "",
    }


@require_http_methods(["GET", "POST"])
def lookout_new(request: PortalRequest) -> HttpResponse:
    """Enter a look-out; what is refused is said at its field and nothing typed is lost."""
    ends = (clock.now().astimezone(CLOCK) + timedelta(days=DAYS)).replace(second=0, microsecond=0, tzinfo=None)
    form = LookoutForm(request.POST or None, initial={"expires_at": ends})
    if request.method == "POST" and form.is_valid():
        try:
            lookout = lookout_enter(actor=request.actor, entry=form.entry())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Entered. Trips on the way are being checked against it."))
            return redirect("clearance:lookout", lookout_id=lookout.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "clearance/lookouts/new.html", {"form": form}, status=status)


@require_GET
def lookout(request: PortalRequest, lookout_id: UUID) -> HttpResponse:
    found = lookout_get(actor=request.actor, lookout_id=lookout_id)
    lookout_viewed(actor=request.actor, lookout=found)
    return _page(request, lookout_id)


@require_POST
def withdraw(request: PortalRequest, lookout_id: UUID) -> HttpResponse:
    version, why = version_of(request), request.POST.get("why", "").replace("\x00", "")

    def act() -> None:
        lookout_withdraw(actor=request.actor, lookout_id=lookout_id, why=why, expected_version=version)

    return _act(request, lookout_id, act, _("Withdrawn. Trips on the way are scored without it."))


@require_POST
def share(request: PortalRequest, lookout_id: UUID) -> HttpResponse:
    version = version_of(request)

    def act() -> None:
        lookout_share(actor=request.actor, lookout_id=lookout_id, expected_version=version)

    return _act(request, lookout_id, act, _("The other agency can read it now."))


def _act(request: PortalRequest, lookout_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    def run() -> None:
        act()
        messages.success(request, done)

    return attempt(
        run,
        lambda: redirect("clearance:lookout", lookout_id=lookout_id),
        lambda error: _page(request, lookout_id, error),
    )


def _page(request: PortalRequest, lookout_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = lookout_get(actor=request.actor, lookout_id=lookout_id)
    row = _row(found, request)
    own = found.agency == request.actor.agency
    context = {
        **row,
        "own": own,
        "active": found.status == ACTIVE,
        "parts": [(PARTS[name], _shown(found.identity[name])) for name in PARTS_OF[found.kind]]
        if row["readable"]
        else [],
        "source": SOURCES[found.source_class],
        "quality": QUALITIES[found.quality],
        "markers": markers_of(found) if row["readable"] else [],
        "marker_sources": MARKER_SOURCES,
        "items": items_of(error, FIELDS),
        "entries": timeline(Subject("lookout", found.id), request.actor) if own else [],
    }
    return render(request, "clearance/lookouts/detail.html", context, status=error.status if error else 200)


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
