"""Members vetted again: the queue of the own agency, and one member's worksheets side by side (R-37)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import WORKSHEET
from enrollment.forms_vetting import RecheckForm
from enrollment.views.desks import recheck_desk
from enrollment.views.presenting import PLACE
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

SHOWN = 100
COLUMNS = (
    {"label": Text("Member", "Membre")},
    {"label": Text("Programme", "Programme")},
    {"label": Text("State", "État")},
    {"label": Text("Due", "Échéance"), "sorted": "ascending"},
)


@require_safe
def rechecks(request: PortalRequest) -> HttpResponse:
    """List the members whose worksheet waits for the officer's agency, the earliest due first."""
    rows = [
        {
            "cells": [
                {
                    "value": selectors.holder_name(sheet.membership),
                    "url": reverse("enrollment:recheck", args=[sheet.id]),
                },
                {"value": PROGRAMMES[sheet.programme].name},
                {"state": WORKSHEET.state(sheet.status)},
                {"at": sheet.due_at},
            ]
        }
        for sheet in selectors.recheck_list_for_officer(actor=request.actor)[:SHOWN]
    ]
    return render(request, "enrollment/rechecks.html", {"columns": COLUMNS, "rows": rows, "place": PLACE})


@require_http_methods(["GET", "HEAD", "POST"])
def recheck(request: PortalRequest, worksheet_id: UUID) -> HttpResponse:
    """Read a member's worksheets and close the own one, or propose and confirm what follows from it."""
    sheet = selectors.worksheet_get(actor=request.actor, worksheet_id=worksheet_id)
    if sheet.membership_id is None:
        raise NotFound
    if request.method != "POST":
        return recheck_desk(request, sheet)
    act = ACTS.get(request.POST.get("decision", ""))
    form = RecheckForm(request.POST)
    if act is None or not form.is_valid():
        return recheck_desk(request, sheet, form=form)
    try:
        done = act(request, worksheet_id, form)
    except NotFound:
        raise
    except DomainError as refused:
        if form.cleaned_data["decision"] != "propose":
            return recheck_desk(request, sheet, refused=refused)
        form_refuse(form, refused)
        return recheck_desk(request, sheet, form=form)
    messages.success(request, done)
    return redirect("enrollment:recheck", worksheet_id)


def _complete(request: PortalRequest, worksheet_id: UUID, form: RecheckForm) -> str:
    version = form.cleaned_data["expected_version"]
    services.recheck_complete(actor=request.actor, worksheet_id=worksheet_id, expected_version=version)
    return _("The member is vetted; the next time is set by the programme.")


def _propose(request: PortalRequest, worksheet_id: UUID, form: RecheckForm) -> str:
    services.recheck_propose(
        actor=request.actor,
        worksheet_id=worksheet_id,
        kind=form.cleaned_data["kind"],
        reason=form.reason(),
        expected_version=form.cleaned_data["expected_version"],
    )
    return _("The decision is proposed. A second officer of your agency confirms it.")


def _confirm(request: PortalRequest, worksheet_id: UUID, form: RecheckForm) -> str:
    version = form.cleaned_data["expected_version"]
    services.recheck_confirm(actor=request.actor, worksheet_id=worksheet_id, expected_version=version)
    return _("The decision is confirmed; the letter is sent.")


def _refuse(request: PortalRequest, worksheet_id: UUID, form: RecheckForm) -> str:
    services.recheck_refuse(actor=request.actor, worksheet_id=worksheet_id, why=request.POST.get("why", ""))
    return _("It is not confirmed; the worksheet is open again.")


ACTS: dict[str, Callable[[PortalRequest, UUID, RecheckForm], str]] = {
    "complete": _complete,
    "propose": _propose,
    "confirm": _confirm,
    "refuse": _refuse,
}
