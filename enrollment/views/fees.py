"""What is charged, by whom and why, for everybody; what a member paid; and the desk of those who hold a key (R-05, R-105)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.billing import Billed, totals
from enrollment.domain.fees import GROUNDS, STATUTORY, FeeVersion, Waiver, counts_on, fee_on, waiver_label
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.provisions import FEE as FEE_KIND
from enrollment.domain.provisions import WAIVER as WAIVER_KIND
from enrollment.domain.transitions import FEE, FEE_KEYS
from enrollment.forms_fees import FeeForm, RangeForm, WaiverForm
from enrollment.models import Fee, FeeWaiver
from enrollment.views import presenting
from enrollment.views.payments import invoice_row
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

MOST_SHOWN = 200
FORMS = {FEE_KIND: FeeForm, WAIVER_KIND: WaiverForm}


@require_safe
def fees(request: PortalRequest) -> HttpResponse:
    """List every fee with owner, legal basis, cost to users and review date; those past their review are marked."""
    today = clock.now().date()
    versions = [row.version for row in selectors.fees_published()]
    waivers = [*STATUTORY, *(row.waiver for row in selectors.waivers_published())]
    context = {
        "fees": [_fee(fee_on(versions, programme, today), today) for programme in PROGRAMMES.values()],
        "coming": [_fee(one, today) for one in versions if one.starts_on > today],
        "waivers": [_waiver(one, today) for one in waivers if one.ends_on is None or one.ends_on >= today],
        "holds_key": request.actor is not None and request.actor.has(*FEE_KEYS),
    }
    return render(request, "enrollment/fees.html", context)


def _fee(fee: FeeVersion, today: Any) -> dict[str, Any]:
    return {"fee": fee, "programme": PROGRAMMES[fee.programme], "overdue": fee.overdue(today)}


def _waiver(waiver: Waiver, today: Any) -> dict[str, Any]:
    return {
        "waiver": waiver,
        "label": waiver_label(waiver),
        "programme": PROGRAMMES[waiver.programme],
        "ground": GROUNDS[waiver.ground],
        "overdue": waiver.review_on < today,
        "counts": counts_on(waiver.starts_on, waiver.ends_on, today),
    }


@require_safe
def fees_mine(request: PortalRequest) -> HttpResponse:
    """Show the fees of the person or company for a range of days, with totals and the waivers that were used (R-05)."""
    form = RangeForm(request.GET or None)
    wanted: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = list(
        selectors.invoice_list(actor=request.actor, first=wanted.get("first"), last=wanted.get("last"))[:MOST_SHOWN]
    )
    context = {
        "form": form,
        "place": presenting.PLACE,
        "rows": [{**invoice_row(row), "used": row.lines[1:]} for row in rows],
        "totals": totals(Billed(row.status, row.gross, row.waived) for row in rows),
        "most": MOST_SHOWN if len(rows) == MOST_SHOWN else 0,
    }
    return render(request, "enrollment/fees_mine.html", context, status=422 if form.errors else 200)


@require_safe
def fee_desk(request: PortalRequest) -> HttpResponse:
    """Every version of every fee and waiver, with its signatures and what the reader may do with it."""
    fee_rows, waiver_rows = selectors.provisions_all()
    context = {
        "groups": [
            (FEE_KIND, [_desk_row(row, request.actor) for row in fee_rows]),
            (WAIVER_KIND, [_desk_row(row, request.actor) for row in waiver_rows]),
        ],
        "holds_key": request.actor.has(*FEE_KEYS),
        "sees_odd": request.actor.kind != "officer" or request.actor.agency in AGENCIES,
    }
    return render(request, "enrollment/fee_desk.html", context)


def _desk_row(row: Fee | FeeWaiver, actor: Actor) -> dict[str, Any]:
    signatures = list(row.signatures.all())
    return {
        "row": row,
        "facts": row.data,
        "programme": PROGRAMMES[row.programme],
        "ground": GROUNDS.get(row.data.get("ground", "")),
        "state": FEE.state(row.status),
        "signatures": signatures,
        "moves": _moves(row, signatures, actor),
    }


def _moves(row: Fee | FeeWaiver, signatures: Sequence[Any], actor: Actor) -> list[str]:
    allowed = {move.action for move in FEE.available(row.status, actor)}
    own = row.author_id == actor.user_id or any(one.officer_id == actor.user_id for one in signatures)
    found = ["sign"] if f"sign_{actor.agency.lower()}" in allowed and not own else []
    begun = row.status == "approved" and row.data["starts_on"] <= clock.now().date().isoformat()
    return [*found, "withdraw"] if "withdraw" in allowed and not begun else found


@require_http_methods(["GET", "HEAD", "POST"])
def fee_new(request: PortalRequest, kind: str) -> HttpResponse:
    """Propose a fee or a waiver; without owner, basis, cost and review date it is not kept."""
    if kind not in FORMS:
        raise NotFound
    form = FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.provision_propose(actor=request.actor, kind=kind, document=form.cleaned_data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Kept as a draft. Both agencies sign it before it counts."))
            return redirect("enrollment:fee_desk")
    status = 422 if form.errors else 200
    return render(request, "enrollment/fee_new.html", {"form": form, "kind": kind}, status=status)


@require_POST
def fee_act(request: PortalRequest, kind: str, version_id: UUID, action: str) -> HttpResponse:
    """Sign a version for the officer's agency, or put it away."""
    acts = {"sign": services.provision_sign, "withdraw": services.provision_withdraw}
    if action not in acts:
        raise NotFound
    typed = request.POST.get("expected_version", "")
    try:
        acts[action](
            actor=request.actor,
            kind=kind,
            version_id=version_id,
            expected_version=int(typed) if typed.isdigit() else 0,
        )
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE or "en"))
    else:
        messages.success(request, _("Signed.") if action == "sign" else _("Put away."))
    return redirect("enrollment:fee_desk")
