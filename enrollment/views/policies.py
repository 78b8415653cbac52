"""Tier criteria and recognitions under two keys: register, editor, one version, signing (R-03, R-08, 4.13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.criteria_document import founding_document, rows_of, tiers_of
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import POLICY_KEYS
from enrollment.forms_tiers import (
    CriteriaForm,
    CriterionRows,
    EndForm,
    RecognitionForm,
    kept_rows,
    midnight,
    rows_refuse,
)
from enrollment.models import CriteriaVersion
from enrollment.views import policy_context
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

SHOWN = 100
AHEAD = timedelta(days=30)


@require_safe
def policies(request: PortalRequest) -> HttpResponse:
    """Both registers: criteria by programme, recognitions by number."""
    versions = list(selectors.criteria_list(actor=request.actor)[:SHOWN])
    context = {
        "programmes": [policy_context.programme_rows(one, versions) for one in PROGRAMMES.values() if one.has_ladder],
        "recognitions": [policy_context.recognition_row(row) for row in _recognitions(request)],
        "may_propose": request.actor.has(*POLICY_KEYS),
    }
    return render(request, "enrollment/policies.html", context)


def _recognitions(request: PortalRequest) -> Any:
    return selectors.recognition_list(actor=request.actor)[:SHOWN]


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_new(request: PortalRequest, code: str) -> HttpResponse:
    """Draft a version from the one that counts now; every row is typed, and its errors stand beside it."""
    programme = PROGRAMMES.get(code)
    if programme is None or not tiers_of(code):
        raise NotFound
    start = {"valid_from": (clock.now() + AHEAD).date()}
    form = CriteriaForm(request.POST or None, initial=start)
    formset = CriterionRows(
        request.POST or None, initial=rows_of(_document(request, code)), form_kwargs={"programme": code}, prefix="rows"
    )
    if request.method == "POST":
        version = _proposed(request, code, form, formset)
        if version is not None:
            messages.success(request, _("Kept as a draft. Simulate it next: who would move?"))
            return redirect("enrollment:criteria_version", version.id)
    context = {"form": form, "formset": formset, "programme": programme}
    return render(request, "enrollment/criteria_new.html", context, status=422 if form.errors else 200)


def _document(request: PortalRequest, code: str) -> dict[str, Any]:
    rows = selectors.criteria_list(actor=request.actor).filter(programme=code)
    found = rows.filter(status="in_force").first() or rows.filter(status="approved").first()
    return found.data if found else founding_document(code)


def _proposed(request: PortalRequest, code: str, form: CriteriaForm, formset: Any) -> CriteriaVersion | None:
    formset.is_valid()
    if not form.is_valid():
        return None
    rows = kept_rows(formset)
    try:
        return services.criteria_propose(
            actor=request.actor,
            programme=code,
            rows=[row.row() for row in rows],
            valid_from=midnight(form.cleaned_data["valid_from"]),
            note=form.cleaned_data["note"],
        )
    except DomainError as refused:
        rows_refuse(form, rows, refused)
        return None


@require_safe
def criteria_version(request: PortalRequest, version_id: UUID) -> HttpResponse:
    """Show one version: what it says, what it changes, who would move, who signed."""
    return _criteria_page(request, version_id)


def _criteria_page(request: PortalRequest, version_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = selectors.criteria_get(actor=request.actor, version_id=version_id)
    before = selectors.criteria_before(found)
    context = {**policy_context.criteria_page(found, before, request.actor), "items": error.items if error else ()}
    return render(request, "enrollment/criteria.html", context, status=error.status if error else 200)


@require_POST
def criteria_act(request: PortalRequest, version_id: UUID, action: str) -> HttpResponse:
    """Simulate, sign or withdraw a version."""
    selectors.criteria_get(actor=request.actor, version_id=version_id)
    seen = _seen(request)
    acts: dict[str, Callable[[], Any]] = {
        "simulate": lambda: services.criteria_simulate(actor=request.actor, version_id=version_id),
        "sign": lambda: services.criteria_sign(actor=request.actor, version_id=version_id, expected_version=seen),
        "withdraw": lambda: services.criteria_withdraw(
            actor=request.actor, version_id=version_id, expected_version=seen
        ),
    }
    return _act(request, acts, action, "enrollment:criteria_version", version_id, _criteria_page)


@require_http_methods(["GET", "HEAD", "POST"])
def recognition_new(request: PortalRequest) -> HttpResponse:
    """Draft a row: which scheme counts as which programme, where and from when."""
    start = {"valid_from": (clock.now() + AHEAD).date()}
    form = RecognitionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "valid_from": midnight(form.cleaned_data["valid_from"])}
        try:
            row = services.recognition_propose(actor=request.actor, **data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Kept as a draft. Both agencies sign it."))
            return redirect("enrollment:recognition", row.id)
    return render(request, "enrollment/recognition_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def recognition(request: PortalRequest, version_id: UUID) -> HttpResponse:
    """Show one row: scheme, programme, conditions, dates, signatures."""
    return _recognition_page(request, version_id)


def _recognition_page(
    request: PortalRequest, version_id: UUID, error: DomainError | None = None, form: EndForm | None = None
) -> HttpResponse:
    found = selectors.recognition_get(actor=request.actor, version_id=version_id)
    context = policy_context.recognition_page(found, request.actor)
    start = {"expected_version": found.row_version, "ends_at": (clock.now() + AHEAD).date()}
    context |= {"form": form or EndForm(initial=start), "items": error.items if error else ()}
    refused = error.status if error else 422 if form else 200
    return render(request, "enrollment/recognition.html", context, status=refused)


@require_POST
def recognition_act(request: PortalRequest, version_id: UUID, action: str) -> HttpResponse:
    """Sign or withdraw a row, or set its end."""
    selectors.recognition_get(actor=request.actor, version_id=version_id)
    if action == "end":
        return _end(request, version_id)
    seen = _seen(request)
    acts: dict[str, Callable[[], Any]] = {
        "sign": lambda: services.recognition_sign(actor=request.actor, version_id=version_id, expected_version=seen),
        "withdraw": lambda: services.recognition_withdraw(
            actor=request.actor, version_id=version_id, expected_version=seen
        ),
    }
    return _act(request, acts, action, "enrollment:recognition", version_id, _recognition_page)


def _end(request: PortalRequest, version_id: UUID) -> HttpResponse:
    form = EndForm(request.POST)
    if form.is_valid():
        data = {**form.cleaned_data, "ends_at": midnight(form.cleaned_data["ends_at"])}
        try:
            services.recognition_end(actor=request.actor, version_id=version_id, **data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The end is set; holders lose it at that moment and not before."))
            return redirect("enrollment:recognition", version_id)
    return _recognition_page(request, version_id, form=form)


def _act(
    request: PortalRequest,
    acts: dict[str, Callable[[], Any]],
    action: str,
    page: str,
    version_id: UUID,
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    if action not in acts:
        raise NotFound
    try:
        acts[action]()
    except NotFound:
        raise
    except DomainError as refused:
        return again(request, version_id, refused)
    messages.success(request, DONE[action]())
    return redirect(page, version_id)


def _seen(request: PortalRequest) -> int:
    version = request.POST.get("expected_version", "")
    return int(version) if version.isdigit() else 0


DONE: dict[str, Callable[[], str]] = {
    "simulate": lambda: _("Simulated; the report is bound to this version."),
    "sign": lambda: _("Signed for your agency."),
    "withdraw": lambda: _("Withdrawn."),
}
