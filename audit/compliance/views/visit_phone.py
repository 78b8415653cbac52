"""The checklist on the phone: one page that works without the server, what it takes along, what it brings back (R-63)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from audit.compliance import services
from audit.compliance.domain.facility_checklist import MARKS, REFUSED
from audit.compliance.domain.facility_visits import FACILITY_VISIT, ON_SITE, PLANNED
from audit.compliance.domain.phone_words import PHONE_WORDS
from audit.compliance.models import FacilityVisit
from audit.compliance.selectors.facilities import Point, facility_visit_get, points_of, visit_photo_get
from clearance.upload.pictures import LARGEST_PICTURE
from enrollment.domain.joint import AGENCIES
from portal.core import clock
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import DomainError, ErrorItem, NotFound
from portal.core.http import PortalRequest
from portal.core.static_parts import parts_digest

WORKER = "compliance/visits/worker.js"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the checklist: looks after these pages and no others."""
    scope = reverse("compliance:visit_worker").removesuffix("worker.js")
    text = render_to_string(WORKER, {"scope": scope, "store": f"preclear-visits-{parts_digest()}"})
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _team_visit(request: PortalRequest, visit_id: UUID) -> FacilityVisit:
    """Give a visit to its team; NotFound for everybody else."""
    found = facility_visit_get(actor=request.actor, visit_id=visit_id)
    if request.actor.user_id not in found.team_ids:
        raise NotFound
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: PortalRequest, visit_id: UUID) -> HttpResponse:
    """The checklist. Without scripts it is an ordinary form, saved as a whole."""
    found = _team_visit(request, visit_id)
    points = points_of(found)
    if request.method != "POST":
        return _page(request, found, points)
    items: list[ErrorItem] = []
    for point in points.values():
        items += _taken(request, found, point)
    if not items:
        return redirect("compliance:visit_phone", visit_id=visit_id)
    return _page(request, facility_visit_get(actor=request.actor, visit_id=visit_id), points_of(found), items)


def _taken(request: PortalRequest, found: FacilityVisit, point: Point) -> list[ErrorItem]:
    """Keep what the form says about one point, if it says anything new; gives what was refused."""
    posted, code = request.POST, point.code
    mark, note = posted.get(f"mark_{code}", ""), posted.get(f"note_{code}", "").replace("\x00", "")
    current = point.current
    known: dict[str, Any] = {"actor": request.actor, "visit_id": found.id}
    try:
        if mark and (current is None or (mark, note.strip()) != (current.mark, current.note) or point.conflicts):
            seen = _uuid(posted.get(f"seen_{code}", ""))
            sent = services.Sent(_uuid(posted.get(f"client_{code}", "")) or uuid4(), code, clock.now())
            services.mark_receive(**known, sent=sent, mark=mark, note=note, seen=seen)
        photo = request.FILES.get(f"photo_{code}")
        if photo is not None:
            sent = services.Sent(_uuid(posted.get(f"shot_{code}", "")) or uuid4(), code, clock.now())
            services.photo_receive(**known, sent=sent, raw=photo.read(LARGEST_PICTURE + 1))
    except NotFound:
        raise
    except DomainError as error:
        return [ErrorItem(item.code, item.message, f"point_{code}", fix=item.fix) for item in error.items]
    return []


def _page(
    request: PortalRequest, found: FacilityVisit, points: dict[str, Point], items: list[ErrorItem] | None = None
) -> HttpResponse:
    typed: Any = request.POST if items else {}
    lines = [
        {
            "point": point,
            "client": uuid4(),
            "shot": uuid4(),
            "mark": typed.get(f"mark_{point.code}") or (point.current.mark if point.current else ""),
            "note": typed.get(f"note_{point.code}") or (point.current.note if point.current else ""),
        }
        for point in points.values()
    ]
    language = get_language() or "en"
    words: dict[str, Any] = {code: text.get(language) for code, text in PHONE_WORDS.items()}
    words["agencies"] = {code: agency_short(code).get(language) for code in AGENCIES}
    words["marks"] = {code: text.get(language) for code, text in MARKS.items()}
    context = {
        "visit": found,
        "state": FACILITY_VISIT.state(found.status),
        "lines": lines,
        "marks": MARKS,
        "words": words,
        "items": items or (),
        "open": found.status in (PLANNED, ON_SITE),
        "scope": reverse("compliance:visit_worker").removesuffix("worker.js"),
    }
    return render(request, "compliance/visits/phone.html", context, status=422 if items else 200)


@require_GET
def state(request: PortalRequest, visit_id: UUID) -> JsonResponse:
    """What stands on the server, for a phone that comes back; never stored by anything between."""
    found = _team_visit(request, visit_id)
    points = {
        point.code: {
            "client": str(point.current.client_id) if point.current else "",
            "mark": point.current.mark if point.current else "",
            "note": point.current.note if point.current else "",
            "agency": point.current.agency if point.current else "",
            "conflicts": [{"mark": row.mark, "note": row.note, "agency": row.agency} for row in point.conflicts],
            "photos": len(point.photos),
        }
        for point in points_of(found).values()
    }
    answer = {
        "officer": str(request.actor.user_id),
        "csrf": get_token(request),
        "status": found.status,
        "points": points,
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_POST
def send(request: PortalRequest, visit_id: UUID) -> JsonResponse:
    """Take one mark or one photo; the same one again gets the same answer."""
    found = _team_visit(request, visit_id)
    client_id = _uuid(request.POST.get("id", ""))
    at = _moment(request.POST.get("device_at", ""))
    if client_id is None:
        raise NotFound
    sent = services.Sent(client_id, request.POST.get("point", ""), at)
    known: dict[str, Any] = {"actor": request.actor, "visit_id": found.id, "sent": sent}
    try:
        if request.POST.get("kind") == "photo":
            photo = request.FILES.get("photo")
            services.photo_receive(**known, raw=photo.read(LARGEST_PICTURE + 1) if photo else b"")
            outcome = "applied"
        else:
            note = request.POST.get("note", "").replace("\x00", "")
            seen = _uuid(request.POST.get("seen", ""))
            row = services.mark_receive(**known, mark=request.POST.get("mark", ""), note=note, seen=seen)
            outcome = row.outcome
    except NotFound:
        raise
    except DomainError as error:
        language = get_language() or "en"
        why = " ".join(item.message.get(language) for item in error.items)
        return JsonResponse({"outcome": REFUSED, "why": why}, headers={"Cache-Control": "no-store"})
    return JsonResponse({"outcome": outcome}, headers={"Cache-Control": "no-store"})


@require_GET
def photo(request: PortalRequest, photo_id: UUID) -> HttpResponse:
    """Show one photo to who may read the visit and note who looked."""
    found = visit_photo_get(actor=request.actor, photo_id=photo_id)
    services.photo_looked_at(actor=request.actor, photo=found)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{found.id}.jpg"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found.content), content_type="image/jpeg", headers=headers)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _moment(text: str) -> Any:
    """Read the clock of the phone; without a time of day and zone the moment of arrival counts."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found is not None and found.tzinfo is not None else clock.now()
