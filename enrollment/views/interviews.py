"""The applicant's pages of interviews: where it stands, free times by day, changes, the waiting list, the calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors
from enrollment.domain.interviews.centres import JOINT, PART_NAMES, PARTS, WEEKDAYS
from enrollment.domain.interviews.ics import Event, calendar
from enrollment.domain.interviews.results import DOCUMENTS, OUTCOMES
from enrollment.domain.interviews.rules import may_book, parts_left
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions.interviews import INTERVIEW
from enrollment.forms_interviews import WishForm
from enrollment.models import Application, Interview
from enrollment.selectors import interviews as reads
from enrollment.services import interviews as services
from enrollment.services import refusals
from enrollment.services.interviews.refusals import CHOOSE
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

DAYS = 7


def _application(request: PortalRequest, application_id: UUID) -> Application:
    """Give a person's application: a company has no interview."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    if found.user_id is None or (not request.actor.is_staff and found.user_id != request.actor.user_id):
        raise NotFound
    return found


@require_safe
def interview(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Say what is booked, held for the person or waited for, and what can be done next; officers read the results."""
    return _overview(request, _application(request, application_id))


def _overview(request: PortalRequest, found: Application, error: DomainError | None = None) -> HttpResponse:
    actor = request.actor
    rows = list(reads.interviews_of(actor=actor, application_id=found.id))
    held = [row.part for row in rows if row.status in ("booked", "held")]
    left = parts_left(held) if may_book(found.programme, found.status) and not actor.is_staff else ()
    waits = list(reads.wishes_of(actor=actor, application_id=found.id))
    context = {
        "application": found,
        "programme": PROGRAMMES[found.programme],
        "rows": [_row(row) for row in rows],
        "parts": [{"code": part, "name": PART_NAMES[part]} for part in left],
        "offers": [
            {"offer": offer, "part": PART_NAMES[offer.wish.part]}
            for offer in reads.offers_open(actor=actor, application_id=found.id)
        ],
        "wishes": [_wish(wish) for wish in waits],
        "wishable": [
            {"code": part, "name": PART_NAMES[part]}
            for part in PARTS
            if part in (*left, *(row.part for row in rows if row.status == "booked"))
            and part not in {wish.part for wish in waits}
            and not actor.is_staff
        ],
        "items": error.items if error else (),
        "before": not rows and not left,
    }
    return render(request, "enrollment/interviews/overview.html", context, status=error.status if error else 200)


def _row(row: Interview) -> dict[str, Any]:
    return {
        "interview": row,
        "state": INTERVIEW.state(row.status),
        "part": PART_NAMES[row.part],
        "results": [
            {
                "result": result,
                "outcome": OUTCOMES[result.outcome],
                "documents": [DOCUMENTS[code] for code in result.documents],
            }
            for result in row.results.all()
        ],
    }


def _wish(wish: Any) -> dict[str, Any]:
    return {
        "wish": wish,
        "part": PART_NAMES[wish.part],
        "centres": [centre.name for centre in wish.centres.all()],
        "days": [WEEKDAYS[number] for number in wish.weekdays],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """List free times by day and centre; each is a button that books it, or moves the appointment there."""
    found = _application(request, application_id)
    asked = request.POST if request.method == "POST" else request.GET
    booked = list(reads.interviews_of(actor=request.actor, application_id=found.id).filter(status="booked"))
    moving = next((row for row in booked if str(row.id) == asked.get("move")), None)
    part = moving.part if moving else asked.get("part", JOINT)
    if part not in PARTS:
        raise NotFound
    error: DomainError | None = None
    if request.method == "POST":
        try:
            _choose(request, found, moving, part)
        except NotFound:
            raise
        except DomainError as refused:
            error = refused
        else:
            messages.success(request, _("Booked. Put it in your calendar with the file below."))
            return redirect("enrollment:interview", found.id)
    context = {**_times(asked, part), "application": found, "moving": moving, "items": error.items if error else ()}
    return render(request, "enrollment/interviews/times.html", context, status=error.status if error else 200)


def _choose(request: PortalRequest, found: Application, moving: Interview | None, part: str) -> None:
    centre, _sep, moment = request.POST.get("slot", "").partition("|")
    try:
        centre_id, starts_at = UUID(centre), datetime.fromisoformat(moment)
    except ValueError:
        raise refusals.invalid(CHOOSE, "slot") from None
    if starts_at.tzinfo is None:
        raise refusals.invalid(CHOOSE, "slot")
    chosen: dict[str, Any] = {"centre_id": centre_id, "starts_at": starts_at}
    if moving is None:
        services.interview_book(actor=request.actor, application_id=found.id, part=part, **chosen)
        return
    version = request.POST.get("expected_version", "")
    services.interview_move(
        actor=request.actor,
        interview_id=moving.id,
        expected_version=int(version) if version.isdigit() else None,
        **chosen,
    )


def _times(asked: Any, part: str) -> dict[str, Any]:
    centres = list(reads.centres_open())
    now = clock.now()
    # West of Greenwich it is still yesterday when the day changes in UTC: its last hours are free too.
    today = min([now.astimezone(ZoneInfo(row.zone)).date() for row in centres], default=now.date())
    first = max(_day(asked.get("from", "")) or today, today)
    one = asked.get("centre", "")
    chosen = [row for row in centres if str(row.id) == one] or centres
    days: dict[date, list[Any]] = {}
    for entry in reads.free_slots(part=part, centres=chosen, first=first, days=DAYS):
        days.setdefault(entry.day, []).append(entry)
    week = timedelta(days=DAYS)
    return {
        "part": part,
        "part_name": PART_NAMES[part],
        "days": [
            {
                "day": day,
                "weekday": Text(*(word.capitalize() for word in _both(WEEKDAYS[day.weekday()]))),
                "centres": rows,
            }
            for day, rows in days.items()
        ],
        "centres": [row for row in centres if part in reads.centre_facts(row).parts],
        "centre": one,
        "first": first,
        "last": first + week - timedelta(days=1),
        "earlier": first - week if first > today else None,
        "later": first + week,
    }


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.fr


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Join the waiting list for an earlier time."""
    found = _application(request, application_id)
    part = request.POST.get("part") or request.GET.get("part", JOINT)
    if part not in PARTS:
        raise NotFound
    centres = [row for row in reads.centres_open() if part in reads.centre_facts(row).parts]
    form = WishForm(centres, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.wish_make(actor=request.actor, application_id=found.id, part=part, terms=form.terms())
        except NotFound:
            raise
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("You are on the list. A time that fits is held for you and you are told."))
            return redirect("enrollment:interview", found.id)
    context = {"application": found, "form": form, "part": part, "part_name": PART_NAMES[part]}
    return render(request, "enrollment/interviews/earlier.html", context, status=422 if form.is_bound else 200)


@require_POST
def wish_withdraw(request: PortalRequest, wish_id: UUID) -> HttpResponse:
    """Leave the waiting list."""
    wish = reads.wish_get(actor=request.actor, wish_id=wish_id)
    return _act(
        request,
        wish.application_id,
        lambda: services.wish_withdraw(actor=request.actor, wish_id=wish_id),
        _("You are no longer on the list."),
    )


@require_POST
def offer(request: PortalRequest, offer_id: UUID, action: str) -> HttpResponse:
    """Take a time that is held, or leave it to the next person."""
    acts: dict[str, Callable[..., Any]] = {"accept": services.offer_accept, "decline": services.offer_decline}
    found = reads.offer_get(actor=request.actor, offer_id=offer_id)
    if action not in acts:
        raise NotFound
    done = _("Your interview is at the earlier time.") if action == "accept" else _("Left to the next person.")
    return _act(request, found.wish.application_id, lambda: acts[action](actor=request.actor, offer_id=offer_id), done)


@require_POST
def cancel(request: PortalRequest, interview_id: UUID) -> HttpResponse:
    """Give an appointment back."""
    found = reads.interview_get(actor=request.actor, interview_id=interview_id)
    version = request.POST.get("expected_version", "")
    return _act(
        request,
        found.application_id,
        lambda: services.interview_cancel(
            actor=request.actor,
            interview_id=interview_id,
            expected_version=int(version) if version.isdigit() else None,
        ),
        _("Cancelled. You can book another time."),
    )


def _act(request: PortalRequest, application_id: UUID, act: Callable[[], Any], done: str) -> HttpResponse:
    found = _application(request, application_id)
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        return _overview(request, found, error)
    messages.success(request, done)
    return redirect("enrollment:interview", found.id)


@require_safe
def calendar_file(request: PortalRequest, interview_id: UUID) -> HttpResponse:
    """Give the appointment as a calendar file in the person's language; a cancelled one cancels it there too."""
    found = reads.interview_get(actor=request.actor, interview_id=interview_id)
    language, centre = request.LANGUAGE_CODE, found.centre
    host = urlsplit(settings.PUBLIC_URL).hostname or "preclear.example"
    event = Event(
        uid=f"{found.id}@{host}",
        sequence=found.sequence,
        stamped_at=found.changed_at,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        summary=f"{PART_NAMES[found.part].get(language)} – {PROGRAMMES[found.application.programme].name.get(language)}",
        description=_("Bring the documents you named in the application.")
        + f"\n{settings.PUBLIC_URL}/membership/interviews/{found.application_id}/",
        location=f"{centre.name}, {centre.address}, {centre.city}",
        language=language,
        cancelled=found.status == "cancelled",
    )
    answer = HttpResponse(calendar(event), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return answer
