"""What officers add to the joint record, its photos, and the bays of a port (4.7, R-30, R-50)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.selectors import inspection_get
from clearance.selectors.secondary import bay_board, photo_get
from clearance.services.bays import bay_close, bay_open
from clearance.services.inspection_record import Entry, inspection_enter, photo_add, photo_looked_at
from clearance.upload.pictures import LARGEST_PICTURE
from clearance.views.acts import attempt, items_of
from clearance.views.secondary import refused
from portal.core.domain.errors import DomainError
from portal.core.http import PortalRequest

BAY_FIELDS = frozenset({"code"})


@require_POST
def entry(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    """Add a check, a reason why not, a note, or a press of the clock."""
    made = Entry(
        _typed(request, "kind", 10),
        _typed(request, "code", 20),
        _typed(request, "text", 4000),
        _typed(request, "restricted_reason", 200),
    )
    return attempt(
        lambda: inspection_enter(actor=request.actor, inspection_id=inspection_id, entry=made),
        lambda: redirect("clearance:inspection", inspection_id=inspection_id),
        lambda error: refused(request, inspection_id, error),
    )


@require_POST
def add_photo(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    inspection_get(actor=request.actor, inspection_id=inspection_id)
    sent = request.FILES.get("photo")
    raw = sent.read(LARGEST_PICTURE + 1) if sent else b""
    caption = _typed(request, "caption", 200)

    def act() -> None:
        photo_add(actor=request.actor, inspection_id=inspection_id, raw=raw, caption=caption)
        messages.success(request, _("The photo is kept; place and time of the camera were taken out."))

    return attempt(
        act,
        lambda: redirect("clearance:inspection", inspection_id=inspection_id),
        lambda error: refused(request, inspection_id, error),
    )


@require_GET
def photo(request: PortalRequest, photo_id: UUID) -> HttpResponse:
    """Show one photo to an officer of the case and note who looked."""
    found = photo_get(actor=request.actor, photo_id=photo_id)
    photo_looked_at(actor=request.actor, photo=found)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{found.id}.jpg"',
    }
    return HttpResponse(bytes(found.content), content_type="image/jpeg", headers=headers)


@require_http_methods(["GET", "POST"])
def bays(request: PortalRequest) -> HttpResponse:
    """The bays of the supervisor's side of the port; POST opens or closes one."""
    if request.method == "GET":
        return _bays(request)
    code = _typed(request, "code", 40)
    change = bay_close if request.POST.get("act") == "close" else bay_open

    def act() -> None:
        change(actor=request.actor, code=code)
        messages.success(request, _("The bays are changed."))

    return attempt(act, lambda: redirect("clearance:secondary_bays"), lambda error: _bays(request, error))


def _bays(request: PortalRequest, error: DomainError | None = None) -> HttpResponse:
    context = {
        "bays": bay_board(actor=request.actor),
        "items": items_of(error, BAY_FIELDS),
        "typed": request.POST if error else {},
    }
    return render(request, "clearance/secondary_bays.html", context, status=error.status if error else 200)


def _typed(request: PortalRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").replace("\x00", "")[:most]
