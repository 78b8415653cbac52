"""Agreements of vetting: the point standard and mutual recognitions, proposed, signed by both agencies, ended (R-04)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import MUTUAL, STANDARD
from enrollment.domain.transitions.agreements import AGREEMENT_KEYS
from enrollment.domain.vetting.catalogue import FACTORS
from enrollment.forms_vetting import MutualForm, StandardForm, start_of
from enrollment.models import MutualRecognition, VettingStandard
from enrollment.services.agreements import MUTUALS, STANDARDS
from enrollment.views.presenting import PLACE
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

Agreement = VettingStandard | MutualRecognition
REGISTERS: dict[str, Any] = {"standard": STANDARDS, "mutual": MUTUALS}
SIGNING = ("sign_cbp", "sign_cbsa")


@require_safe
def agreements(request: PortalRequest) -> HttpResponse:
    """Show what is agreed, what waits for a key and what has ended."""
    actor: Actor = request.actor
    context = {
        "standards": [_row("standard", one, actor) for one in selectors.standard_list(actor=actor)],
        "mutuals": [_row("mutual", one, actor) for one in selectors.mutual_list(actor=actor)],
        "in_force": selectors.standard_in_force(),
        "keeps": actor.has(*AGREEMENT_KEYS),
        "place": PLACE,
    }
    return render(request, "enrollment/agreements.html", context)


def _row(kind: str, row: Agreement, actor: Actor) -> dict[str, Any]:
    workflow = STANDARD if kind == "standard" else MUTUAL
    actions = {move.action for move in workflow.available(row.status, actor)}
    signed = {signature.officer_id for signature in row.signatures.all()} | {row.author_id}
    return {
        "kind": kind,
        "row": row,
        "state": workflow.state(row.status),
        "signs": bool(actions & set(SIGNING)) and actor.user_id not in signed,
        "withdraws": "withdraw" in actions,
        "ends": "end" in actions,
        "signatures": row.signatures.all(),
        "changes": _changes(row) if isinstance(row, VettingStandard) else [],
        "programme": PROGRAMMES[row.programme].name if isinstance(row, MutualRecognition) else None,
    }


def _changes(row: VettingStandard) -> list[dict[str, Any]]:
    """Say what a version changes against the one in force."""
    now = selectors.standard_in_force()
    parts: tuple[tuple[str, Any, Iterable[tuple[str, Text]]], ...] = (
        ("points", now.points, ((code, factor.label) for code, factor in FACTORS.items())),
        ("thresholds", now.thresholds, ((code, one.name) for code, one in PROGRAMMES.items())),
        ("months", now.months, ((code, one.name) for code, one in PROGRAMMES.items())),
    )
    return [
        {"label": label, "before": before[code], "after": row.data[part].get(code, before[code])}
        for part, before, labels in parts
        for code, label in labels
        if row.data[part].get(code, before[code]) != before[code]
    ]


@require_POST
def agreement_act(request: PortalRequest, kind: str, version_id: UUID, action: str) -> HttpResponse:
    """Sign for the own agency, withdraw what is not agreed, end what is."""
    get = {"standard": selectors.standard_get, "mutual": selectors.mutual_get}.get(kind)
    act = ACTS.get(action)
    if get is None or act is None:
        raise NotFound
    row = get(actor=request.actor, version_id=version_id)
    version = request.POST.get("expected_version", "")
    seen = int(version) if version.isdigit() else row.row_version
    try:
        act(request, REGISTERS[kind], row.id, seen)
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("It is recorded."))
    return redirect("enrollment:agreements")


def _sign(request: PortalRequest, register: Any, version_id: UUID, seen: int) -> None:
    services.agreement_sign(register, actor=request.actor, version_id=version_id, expected_version=seen)


def _withdraw(request: PortalRequest, register: Any, version_id: UUID, seen: int) -> None:
    services.agreement_withdraw(register, actor=request.actor, version_id=version_id, expected_version=seen)


def _end(request: PortalRequest, register: Any, version_id: UUID, seen: int) -> None:
    why = request.POST.get("why", "")
    services.agreement_end(register, actor=request.actor, version_id=version_id, why=why, expected_version=seen)


ACTS: dict[str, Callable[[PortalRequest, Any, UUID, int], None]] = {
    "sign": _sign,
    "withdraw": _withdraw,
    "end": _end,
}


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: PortalRequest, kind: str) -> HttpResponse:
    """Propose a point standard or a mutual recognition."""
    form: StandardForm | MutualForm
    if kind == "standard":
        form = StandardForm(selectors.standard_in_force(), request.POST or None)
    elif kind == "mutual":
        form = MutualForm(request.POST or None)
    else:
        raise NotFound
    if request.method == "POST" and form.is_valid():
        try:
            _propose(request.actor, form)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Kept as a draft; both agencies sign it."))
            return redirect("enrollment:agreements")
    context = {"form": form, "kind": kind}
    return render(request, "enrollment/agreement_new.html", context, status=422 if form.errors else 200)


def _propose(actor: Actor, form: StandardForm | MutualForm) -> None:
    data = form.cleaned_data
    common = {"actor": actor, "valid_from": start_of(data["valid_from"]), "note": data["note"]}
    if isinstance(form, StandardForm):
        services.standard_propose(document=form.document(), **common)
        return
    services.mutual_propose(
        programme=data["programme"],
        from_agency=data["from_agency"],
        most_points=data["most_points"],
        conditions=Text(data["conditions_en"], data["conditions_fr"]),
        ends_at=start_of(data["ends_on"]),
        **common,
    )
