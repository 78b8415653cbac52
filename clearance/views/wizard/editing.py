"""One section: draw it, keep what was typed, go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clearance.domain.elements import element_at
from clearance.domain.pasting import headings
from clearance.domain.timing import due_of
from clearance.forms import dashed, field_of, words
from clearance.models import FilingDraft
from clearance.selectors import draft_get, saved_offers
from clearance.services import draft_check, draft_edit, draft_undo, saved_keep_from
from clearance.views.wizard.choosing import LABELS, at, kind_of, offered
from clearance.views.wizard.panels import Panel, draft_zone
from clearance.views.wizard.posting import Posted, base_of
from clearance.views.wizard.sections import Section, drawn, section_of, sections_of
from portal.core.domain.errors import DomainError, ErrorItem
from portal.core.http import PortalRequest

MOST_KEPT = 50


@require_http_methods(["GET", "POST"])
def section_page(request: PortalRequest, draft_id: UUID, section: str) -> HttpResponse:
    """Draw a section, with its errors once the person has asked for the check; a POST saves and goes on."""
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    if draft.trip_id is not None:
        return redirect("clearance:trip_detail", trip_id=draft.trip_id)
    wanted = section_of(draft, section)
    if request.method == "POST":
        return redirect(_take(request, draft, wanted))
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
        "due": due_of(draft.data, draft.direction),
        **section_extras(request, draft, section),
    }
    return render(request, "clearance/wizard/section.html", context)


def section_extras(request: PortalRequest, draft: FilingDraft, section: Section) -> dict[str, Any]:
    """Give what a section's form needs beside its fields: choosers, the signed base, the headings of pasted cells."""
    kinds = dict.fromkeys(panel.kind for panel in section.panels if panel.kind)
    offers = saved_offers(actor=request.actor, kinds=kinds) if kinds else {}
    goods = section.code.startswith("goods")
    return {
        "needs_search": goods or section.code == "repeat",
        "is_goods": goods,
        "choosers": {kind: words(LABELS[kind]) for kind in kinds},
        "offers": {kind: offered(records) for kind, records in offers.items()},
        "base": base_of(draft.data, section),
        "opened": f"{draft.row_version}-{section.code}",
        "columns": headings(draft.direction) if goods else {},
    }


def _at_field(item: ErrorItem, section: Section) -> ErrorItem:
    """Point an item at the field that is on the page (`seals[1].number` at `seals`)."""
    for panel in section.panels:
        for form in [panel.form] if panel.form else list(panel.grid or ()):
            name = field_of(item.path, form.prefix or "", form.fields)
            if name:
                return replace(item, path=f"{form.prefix}-{name}")
    return replace(item, path=dashed(item.path))


# --- saving -----------------------------------------------------------------------------------------------
def _take(request: PortalRequest, draft: FilingDraft, section: Section) -> str:
    """Save what was posted, say what was filled in, added or in conflict; give the page to go to."""
    kinds = {
        panel_kind for panel_kind in (kind_of(name.removeprefix("choose-")) for name in request.POST) if panel_kind
    }
    offers = saved_offers(actor=request.actor, kinds=kinds) if kinds else {}
    work = Posted(section, request.POST, offers)
    draft = draft_edit(actor=request.actor, draft_id=draft.id, edit=work.edit, point=work.point)
    _tell(request, work)
    target = request.POST.get("keep", "")
    if kind_of(target):
        _keep(request, draft, target)
    if work.stays or target:
        url = reverse("clearance:draft_section", args=[draft.id, section.code])
        return f"{url}?{'errors' if work.pasted else 'filled'}=1"
    return _next(draft, section, request.POST.get("then", ""))


def _tell(request: PortalRequest, work: Posted) -> None:
    for name in work.filled:
        messages.success(request, _("Filled in from “%(name)s”.") % {"name": name})
    for name in work.not_found:
        messages.error(request, _("No saved record is called “%(name)s”.") % {"name": name[:60]})
    if work.conflicts:
        messages.warning(request, conflict_words(work.conflicts))
    if work.pasted is not None:
        messages.success(request, _pasted_words(work))


def _pasted_words(work: Posted) -> str:
    pasted = work.pasted
    if pasted is None or not pasted.rows:
        return _("No row was found in what you pasted.")
    count = len(pasted.rows)
    said = ngettext("%(n)s row added.", "%(n)s rows added.", count) % {"n": count}
    if pasted.unknown:
        said += " " + _("Columns not understood: %(names)s.") % {"names": ", ".join(pasted.unknown)}
    if pasted.left_out:
        said += " " + _("%(n)s rows were too many and left out.") % {"n": pasted.left_out}
    return said


def conflict_words(paths: list[str]) -> str:
    """Name the fields two people changed differently."""
    names = []
    for path in paths:
        element = element_at(path)
        names.append(words(element.name) if element else path)
    listed = ", ".join(dict.fromkeys(names))
    return _("Somebody else changed the same fields; yours were kept: %(names)s.") % {"names": listed}


def _keep(request: PortalRequest, draft: FilingDraft, target: str) -> None:
    """Keep the records of one part of the filing for next time."""
    kept = []
    try:
        for record in at(draft.data, target)[:MOST_KEPT]:
            kept.append(saved_keep_from(actor=request.actor, kind=kind_of(target), data=record).name)
    except DomainError as refusal:
        messages.error(request, " ".join(words(item.message) for item in refusal.items))
    if kept:
        messages.success(request, _("Kept for next time: %(names)s.") % {"names": ", ".join(kept)})


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
def undo(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Take the last change back, whatever page made it."""
    draft_undo(actor=request.actor, draft_id=draft_id)
    messages.success(request, _("The last change was undone; undo again brings it back."))
    return redirect("clearance:draft", draft_id=draft_id)


# --- autosave ---------------------------------------------------------------------------------------------
@require_POST
def autosave(request: PortalRequest, draft_id: UUID, section: str) -> JsonResponse:
    """Keep what is in the form now; called every ten seconds while somebody types.

    Answers with the new base of the page, with what others changed meanwhile, and, asked for `check`, with what
    is wrong in each field.
    """
    draft = draft_get(actor=request.actor, draft_id=draft_id)
    wanted = section_of(draft, section)
    work = Posted(wanted, request.POST, by_hand=False)
    saved = draft_edit(actor=request.actor, draft_id=draft.id, edit=work.edit, point=work.point)
    slots = work.slots(saved.data)
    answer: dict[str, Any] = {
        "saved_at": saved.updated_at.isoformat(),
        "row_version": saved.row_version,
        "base": base_of(saved.data, wanted, slots),
    }
    if work.moved:
        answer["fields"] = _changed_by_others(request, drawn(saved, wanted), slots)
    if work.conflicts:
        answer["conflicts"] = conflict_words(work.conflicts)
    if "check" in request.POST:
        items = [item for item in draft_check(actor=request.actor, draft=saved) if item.severity == "error"]
        answer["errors"] = _field_errors(drawn(saved, wanted, items), slots)
    return JsonResponse(answer)


def _forms(section: Section, slots: dict[str, list[int]]) -> list[tuple[str, Any]]:
    """Give every form of a section with the prefix it has on the page."""
    found: list[tuple[str, Any]] = []
    for panel in section.panels:
        found += [(panel.form.prefix or "", panel.form)] if panel.form else _rows(panel, slots)
    return found


def _rows(panel: Panel, slots: dict[str, list[int]]) -> list[tuple[str, Any]]:
    prefix = panel.grid.prefix if panel.grid else ""
    return [(f"{prefix}-{number}", form) for number, form in zip(slots.get(prefix, []), panel.grid or (), strict=False)]


def _field_errors(section: Section, slots: dict[str, list[int]]) -> dict[str, list[str]]:
    return {
        f"{prefix}-{name}": [str(error) for error in errors]
        for prefix, form in _forms(section, slots)
        for name, errors in form.errors.items()
    }


def _changed_by_others(request: PortalRequest, section: Section, slots: dict[str, list[int]]) -> dict[str, str]:
    """Give the fields that now hold something else than what was posted."""
    return {
        f"{prefix}-{name}": str(form.initial.get(name, ""))
        for prefix, form in _forms(section, slots)
        for name in form.fields
        if _differs(form.initial.get(name, ""), request.POST.get(f"{prefix}-{name}"))
    }


def _differs(value: Any, posted: str | None) -> bool:
    plain = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return plain and posted is not None and str(value) != posted.strip()
