"""The officers' pages of centres: the register, hours, desks, closures, the day's list and the record of an interview."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment.domain.interviews.centres import LANGUAGES, MODES, PART_NAMES, PARTS, WEEKDAYS
from enrollment.domain.interviews.results import OUTCOMES
from enrollment.domain.interviews.slots import slots_on
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions.interviews import INTERVIEW
from enrollment.forms_interviews import CentreForm, ClosureForm, DesksForm, EndForm, HoursForm, ResultForm
from enrollment.models import EnrolmentCentre, Interview
from enrollment.selectors import interviews as reads
from enrollment.services import interviews as services
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

Forms = dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
def centres(request: PortalRequest) -> HttpResponse:
    """The register of centres; a supervisor of either border agency adds one."""
    actor = request.actor
    form = CentreForm(request.POST or None) if actor.has("officer.supervisor") else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = services.centre_register(actor=actor, details=form.details())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("In the register. Set hours and desks, then it has times."))
            return redirect("enrollment:centre", made.id)
    rows = [_facts(row) for row in reads.centres_open()]
    status = 422 if request.method == "POST" else 200
    return render(request, "enrollment/interviews/centres.html", {"rows": rows, "form": form}, status=status)


def _facts(row: EnrolmentCentre) -> dict[str, Any]:
    return {
        "centre": row,
        "mode": MODES[row.mode],
        "languages": [LANGUAGES[code] for code in row.languages],
        "desks": [desk for desk in row.desks.all() if desk.places],
        "today": clock.now().astimezone(ZoneInfo(row.zone)).date(),
    }


@require_safe
def centre(request: PortalRequest, centre_id: UUID) -> HttpResponse:
    """One centre: when it is open, for how many, when it is closed; a supervisor changes it here."""
    found = reads.centre_get(centre_id)
    return _page(request, found, _forms(found, request.actor))


def _forms(found: EnrolmentCentre, actor: Actor, posted: Any = None, action: str = "") -> Forms:
    own = next((row.places for row in found.desks.all() if row.agency == actor.agency), 0)
    start = clock.now().astimezone(ZoneInfo(found.zone)).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    ahead = {"starts_at": start + timedelta(days=1), "ends_at": start + timedelta(days=2)}
    return {
        "hours": HoursForm(found, posted if action == "hours" else None),
        "desks": DesksForm(posted if action == "desks" else None, initial={"places": own}),
        "close": ClosureForm(posted if action == "close" else None, initial=ahead),
    }


def _page(request: PortalRequest, found: EnrolmentCentre, shown: Forms) -> HttpResponse:
    bound = next((form for form in shown.values() if form.is_bound), None)
    context = {
        **_facts(found),
        "hours": [{"day": WEEKDAYS[row.weekday], "row": row} for row in found.hours.all().order_by("weekday", "opens")],
        "closures": found.closures.filter(ends_at__gt=clock.now()).order_by("starts_at"),
        "forms": shown if request.actor.has("officer.supervisor") else None,
        "bound": bound,
    }
    return render(request, "enrollment/interviews/centre.html", context, status=422 if bound else 200)


@require_POST
def act(request: PortalRequest, centre_id: UUID, action: str) -> HttpResponse:
    """Set the hours or the own desks, announce a closure or lift one."""
    found, actor = reads.centre_get(centre_id), request.actor
    if action == "lift":
        closure = request.POST.get("closure", "")
        try:
            services.centre_closure_lift(actor=actor, centre_id=found.id, closure_id=UUID(closure))
        except ValueError:
            raise NotFound from None
        messages.success(request, _("Open again."))
        return redirect("enrollment:centre", found.id)
    shown = _forms(found, actor, request.POST, action)
    form = shown.get(action)
    if form is None:
        raise NotFound
    if form.is_valid():
        try:
            done = _done(actor, found, form)
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, done)
            return redirect("enrollment:centre", found.id)
    return _page(request, found, shown)


def _done(actor: Actor, found: EnrolmentCentre, form: forms.Form) -> str:
    if isinstance(form, HoursForm):
        services.centre_hours_set(actor=actor, centre_id=found.id, hours=form.hours())
        return _("Saved. Times follow the new hours.")
    if isinstance(form, ClosureForm):
        hit = services.centre_closure_add(actor=actor, centre_id=found.id, **form.facts(found.zone))
        return _("Announced. Appointments called off: %(count)d") % {"count": hit}
    services.centre_desks_set(actor=actor, centre_id=found.id, places=form.cleaned_data["places"])
    return _("Saved. Times follow the desks.")


@require_safe
def day(request: PortalRequest, centre_id: UUID) -> HttpResponse:
    """The appointments of one day in order, with what is left to record, and how full the day is."""
    found = reads.centre_get(centre_id)
    try:
        shown = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        shown = _facts(found)["today"]
    rows = list(reads.day_list(actor=request.actor, centre=found, day=shown))
    slots = slots_on(reads.centre_facts(found), shown, [])
    context = {
        **_facts(found),
        "rows": [_row(row, request.actor) for row in rows],
        "day": shown,
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
        "slots": len(slots),
    }
    return render(request, "enrollment/interviews/day.html", context)


def _row(row: Interview, actor: Actor) -> dict[str, Any]:
    done = {result.agency: OUTCOMES[result.outcome] for result in row.results.all()}
    mine = row.status == "booked" and actor.agency in PARTS[row.part] and actor.agency not in done
    return {
        "interview": row,
        "part": PART_NAMES[row.part],
        "programme": PROGRAMMES[row.application.programme].name,
        "state": INTERVIEW.state(row.status),
        "done": done,
        "mine": mine,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: PortalRequest, interview_id: UUID) -> HttpResponse:
    """Record what the interview gave, for the officer's own agency."""
    found = reads.interview_get(actor=request.actor, interview_id=interview_id)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.interview_record(actor=request.actor, interview_id=found.id, result=form.result())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Recorded for your agency."))
            return redirect("enrollment:centre_day", found.centre_id)
    return _record_page(request, found, form, EndForm())


def _record_page(request: PortalRequest, found: Interview, form: ResultForm, end_form: EndForm) -> HttpResponse:
    row = _row(found, request.actor)
    context = {**row, "form": form if row["mine"] else None, "end_form": end_form, "started": _started(found)}
    refused = 422 if form.is_bound or end_form.is_bound else 200
    return render(request, "enrollment/interviews/record.html", context, status=refused)


def _started(found: Interview) -> bool:
    return found.starts_at <= clock.now()


@require_POST
def end(request: PortalRequest, interview_id: UUID, action: str) -> HttpResponse:
    """Note that nobody came, or call the appointment off with its reason."""
    found = reads.interview_get(actor=request.actor, interview_id=interview_id)
    form = EndForm(request.POST)
    if action not in ("miss", "call_off"):
        raise NotFound
    try:
        if action == "miss":
            services.interview_miss(actor=request.actor, interview_id=found.id)
        elif form.is_valid():
            services.interview_call_off(actor=request.actor, interview_id=found.id, why=_why(form))
        else:
            return _record_page(request, found, ResultForm(), form)
    except DomainError as error:
        form.is_valid()
        form.errors.clear()
        form_refuse(form, error)
        return _record_page(request, found, ResultForm(), form)
    messages.success(request, _("Kept. The applicant is told."))
    return redirect("enrollment:centre_day", found.centre_id)


def _why(form: EndForm) -> Text:
    return Text(form.cleaned_data["why_en"], form.cleaned_data["why_fr"])
