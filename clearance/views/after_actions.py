"""The joint after-action of an inspection, and the list of those of the port (R-50)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.after_action import AFTER_ACTION, DRAFT, KEYS, OVER, PARTS
from clearance.forms_after_action import AfterActionForm
from clearance.models import AfterAction, Inspection
from clearance.selectors import inspection_get
from clearance.selectors.after_actions import after_action_list, after_action_of
from clearance.services.after_actions import after_action_reopen, after_action_save, after_action_sign
from clearance.views.acts import version_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.reference.selectors import crossing_get
from portal.workflow.timeline import timeline

PAGE = 50


@require_GET
def after_actions(request: PortalRequest) -> HttpResponse:
    """Those of the officer's port: what waits for a key first."""
    page = Paginator(after_action_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "state": AFTER_ACTION.state(row.status), "trip": row.inspection.trip} for row in page]
    return render(request, "clearance/after_actions.html", {"rows": rows, "page": page, **around(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def after_action(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    """One: the template to fill in while it is a draft, the words once a key is given. A POST saves the draft."""
    found = inspection_get(actor=request.actor, inspection_id=inspection_id)
    if request.method != "POST":
        return _page(request, found)
    form = AfterActionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    version = form.cleaned_data["expected_version"]
    try:
        after_action_save(
            actor=request.actor, inspection_id=inspection_id, parts=form.parts(), expected_version=version
        )
    except NotFound:
        raise
    except DomainError as error:
        form_refuse(form, error)
        row = after_action_of(found)
        now = row.row_version if row else 0
        form.data = {name: form.data[name] for name in form.data} | {"expected_version": str(now)}
        return _page(request, found, form, status=error.status, stale=now != version)
    messages.success(request, _("Saved for both agencies."))
    return redirect("clearance:after_action", inspection_id=inspection_id)


@require_POST
def after_action_act(request: PortalRequest, inspection_id: UUID, action: str) -> HttpResponse:
    """Sign for one's agency, or take it up again."""
    found = inspection_get(actor=request.actor, inspection_id=inspection_id)
    acts: dict[str, tuple[Callable[..., AfterAction], str]] = {
        "sign": (after_action_sign, _("Signed, with your name.")),
        "reopen": (after_action_reopen, _("It is a draft again.")),
    }
    if action not in acts:
        raise NotFound
    act, done = acts[action]
    try:
        act(actor=request.actor, inspection_id=inspection_id, expected_version=version_of(request))
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, found, error=error, status=error.status)
    messages.success(request, done)
    return redirect("clearance:after_action", inspection_id=inspection_id)


def _page(
    request: PortalRequest,
    found: Inspection,
    form: AfterActionForm | None = None,
    *,
    status: int = 200,
    error: DomainError | None = None,
    stale: bool = False,
) -> HttpResponse:
    row, actor = after_action_of(found), request.actor
    writes = actor.agency in KEYS and found.status == OVER and (row is None or row.status == DRAFT)
    first = {**row.parts, "expected_version": row.row_version} if row else {"expected_version": 0}
    shown = [(label, row.parts.get(code, "")) for code, (label, _hint) in PARTS.items()] if row else []
    context = {
        "inspection": found,
        "trip": found.trip,
        "place": crossing_get(found.trip.crossing),
        "row": row,
        "state": AFTER_ACTION.state(row.status) if row else None,
        "form": (form or AfterActionForm(initial=first)) if writes else None,
        "stale": stale,
        "parts": shown,
        "signatures": [key for key in row.signatures.all() if key.digest == row.digest] if row else [],
        "moves": _moves(row, actor),
        "items": error.items if error else (),
        "entries": timeline(Subject("after_action", row.id), actor) if row else [],
    }
    return render(request, "clearance/after_action.html", context, status=status)


def _moves(row: AfterAction | None, actor: Actor) -> dict[str, Any]:
    """Give what this officer may do now, as buttons; a signature is one act, whichever agency it is for."""
    if row is None or actor.agency not in KEYS:
        return {}
    moves = {move.action: move for move in AFTER_ACTION.available(row.status, actor)}
    sign = moves.pop(KEYS[actor.agency], None)
    return {"reopen": moves.get("reopen"), "sign": sign}
