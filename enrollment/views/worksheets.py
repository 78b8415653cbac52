"""What an officer does on a worksheet: one address per act, back to the desk it was done on, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrollment import selectors, services
from enrollment.domain.vetting.catalogue import FACTORS
from enrollment.domain.vetting.entries import CheckEntry
from enrollment.models import VettingWorksheet
from enrollment.views import desks
from portal.core.domain.errors import DomainError, NotFound
from portal.core.http import PortalRequest


@require_POST
def worksheet_act(request: PortalRequest, worksheet_id: UUID, action: str) -> HttpResponse:
    """Record checks, resolve a factor, agree to a colleague's resolution or refuse it."""
    sheet = selectors.worksheet_get(actor=request.actor, worksheet_id=worksheet_id)
    act = ACTS.get(action)
    if act is None:
        raise NotFound
    try:
        done = act(request, sheet)
    except NotFound:
        raise
    except DomainError as refused:
        return desks.desk_of(request, sheet, refused)
    messages.success(request, done)
    return redirect(desks.address_of(sheet))


def _record(request: PortalRequest, sheet: VettingWorksheet) -> str:
    entries = [entry for code in FACTORS if (entry := _entry(request, code)).outcome]
    services.checks_record(actor=request.actor, worksheet_id=sheet.id, entries=entries, expected_version=_seen(request))
    return _("The checks are recorded.")


def _entry(request: PortalRequest, code: str) -> CheckEntry:
    """Read one row; a row without a reference of its own takes the one given for all that are clear."""
    outcome = _typed(request, f"{code}-outcome")
    evidence = _typed(request, f"{code}-evidence") or (_typed(request, "reference") if outcome == "clear" else "")
    shared = _typed(request, f"{code}-shared") == "on"
    return CheckEntry(code, outcome, evidence, _typed(request, f"{code}-text"), shared)


def _resolve(request: PortalRequest, sheet: VettingWorksheet) -> str:
    factor = _typed(request, "factor")
    given = {name: _typed(request, f"resolve-{factor}-{name}") for name in ("resolution", "evidence", "text")}
    try:
        services.check_resolve(actor=request.actor, worksheet_id=sheet.id, factor=factor, **given)
    except DomainError as refused:
        raise type(refused)([_placed(item, factor) for item in refused.items]) from None
    return _("Kept. A second officer of your agency confirms it before it counts.")


def _placed(item: Any, factor: str) -> Any:
    return replace(item, path=f"resolve.{factor}.{item.path}") if item.path else item


def _agree(request: PortalRequest, sheet: VettingWorksheet) -> str:
    services.resolution_agree(actor=request.actor, worksheet_id=sheet.id, factor=_typed(request, "factor"))
    return _("The factor is resolved.")


def _disagree(request: PortalRequest, sheet: VettingWorksheet) -> str:
    services.resolution_refuse(actor=request.actor, worksheet_id=sheet.id, factor=_typed(request, "factor"))
    return _("The factor stands as found.")


def _typed(request: PortalRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()


def _seen(request: PortalRequest) -> int | None:
    version = _typed(request, "expected_version")
    return int(version) if version.isdigit() else None


ACTS: dict[str, Callable[[PortalRequest, VettingWorksheet], str]] = {
    "record": _record,
    "resolve": _resolve,
    "agree": _agree,
    "disagree": _disagree,
}
