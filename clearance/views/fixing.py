"""The button behind a one-click fix: a plain form, so that it works without JavaScript."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearance.forms import words
from clearance.selectors import draft_get
from clearance.services import draft_edit, draft_fix, trip_fix
from clearance.views.wizard.sections import read_section, section_of
from portal.core.domain.errors import Conflict
from portal.core.http import PortalRequest

SEPARATOR = "|"


@require_POST
def fix_draft(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Apply a fix and show the page it was asked on again.

    With `?section=` the button stands in that section's form: what was typed there is kept first.
    """
    section = request.GET.get("section", "")
    if section:
        draft = draft_get(actor=request.actor, draft_id=draft_id)
        wanted = section_of(draft, section)
        draft_edit(actor=request.actor, draft_id=draft_id, edit=lambda data: read_section(data, wanted, request.POST))
    code, path, place = _asked(request)
    try:
        draft_fix(actor=request.actor, draft_id=draft_id, code=code, path=path, place=place)
        messages.success(request, _("Done. What is left is listed below."))
    except Conflict as refusal:
        messages.warning(request, words(refusal.items[0].message))
    if section:
        return redirect(f"{reverse('clearance:draft_section', args=[draft_id, section])}?errors=1")
    return redirect("clearance:draft_check", draft_id=draft_id)


@require_POST
def fix_trip(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Begin the amendment an agency's refusal asks for, with the fix in it, and show it before it is sent."""
    code, path, place = _asked(request)
    try:
        draft = trip_fix(actor=request.actor, trip_id=trip_id, code=code, path=path, place=place)
    except Conflict as refusal:
        messages.warning(request, words(refusal.items[0].message))
        return redirect("clearance:trip_detail", trip_id=trip_id)
    messages.success(request, _("The correction is in this new version. Check it and send it."))
    return redirect("clearance:draft_check", draft_id=draft.id)


def _asked(request: PortalRequest) -> tuple[str, str, int]:
    """Read `CODE|path|place`; anything else names no fix."""
    parts = request.POST.get("fix", "").replace("\x00", "").split(SEPARATOR)
    if len(parts) != 3 or not (parts[2].isascii() and parts[2].isdigit() and len(parts[2]) < 3):
        return "", "", 0
    return parts[0], parts[1], int(parts[2])
