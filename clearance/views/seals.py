"""Seals: the list, one seal with its chain, and what officers and the carrier do with it (R-56)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.prior import PRIOR_WORKFLOW
from clearance.domain.seals import ANOMALIES, EVENT_KINDS, GRADES, MAKES, SEAL_WORKFLOW, position_words
from clearance.domain.seals.workflow import CARRIERS
from clearance.forms_seals import RegisterForm
from clearance.models import SealAlert, SealEvent, SealRecord
from clearance.selectors.seals import seal_get, seal_list, seal_page
from clearance.services.seals import seal_act, seal_register, seal_replace
from clearance.views.acts import attempt, items_of, version_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

ROWS = 100
FIELDS = frozenset({"note", "number"})
WEIGHTS = {"review": ("bad", "warning"), "watch": ("warn", "eye"), "notice": ("info", "info")}


@require_http_methods(["GET", "POST"])
def seals(request: PortalRequest) -> HttpResponse:
    """The seals of the actor's loads or, for officers, of all; a trader puts its own on record here."""
    actor = request.actor
    form = RegisterForm(request.POST or None) if actor.has(*CARRIERS) else None
    if request.method == "POST" and form is not None and form.is_valid():
        facts = form.facts(form.cleaned_data["equipment"], form.cleaned_data["site"])
        try:
            made = seal_register(actor=actor, facts=facts)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The seal is on record."))
            return redirect("clearance:seal", seal_id=made.id)
    text, alerts = request.GET.get("q", "")[:40], request.GET.get("alerts") == "1"
    rows = [seal_row(found) for found in seal_list(actor=actor, text=text, alerts=alerts)[:ROWS]]
    context = {"rows": rows, "form": form, "text": text, "alerts": alerts}
    return render(request, "clearance/seals/list.html", context, status=422 if request.method == "POST" else 200)


def seal_row(found: SealRecord) -> dict[str, Any]:
    return {
        "seal": found,
        "state": SEAL_WORKFLOW.state(found.status),
        "grade": GRADES[found.grade],
        "doubts": alert_cells(getattr(found, "doubts", ())),
    }


def alert_cells(alerts: Iterable[SealAlert]) -> list[dict[str, Any]]:
    """Give alerts with their words, tone and icon."""
    return [
        {
            "alert": alert,
            "kind": ANOMALIES[alert.kind],
            "tone": "neutral" if alert.closed_at else WEIGHTS[alert.weight][0],
            "icon": "check" if alert.closed_at else WEIGHTS[alert.weight][1],
        }
        for alert in alerts
    ]


@require_GET
def seal(request: PortalRequest, seal_id: UUID) -> HttpResponse:
    return _page(request, seal_id)


@require_POST
def act(request: PortalRequest, seal_id: UUID, action: str) -> HttpResponse:
    """Do one thing with the seal and show what came of it."""
    seal_get(actor=request.actor, seal_id=seal_id)
    version, note = version_of(request), request.POST.get("note", "").replace("\x00", "")
    place = request.POST.get("place", "").replace("\x00", "")[:60]

    def run() -> None:
        if action == "replace":
            number, grade = request.POST.get("number", ""), request.POST.get("grade", "H")
            seal_replace(
                actor=request.actor, seal_id=seal_id, number=number, grade=grade, note=note, expected_version=version
            )
        else:
            seal_act(
                actor=request.actor, seal_id=seal_id, action=action, note=note, place=place, expected_version=version
            )
        messages.success(request, _("Kept in the chain of the seal."))

    return attempt(
        run, lambda: redirect("clearance:seal", seal_id=seal_id), lambda error: _page(request, seal_id, error)
    )


def _page(request: PortalRequest, seal_id: UUID, error: DomainError | None = None) -> HttpResponse:
    page = seal_page(actor=request.actor, seal_id=seal_id)
    found = page.seal
    context = {
        **seal_row(found),
        "make": MAKES[found.make],
        "grades": GRADES.items(),
        "events": [
            {"event": event, "kind": EVENT_KINDS[event.kind], "position": position_of(event)} for event in page.events
        ],
        "alerts": alert_cells(page.alerts),
        "clearances": [{"prior": row, "state": PRIOR_WORKFLOW.state(row.status)} for row in page.clearances],
        "moves": _moves(found, request.actor),
        "items": items_of(error, FIELDS),
        "entries": timeline(Subject("seal", found.id), request.actor),
        "typed": request.POST if error else {},
        "officer": request.actor.kind == "officer",
    }
    return render(request, "clearance/seals/detail.html", context, status=error.status if error else 200)


def position_of(event: SealEvent) -> Text | None:
    """Give the words for where the device was; None when it did not say."""
    if event.latitude is None or event.longitude is None:
        return None
    return position_words(event.latitude, event.longitude)


def _moves(found: SealRecord, actor: Actor) -> list[dict[str, Any]]:
    """Give the acts this actor may take now; replacing has fields of its own."""
    return [
        {"action": move.action, "label": move.label, "words": move.action != "confirm"}
        for move in SEAL_WORKFLOW.available(found.status, actor)
    ]
