"""Value-chain loops: the dashboard, one loop, proposing, signing, refusing, ending (R-62)."""

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

from clearance.domain.loops import IN_FORCE, LOOP_REASONS, LOOP_WORKFLOW
from clearance.forms_loops import LoopForms, initial_of
from clearance.forms_seals import CLOCK, moment
from clearance.models import ValueChainLoop
from clearance.selectors.loop_board import loop_board
from clearance.selectors.loops import loop_get
from clearance.services.loops import loop_end, loop_propose, loop_refuse, loop_sign, loop_subject
from clearance.upload.template import CSV_TYPE
from clearance.views.acts import attempt, items_of, version_of
from clearance.views.loop_figures import board_context, loop_csv, loop_line, port_lines
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_list
from portal.workflow.timeline import timeline

PERIODS = (30, 90, 365)
USUAL = 90
FIELDS = frozenset({"why", "reason"})


@require_GET
def loops(request: PortalRequest) -> HttpResponse:
    """Every loop the actor may see, with what its trucks had to go through in the period."""
    days = _days(request)
    board = loop_board(actor=request.actor, days=days)
    context = board_context(board) | {"days": days, "periods": PERIODS, "may_propose": _proposes(request.actor)}
    return render(request, "clearance/loops/list.html", context)


@require_GET
def loops_csv(request: PortalRequest) -> HttpResponse:
    """The same figures for a spreadsheet: one line for each loop and port."""
    days = _days(request)
    answer = HttpResponse(loop_csv(loop_board(actor=request.actor, days=days)), content_type=CSV_TYPE)
    day = clock.now().date().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="preclear-loops-{day}-{days}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _days(request: PortalRequest) -> int:
    asked = request.GET.get("days", "")
    return next((period for period in PERIODS if str(period) == asked), USUAL)


def _proposes(actor: Actor) -> bool:
    return actor.has("trader.admin")


@require_http_methods(["GET", "POST"])
def loop_new(request: PortalRequest) -> HttpResponse:
    """Propose a loop, or the next version of the one named by `replaces`."""
    old = _replaced(request)
    posted = request.POST if request.method == "POST" else None
    page = LoopForms(posted, _initial(old))
    if posted is not None and page.is_valid():
        data = page.head.cleaned_data
        try:
            made = loop_propose(
                actor=request.actor,
                terms=page.terms(),
                starts_at=moment(data["starts_at"]),
                ends_at=moment(data["ends_at"]),
                replaces=old.id if old else None,
            )
        except NotFound:
            raise
        except DomainError as error:
            page.refuse(error)
        else:
            messages.success(request, _("Proposed. It takes the signatures of both agencies."))
            return redirect("clearance:loop", loop_id=made.id)
    context = {"form": page.head, "plants": page.plants, "parts": page.parts, "old": old}
    return render(request, "clearance/loops/new.html", context, status=200 if posted is None else 422)


def _replaced(request: PortalRequest) -> ValueChainLoop | None:
    try:
        wanted = UUID(request.GET.get("replaces", ""))
    except ValueError:
        return None
    return loop_get(actor=request.actor, loop_id=wanted)


def _initial(old: ValueChainLoop | None) -> dict[str, Any]:
    start = clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(hours=1)
    made = initial_of(old.rules) if old else {"head": {}}
    made["head"] |= {"starts_at": start, "ends_at": start + timedelta(days=365)}
    return made


@require_GET
def loop(request: PortalRequest, loop_id: UUID) -> HttpResponse:
    return _page(request, loop_id)


@require_POST
def sign(request: PortalRequest, loop_id: UUID) -> HttpResponse:
    version = version_of(request)
    return _act(
        request,
        loop_id,
        lambda: loop_sign(actor=request.actor, loop_id=loop_id, expected_version=version),
        _("Signed for your agency."),
    )


@require_POST
def refuse(request: PortalRequest, loop_id: UUID) -> HttpResponse:
    version, code = version_of(request), request.POST.get("reason", "")
    return _act(
        request,
        loop_id,
        lambda: loop_refuse(actor=request.actor, loop_id=loop_id, code=code, expected_version=version),
        _("Decided. The company reads the reason on this page."),
    )


@require_POST
def end(request: PortalRequest, loop_id: UUID) -> HttpResponse:
    version, why = version_of(request), request.POST.get("why", "").replace("\x00", "")
    return _act(
        request,
        loop_id,
        lambda: loop_end(actor=request.actor, loop_id=loop_id, why=why, expected_version=version),
        _("The loop has ended."),
    )


def _act(request: PortalRequest, loop_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    def run() -> None:
        act()
        messages.success(request, done)

    return attempt(
        run, lambda: redirect("clearance:loop", loop_id=loop_id), lambda error: _page(request, loop_id, error)
    )


def _page(request: PortalRequest, loop_id: UUID, error: DomainError | None = None) -> HttpResponse:
    actor, days = request.actor, _days(request)
    found = loop_get(actor=actor, loop_id=loop_id)
    board = loop_board(actor=actor, days=days, number=found.number)
    names = {place.code: place.name for place in crossing_list(commercial=True)}
    context = {
        "loop": found,
        "terms": found.rules,
        "ports": [names.get(code, code) for code in found.rules.crossings],
        "state": LOOP_WORKFLOW.state(found.status),
        "counts": found.status == IN_FORCE and found.starts_at <= clock.now() < found.ends_at,
        "moves": _moves(found, actor),
        "reasons": [(code, text) for code, (text, _fix) in LOOP_REASONS.items()],
        "signatures": list(found.signatures.order_by("signed_at")),
        "line": loop_line(board, board.rows[0]),
        "port_lines": port_lines(board.rows[0], names),
        "board": board,
        "days": days,
        "periods": PERIODS,
        "items": items_of(error, FIELDS),
        "typed": request.POST if error else {},
        "entries": timeline(loop_subject(found), actor),
    }
    return render(request, "clearance/loops/detail.html", context, status=error.status if error else 200)


def _moves(found: ValueChainLoop, actor: Actor) -> frozenset[str]:
    """What the actor may do with it now, by the name of its button."""
    allowed = {
        move.action
        for move in LOOP_WORKFLOW.available(found.status, actor)
        if LOOP_WORKFLOW.guards[move.guard](found, actor) is None
    }
    signed = any(entry.officer_id == actor.user_id for entry in found.signatures.all())
    made = {"end"} if allowed & {"close", "withdraw"} else set()
    made |= {"refuse"} if allowed & {"refuse", "revoke"} else set()
    made |= {"sign"} if allowed & {"sign_giver", "sign_receiver"} and not signed else set()
    made |= {"replace"} if _proposes(actor) and found.owner_id == actor.organisation_id else set()
    return frozenset(made)
