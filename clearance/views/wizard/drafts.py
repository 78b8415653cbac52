"""Begin, find, put away: the pages around a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.codes import DIRECTIONS
from clearance.domain.drafting import count_filled
from clearance.domain.labels import choice_label
from clearance.domain.timing import due_of
from clearance.models import FilingDraft
from clearance.selectors import draft_get, drafts_open, saved_list, trip_list_for_trader
from clearance.services import draft_discard, draft_edit, draft_from_template, draft_restore, draft_start
from clearance.views.wizard.agencies import answers_count
from clearance.views.wizard.editing import section_extras
from clearance.views.wizard.panels import draft_zone
from clearance.views.wizard.sections import Section, drawn, section_of, sections_of
from portal.accounts.selectors import identifiers_of
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.http import PortalRequest

RECENT = 3
MOST_SHIPMENTS = 100
MOST_TEMPLATES = 20


@require_http_methods(["GET", "POST"])
def start(request: PortalRequest) -> HttpResponse:
    """Choose the direction, or an earlier trip to copy, or a file; continue what was begun."""
    actor: Actor = request.actor
    if request.method == "POST" and request.POST.get("direction") in DIRECTIONS:
        draft = draft_start(actor=actor, direction=request.POST["direction"], codes=_own_codes(actor))
        return redirect("clearance:draft", draft_id=draft.id)
    context = {
        "directions": [(code, choice_label("direction", code)) for code in DIRECTIONS],
        "missing": request.method == "POST",
        "drafts": drafts_open(actor=actor)[:10],
        "recent": trip_list_for_trader(actor=actor)[:RECENT],
        "templates": saved_list(actor=actor, kind="template").defer("data", "papers")[:MOST_TEMPLATES],
    }
    return render(request, "clearance/wizard/start.html", context, status=422 if context["missing"] else 200)


def _own_codes(actor: Actor) -> dict[str, str]:
    """A carrier's own codes are filled in; a broker types those of the carrier it files for."""
    if actor.organisation_kind != "carrier" or actor.organisation_id is None:
        return {}
    known = identifiers_of([actor.organisation_id]).get(actor.organisation_id, {})
    pairs = {"scac": known.get("SCAC", []), "cbsa_code": known.get("CBSA_CARRIER", [])}
    return {key: values[0] for key, values in pairs.items() if values}


@require_GET
def overview(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """The task list: every section with how far it is."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    if draft.trip_id is not None:
        return redirect("clearance:trip_detail", trip_id=draft.trip_id)
    total = count_filled(draft.data)
    context = {
        "draft": draft,
        "tasks": [_task(draft, section) for section in sections_of(draft)],
        "shipments": list(enumerate(draft.data["shipments"], start=1)),
        "filled": total,
        "removed": request.GET.get("removed", "")[:3],
        "direction": choice_label("direction", draft.direction),
        "due": due_of(draft.data, draft.direction),
        "place": draft_zone(draft.data),
    }
    if draft.origin:
        short = drawn(draft, section_of(draft, "repeat"))
        context |= {"section": short, **section_extras(request, draft, short)}
    return render(request, "clearance/wizard/overview.html", context)


@require_POST
def from_template(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Begin a filing from a template."""
    draft = draft_from_template(actor=request.actor, record_id=record_id)
    messages.success(request, _("%(count)s fields are filled in from the template.") % {"count": draft.prefilled})
    return redirect("clearance:draft", draft_id=draft.id)


def _task(draft: FilingDraft, section: Section) -> dict[str, Any]:
    filled = _filled(draft, section)
    state = (
        {"label": _("Started"), "icon": "draft", "tone": "info"}
        if filled
        else {"label": _("Not started"), "icon": "circle", "tone": "neutral"}
    )
    url = reverse("clearance:draft_section", args=[draft.id, section.code])
    return {"label": section.title, "url": url, "state": state, "hint": ""}


def _filled(draft: FilingDraft, section: Section) -> int:
    """Count what is filled in, leaving out what the service put there itself."""
    if section.shipment is None:
        parts = {key: draft.data[key] for key in ("conveyance", "equipment")}
        return count_filled(parts) + count_filled(draft.data["trip"].get("reference"))
    shipment = draft.data["shipments"][section.shipment]
    lines = shipment.get("lines", [])
    if section.code.startswith("agencies"):
        return answers_count(shipment)
    return count_filled(lines) if section.code.startswith("goods") else count_filled(shipment) - count_filled(lines)


@require_POST
def shipment_add(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Add a shipment that starts like the last one: same shipper, other reference and goods."""

    def add(data: dict[str, Any]) -> dict[str, Any]:
        last = data["shipments"][-1] if data["shipments"] else {}
        kept = {key: value for key, value in last.items() if key not in {"reference", "lines", "consignee", "importer"}}
        return {**data, "shipments": [*data["shipments"], {**kept, "lines": []}][:MOST_SHIPMENTS]}

    draft = draft_edit(actor=request.actor, draft_id=draft_id, edit=add, point=_point())
    return redirect("clearance:draft_section", draft_id=draft.id, section=f"parties-{len(draft.data['shipments'])}")


@require_POST
def shipment_remove(request: PortalRequest, draft_id: UUID, number: int) -> HttpResponse:
    """Take a shipment out of the draft; an empty truck has none."""

    def remove(data: dict[str, Any]) -> dict[str, Any]:
        kept = [item for place, item in enumerate(data["shipments"], start=1) if place != number]
        return {**data, "shipments": kept}

    draft_edit(actor=request.actor, draft_id=draft_id, edit=remove, point=_point())
    return redirect(f"{reverse('clearance:draft', args=[draft_id])}?removed={number}")


def _point() -> str:
    """Each press of a button is a point of its own that the undo goes back to."""
    return clock.now().isoformat()


@require_POST
def discard(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Put a draft away; the next page offers to bring it back."""
    draft = draft_discard(actor=request.actor, draft_id=draft_id)
    return redirect(f"{reverse('clearance:trips')}?discarded={draft.id}")


@require_POST
def restore(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Bring a discarded draft back."""
    draft_restore(actor=request.actor, draft_id=draft_id)
    return redirect("clearance:draft", draft_id=draft_id)
