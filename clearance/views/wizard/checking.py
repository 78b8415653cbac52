"""Check and send: what each agency gets, what stands in the way, one button (R-20, R-21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.crosswalk import crosswalk
from clearance.domain.timing import due_of
from clearance.forms import dashed, words
from clearance.models import FilingDraft
from clearance.selectors import draft_get, manifest_data, trip_for_actor
from clearance.services import draft_check, draft_submit
from clearance.views.presenting import changes_between
from clearance.views.wizard.panels import draft_zone
from clearance.views.wizard.sections import sections_of
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.http import PortalRequest


@dataclass(frozen=True)
class Fault:
    """An error item with the page where it is put right."""

    item: ErrorItem
    url: str
    where: str


@require_GET
def check(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Show everything that will be sent, by agency, and everything that is wrong with it."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    if draft.trip_id is not None:
        return redirect("clearance:trip_detail", trip_id=draft.trip_id)
    return _page(request, draft, draft_check(actor=request.actor, draft=draft))


@require_POST
def send(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Send to both. A second click finds the draft sent and opens the same trip."""
    try:
        filed = draft_submit(actor=request.actor, draft_id=draft_id)
    except Invalid as refusal:
        draft = draft_get(actor=request.actor, draft_id=draft_id)
        return _page(request, draft, list(refusal.items), status=422)
    messages.success(request, _("Sent to both agencies: %(number)s.") % {"number": filed.trip_number})
    return redirect("clearance:trip_detail", trip_id=filed.id)


def _page(request: PortalRequest, draft: FilingDraft, items: list[ErrorItem], status: int = 200) -> HttpResponse:
    faults = [_fault(draft, item) for item in items]
    context: dict[str, Any] = {
        "draft": draft,
        "errors": [fault for fault in faults if fault.item.severity == "error"],
        "warnings": [fault for fault in faults if fault.item.severity != "error"],
        "groups": _groups(draft),
        "due": due_of(draft.data, draft.direction),
        "changes": _changes(request, draft),
        "place": draft_zone(draft.data),
    }
    return render(request, "clearance/wizard/check.html", context, status=status)


def _fault(draft: FilingDraft, item: ErrorItem) -> Fault:
    for section in sections_of(draft):
        if section.owns(item):
            url = reverse("clearance:draft_section", args=[draft.id, section.code])
            return Fault(item, f"{url}?errors=1#id_{dashed(item.path)}", section.title)
    return Fault(item, reverse("clearance:draft", args=[draft.id]), "")


def _groups(draft: FilingDraft) -> list[dict[str, Any]]:
    """Lay the crosswalk out for the page: one table per part of the filing."""
    return [
        {
            "title": words(group.title),
            "rows": [
                {"label": words(row.label), "value": row.value, "cbp": row.cbp, "cbsa": row.cbsa} for row in group.rows
            ],
        }
        for group in crosswalk(draft.data, draft_zone(draft.data))
    ]


def _changes(request: PortalRequest, draft: FilingDraft) -> list[dict[str, Any]]:
    """Give what an amendment changes against what is filed, path by path."""
    if draft.amends_id is None:
        return []
    filed = manifest_data(trip_for_actor(actor=request.actor, trip_id=draft.amends_id))
    return changes_between(filed, draft.data)
