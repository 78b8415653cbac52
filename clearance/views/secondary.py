"""Secondary: the queue, the joint record of one inspection, release or refusal after it (requirements 4.7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.causes import CAUSES
from clearance.domain.holds import REFUSAL_LABELS, REFUSAL_REASONS
from clearance.domain.inspection_words import CHECKS, FINDING, RESULTS, called_for
from clearance.domain.officers import BORDER, arrival_agency
from clearance.domain.profile_workflow import SECONDARY
from clearance.domain.transitions import INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.forms_officer import InspectionForm
from clearance.models import Inspection
from clearance.selectors import BoothScreen, booth_screen, inspection_get
from clearance.selectors.secondary import JointRecord, bays_of, goods_filed, joint_record, secondary_desk
from clearance.services import inspection_complete, inspection_start, secondary_refuse, secondary_release
from clearance.views.acts import CHOOSE_REASON, attempt, items_of, version_of
from clearance.views.booth_screen import agency_cells, lane_of
from clearance.views.secondary_words import record_words
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, Invalid
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_get
from portal.workflow.timeline import timeline

FIELDS = frozenset({"reason", "bay", "text", "caption", "photo"})


@require_GET
def secondary(request: PortalRequest) -> HttpResponse:
    return render(request, "clearance/secondary.html", _queue(request.actor))


@require_GET
def secondary_rows(request: PortalRequest) -> HttpResponse:
    """The part of the queue that live.js fetches again."""
    return render(request, "clearance/secondary_rows.html", _queue(request.actor))


def _queue(actor: Actor) -> dict[str, Any]:
    desk = secondary_desk(actor=actor)
    rows = [
        {
            "inspection": entry,
            "state": INSPECTION_WORKFLOW.state(entry.status),
            "cause": CAUSES[entry.referral.cause].label,
            "checks": [CHECKS[code] for code in called_for(entry.referral.cause)],
            "place": crossing_get(entry.trip.crossing),
            "minutes": minutes,
        }
        for entry, minutes in desk.here
    ]
    others = {
        name: [
            {"trip": trip, "place": crossing_get(trip.crossing), "state": TRIP_WORKFLOW.state(trip.status)}
            for trip in trips
        ]
        for name, trips in (("held", desk.held), ("expected", desk.expected))
    }
    return {
        "rows": rows,
        "bays": desk.bays,
        "channel": f"port-{actor.port}" if actor.port else "",
        "opens_booth": actor.has(*SECONDARY),
        "keeps_bays": actor.has("officer.supervisor"),
        **others,
    }


@require_http_methods(["GET", "POST"])
def inspection(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    """Show the joint record; POST completes it."""
    entry = inspection_get(actor=request.actor, inspection_id=inspection_id)
    known = joint_record(actor=request.actor, inspection=entry)
    form = _form(entry, known, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            inspection_complete(actor=request.actor, inspection_id=inspection_id, **form.values())
        except DomainError as error:
            form_refuse(form, error)
            entry = inspection_get(actor=request.actor, inspection_id=inspection_id)
        else:
            messages.success(request, _("The result is on record; the member is told class and minutes."))
            return _back(inspection_id)
    return _page(request, entry, known, form)


@require_POST
def start(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    bay, version = request.POST.get("bay", "").replace("\x00", "")[:20], version_of(request)
    return attempt(
        lambda: inspection_start(actor=request.actor, inspection_id=inspection_id, bay=bay, expected_version=version),
        lambda: _back(inspection_id),
        lambda error: refused(request, inspection_id, error),
    )


@require_POST
def release(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    entry = inspection_get(actor=request.actor, inspection_id=inspection_id)
    version = version_of(request)

    def act() -> None:
        trip = secondary_release(actor=request.actor, trip_id=entry.trip_id, expected_version=version)
        if trip.status == "released":
            messages.success(request, _("Released by every agency."))
        else:
            messages.success(request, _("Your release is kept; another agency has not answered yet."))

    return attempt(act, lambda: _back(inspection_id), lambda error: refused(request, inspection_id, error))


@require_POST
def refuse(request: PortalRequest, inspection_id: UUID) -> HttpResponse:
    entry = inspection_get(actor=request.actor, inspection_id=inspection_id)
    version = version_of(request)

    def act() -> None:
        text = REFUSAL_REASONS.get(request.POST.get("reason", ""))
        if text is None:
            raise Invalid([CHOOSE_REASON])
        secondary_refuse(actor=request.actor, trip_id=entry.trip_id, text=text, expected_version=version)
        messages.success(request, _("Refused; the member reads the reason."))

    return attempt(act, lambda: _back(inspection_id), lambda error: refused(request, inspection_id, error))


def _back(inspection_id: UUID) -> HttpResponse:
    return redirect("clearance:inspection", inspection_id=inspection_id)


def _form(entry: Inspection, known: JointRecord, data: Any = None) -> InspectionForm:
    lines = [(str(line.id), f"{line.hs_code} {line.description[:60]}") for line in goods_filed(entry.trip)]
    return InspectionForm(
        data,
        results=RESULTS,
        checks={code: CHECKS[code] for code in CHECKS if code in known.done},
        lines=lines,
        missing=bool(known.missing),
        language=get_language() or "en",
        initial={"expected_version": entry.row_version},
    )


def refused(request: PortalRequest, inspection_id: UUID, error: DomainError) -> HttpResponse:
    """Show the record again with why an act on it was not done; what was typed is still there."""
    entry = inspection_get(actor=request.actor, inspection_id=inspection_id)
    known = joint_record(actor=request.actor, inspection=entry)
    return _page(request, entry, known, _form(entry, known), error)


def _page(
    request: PortalRequest,
    entry: Inspection,
    known: JointRecord,
    form: InspectionForm,
    error: DomainError | None = None,
) -> HttpResponse:
    actor = request.actor
    screen = booth_screen(actor=actor, trip_id=entry.trip_id)
    inspects = actor.has(*SECONDARY)
    open_record = entry.status in ("waiting", "in_progress") and screen.trip.status in ("referred", "held")
    context = {
        "entry": entry,
        "trip": screen.trip,
        "place": crossing_get(screen.trip.crossing),
        "lane": lane_of(screen.trip),
        "state": INSPECTION_WORKFLOW.state(entry.status),
        "trip_state": TRIP_WORKFLOW.state(screen.trip.status),
        "cause": CAUSES[entry.referral.cause].label,
        "result": RESULTS.get(entry.result),
        "agencies": agency_cells(screen),
        "form": form if open_record and inspects else None,
        "open_record": open_record,
        "opens_booth": inspects,
        "learns": inspects and entry.status == "completed",
        "items": items_of(error, FIELDS),
        "typed": request.POST if error else {},
        "bays": bays_of(screen.trip.crossing, screen.trip.direction) if open_record and inspects else (),
        "entries": timeline(Subject("trip", screen.trip.id), actor),
        **record_words(known, open_record=open_record),
        **_possible(entry, screen, actor),
    }
    status = error.status if error else 422 if form.errors else 200
    return render(request, "clearance/inspection.html", context, status=status)


def _possible(entry: Inspection, screen: BoothScreen, actor: Actor) -> dict[str, Any]:
    """Which buttons there are: exactly what the services would accept from this officer now."""
    own = next((line for line in screen.lines if line.agency == actor.agency), None)
    latest = screen.inspection is not None and screen.inspection.id == entry.id
    done = latest and entry.status == "completed"
    inspects = actor.has(*SECONDARY)
    status = screen.trip.status
    return {
        "may_start": inspects and entry.status == "waiting" and status in ("referred", "held"),
        "may_release": inspects
        and done
        and status == "referred"
        and own is not None
        and own.status not in ("released", "hold"),
        "may_refuse": inspects
        and done
        and status in ("referred", "held")
        and entry.result == FINDING
        and actor.agency == arrival_agency(screen.trip.direction),
        "refusals": list(REFUSAL_LABELS.items()),
        "waiting_for": [
            line.agency
            for line in screen.lines
            if done and line.status != "released" and (line.agency in BORDER or line.status != "may_proceed")
        ],
    }
