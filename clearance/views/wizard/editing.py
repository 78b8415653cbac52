"""One section: draw it, keep what was typed, go on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clearance.forms import dashed, field_of
from clearance.models import FilingDraft
from clearance.selectors import draft_get
from clearance.services import draft_check, draft_edit
from clearance.views.wizard.sections import Section, draft_zone, drawn, read_section, section_of, sections_of
from portal.core.domain.errors import ErrorItem
from portal.core.http import PortalRequest


@require_http_methods(["GET", "POST"])
def section_page(request: PortalRequest, draft_id: UUID, section: str) -> HttpResponse:
    """Draw a section, with its errors once the person has asked for the check; a POST saves and goes on."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    if draft.trip_id is not None:
        return redirect("clearance:trip_detail", trip_id=draft.trip_id)
    wanted = section_of(draft, section)
    if request.method == "POST":
        draft = _save(request, draft, wanted)
        return redirect(_next(draft, wanted, request.POST.get("then", "")))
    items = draft_check(actor=request.actor, draft=draft) if "errors" in request.GET else []
    errors = [item for item in items if item.severity == "error"]
    return _page(request, draft, drawn(draft, wanted, errors), items)


def _page(request: PortalRequest, draft: FilingDraft, section: Section, items: list[ErrorItem]) -> HttpResponse:
    own = [_at_field(item, section) for item in items if section.owns(item)]
    context = {
        "draft": draft,
        "section": section,
        "items": [item for item in own if item.severity == "error"],
        "remarks": [item for item in own if item.severity != "error"],
        "place": draft_zone(draft.data),
        "needs_search": section.code.startswith("goods"),
    }
    return render(request, "clearance/wizard/section.html", context)


def _at_field(item: ErrorItem, section: Section) -> ErrorItem:
    """Point an item at the field that is on the page (`seals[1].number` at `seals`)."""
    for panel in section.panels:
        for form in [panel.form] if panel.form else list(panel.grid or ()):
            name = field_of(item.path, form.prefix or "", form.fields)
            if name:
                return replace(item, path=f"{form.prefix}-{name}")
    return replace(item, path=dashed(item.path))


def _save(request: PortalRequest, draft: FilingDraft, section: Section) -> FilingDraft:
    return draft_edit(
        actor=request.actor,
        draft_id=draft.id,
        edit=lambda data: read_section(data, section, request.POST),
    )


def _next(draft: FilingDraft, section: Section, then: str) -> str:
    """Go to the section after this one, the check at the end, or the task list when asked to."""
    if then == "check":
        return reverse("clearance:draft_check", args=[draft.id])
    codes = [other.code for other in sections_of(draft)]
    place = codes.index(section.code) + 1 if section.code in codes else len(codes)
    if then == "list":
        return reverse("clearance:draft", args=[draft.id])
    if place == len(codes):
        return reverse("clearance:draft_check", args=[draft.id])
    return reverse("clearance:draft_section", args=[draft.id, codes[place]])


@require_POST
def autosave(request: PortalRequest, draft_id: UUID, section: str) -> JsonResponse:
    """Keep what is in the form now; called every ten seconds while somebody types."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    saved = _save(request, draft, section_of(draft, section))
    return JsonResponse({"saved_at": saved.updated_at.isoformat(), "row_version": saved.row_version})
