"""Delegation orders: list, draft from a template, sign, replace, revoke (R-41, requirements 4.9 and 4.13)."""

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

from clearance.domain.officers import BORDER
from clearance.domain.partners import PROGRAMMES
from clearance.domain.partners.order_workflow import IN_FORCE, ORDER_WORKFLOW
from clearance.domain.partners.orders import HOURS, POWERS
from clearance.forms_orders import CLOCK, OrderForm
from clearance.models import DelegationOrder
from clearance.selectors.orders import order_get, orders_for_actor
from clearance.services.orders import order_draft, order_revoke, order_sign, order_withdraw
from clearance.views.acts import attempt, items_of, version_of
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find
from portal.workflow.timeline import timeline

ROWS = 100
PROGRAMME_NAMES = {programme.code: programme.name for programme in PROGRAMMES}
FIELDS = frozenset({"why"})


@require_GET
def orders(request: PortalRequest) -> HttpResponse:
    """Every order the officer's agency gives or acts under, the newest first."""
    rows = [_row(order) for order in orders_for_actor(actor=request.actor)[:ROWS]]
    return render(request, "clearance/orders/list.html", {"rows": rows, "may_draft": _drafts(request.actor)})


def _drafts(actor: Actor) -> bool:
    return actor.has("officer.supervisor")


def _row(order: DelegationOrder) -> dict[str, Any]:
    return {"order": order, "state": ORDER_WORKFLOW.state(order.status), "counts": counts_now(order)}


def counts_now(order: DelegationOrder) -> bool:
    """Say whether officers act under it at this moment."""
    return order.status == IN_FORCE and order.starts_at <= clock.now() < order.ends_at


@require_http_methods(["GET", "POST"])
def order_new(request: PortalRequest) -> HttpResponse:
    """Draft an order, or the next version of the one named by `replaces`."""
    actor = request.actor
    old = _replaced(request)
    form = OrderForm(request.POST or None, agency=actor.agency, initial=_initial(actor, old))
    if request.method == "POST" and form.is_valid():
        try:
            order = order_draft(
                actor=actor,
                terms=form.terms(),
                starts_at=form.moment("starts_at"),
                ends_at=form.moment("ends_at"),
                note=form.cleaned_data["note"],
                replaces=old.id if old else None,
            )
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Drafted. It takes the signatures of both agencies."))
            return redirect("clearance:order", order_id=order.id)
    refused = request.method == "POST"
    return render(request, "clearance/orders/new.html", {"form": form, "old": old}, status=422 if refused else 200)


def _replaced(request: PortalRequest) -> DelegationOrder | None:
    try:
        wanted = UUID(request.GET.get("replaces", ""))
    except ValueError:
        return None
    return order_get(actor=request.actor, order_id=wanted)


def _initial(actor: Actor, old: DelegationOrder | None) -> dict[str, Any]:
    """Start from the usual order: off hours, complete filings only, for a quarter; or from the version it replaces."""
    start = clock.now().astimezone(CLOCK).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    made: dict[str, Any] = {
        "giver": "" if actor.agency in BORDER else actor.agency,
        "receiver": actor.agency if actor.agency in BORDER else "CBSA" if actor.country == "CA" else "CBP",
        "powers": ["release"],
        "hours": "closed",
        "complete_only": True,
        "crossings": [actor.port] if actor.port else [],
    }
    if old is not None:
        made = {**old.terms, "except_prefixes": " ".join(old.rules.except_prefixes), "note": old.note}
        made["max_weight_kg"] = old.rules.max_weight_kg or None
    return {
        **made,
        "starts_at": start.replace(tzinfo=None),
        "ends_at": (start + timedelta(days=90)).replace(tzinfo=None),
    }


@require_GET
def order(request: PortalRequest, order_id: UUID) -> HttpResponse:
    return _page(request, order_id)


@require_POST
def sign(request: PortalRequest, order_id: UUID) -> HttpResponse:
    version = version_of(request)
    done = _("Signed for your agency.")
    return _act(
        request, order_id, lambda: order_sign(actor=request.actor, order_id=order_id, expected_version=version), done
    )


@require_POST
def revoke(request: PortalRequest, order_id: UUID) -> HttpResponse:
    return _end(request, order_id, order_revoke, _("The order is revoked."))


@require_POST
def withdraw(request: PortalRequest, order_id: UUID) -> HttpResponse:
    return _end(request, order_id, order_withdraw, _("The draft is withdrawn."))


def _end(request: PortalRequest, order_id: UUID, service: Callable[..., Any], done: str) -> HttpResponse:
    version = version_of(request)
    why = request.POST.get("why", "").replace("\x00", "")
    return _act(
        request,
        order_id,
        lambda: service(actor=request.actor, order_id=order_id, why=why, expected_version=version),
        done,
    )


def _act(request: PortalRequest, order_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    def run() -> None:
        act()
        messages.success(request, done)

    return attempt(
        run,
        lambda: redirect("clearance:order", order_id=order_id),
        lambda error: _page(request, order_id, error),
    )


def _page(request: PortalRequest, order_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = order_get(actor=request.actor, order_id=order_id)
    context = {
        **_row(found),
        "terms": _terms(found),
        "signatures": found.signatures.all(),
        "moves": _moves(found, request.actor),
        "items": items_of(error, FIELDS),
        "entries": timeline(Subject("delegation_order", found.id), request.actor),
    }
    return render(request, "clearance/orders/detail.html", context, status=error.status if error else 200)


def _moves(found: DelegationOrder, actor: Actor) -> frozenset[str]:
    """Give what the officer may do with it now: sign, withdraw, revoke, replace."""
    allowed = {
        move.action
        for move in ORDER_WORKFLOW.available(found.status, actor)
        if ORDER_WORKFLOW.guards[move.guard](found, actor) is None
    }
    made = {"sign"} if allowed & {"sign_giver", "sign_receiver"} else set()
    made |= allowed & {"withdraw", "revoke"}
    return frozenset(made | ({"replace"} if "supersede" in allowed else set()))


def _terms(found: DelegationOrder) -> list[dict[str, Any]]:
    """Write the terms as people read them."""
    rules = found.rules
    places = [place.name if (place := crossing_find(code)) else Text(code, code) for code in rules.crossings]
    rows: list[tuple[str, Any]] = [
        (_("Agency acted for"), rules.giver),
        (_("Agency whose officers act"), rules.receiver),
        (_("Crossings"), places or [Text("every crossing", "tous les passages")]),
        (_("Programmes"), _programmes(rules.programmes)),
        (_("What they may decide"), [POWERS[code] for code in rules.powers]),
        (_("At which hours"), [HOURS[rules.hours]]),
        (_("Goods left out"), " ".join(rules.except_prefixes) or "–"),
        (_("Heaviest load, kg"), str(rules.max_weight_kg or "–")),
        (_("Only when every answer the agency needs is there"), [_YES if rules.complete_only else _NO]),
        (_("Only officers with their own accreditation"), [_YES if rules.designated_only else _NO]),
    ]
    return [
        {"label": label, "words": value if isinstance(value, list) else None, "value": value} for label, value in rows
    ]


def _programmes(codes: tuple[str, ...]) -> list[Text]:
    named = [PROGRAMME_NAMES.get(code, Text(code, code)) for code in codes]
    return named or [Text("every programme of that agency", "tous les programmes de cet organisme")]


_YES, _NO = Text("yes", "oui"), Text("no", "non")
