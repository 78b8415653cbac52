"""The vetting desk: queue, assignment, hand-over notes, load (4.8, R-30, R-50)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.desk import age_state, days_left
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.forms_desk import NoteForm, QueueForm
from enrollment.models import Application
from enrollment.views import presenting
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.formatting import duration_words
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

SHOWN = 50
COLUMNS = (
    {"label": Text("Applicant", "Demandeur")},
    {"label": Text("Programme", "Programme")},
    {"label": Text("Waiting for", "En attente depuis"), "numeric": True},
    {"label": Text("Standard", "Norme de service"), "sorted": "ascending"},
    {"label": Text("CBP", "CBP")},
    {"label": Text("CBSA", "ASFC")},
    {"label": Text("Assigned to", "Attribuée à")},
)


@require_safe
def queue(request: PortalRequest) -> HttpResponse:
    """List what waits against the service standard, the nearest end first; filters are in the address."""
    form = QueueForm(request.GET)
    filters = form.filters()
    number = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdigit() else 1
    start = (number - 1) * SHOWN
    found = list(selectors.desk_queue(actor=request.actor, filters=filters)[start : start + SHOWN + 1])
    context = {
        "columns": COLUMNS,
        "place": presenting.PLACE,
        "rows": [{"cells": _cells(row, request)} for row in found[:SHOWN]],
        "form": QueueForm(initial={**form.cleaned_data}),
        "filtered": any((filters.programme, form.cleaned_data.get("age"), form.cleaned_data.get("owner"))),
        "everything": filters.everything,
        "previous_url": _page(request, number - 1) if number > 1 else "",
        "next_url": _page(request, number + 1) if len(found) > SHOWN else "",
    }
    return render(request, "enrollment/reviews.html", context)


def _page(request: PortalRequest, number: int) -> str:
    return "?" + urlencode({**request.GET.dict(), "page": number})


def _cells(row: Any, request: PortalRequest) -> list[dict[str, Any]]:
    now, language = clock.now(), request.LANGUAGE_CODE
    waited = duration_words(now - row.submitted_at, language) if row.submitted_at else ""
    owner = next((held.officer_name for held in row.held_by if held.agency == request.actor.agency), "")
    return [
        {"value": selectors.holder_name(row), "url": reverse("enrollment:review", args=[row.id])},
        {"value": PROGRAMMES[row.programme].name},
        {"value": waited},
        {"state": age_state(days_left(presenting.progress_of(row).due or now, now))},
        *({"state": cell["state"]} for cell in presenting.agency_cells(row)),
        {"value": owner or NOBODY_YET, "url": reverse("enrollment:desk", args=[row.id])},
    ]


@require_safe
def desk(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Show who has an application, per agency, and the notes handed over."""
    return _desk(request, application_id, NoteForm())


def _desk(request: PortalRequest, application_id: UUID, form: NoteForm) -> HttpResponse:
    found = selectors.desk_of(actor=request.actor, application_id=application_id)
    row = found.application
    context = {
        **presenting.application_row(row),
        "holder": selectors.holder_name(row),
        "held": [{"agency": agency, "by": found.held_by.get(agency)} for agency in AGENCIES],
        "notes": found.notes,
        "form": form,
        **_powers(request.actor, row, found.held_by.get(request.actor.agency)),
    }
    return render(request, "enrollment/desk.html", context, status=422 if form.errors else 200)


def _powers(actor: Actor, row: Application, held: Any) -> dict[str, Any]:
    """Give what the buttons offer; the services decide again."""
    pending = any(review.agency == actor.agency and review.status == "pending" for review in row.reviews.all())
    owner = held is not None and held.officer_id == actor.user_id
    passes_on = pending and (owner or actor.has("officer.supervisor"))
    return {
        "may_take": pending and held is None,
        "may_return": passes_on and held is not None,
        "colleagues": selectors.desk_officers(actor.agency) if passes_on else [],
        "may_note": actor.agency in AGENCIES,
    }


@require_POST
def desk_take(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Take an application on."""
    services.assignment_take(actor=request.actor, application_id=application_id)
    messages.success(request, _("The application is yours."))
    return redirect("enrollment:desk", application_id)


@require_POST
def desk_give(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Give an application to a colleague."""
    try:
        chosen = UUID(request.POST.get("officer", ""))
    except ValueError:
        chosen = UUID(int=0)
    try:
        services.assignment_give(actor=request.actor, application_id=application_id, user_id=chosen)
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("The application is passed on."))
    return redirect("enrollment:desk", application_id)


@require_POST
def desk_return(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Put an application back into the queue."""
    services.assignment_return(actor=request.actor, application_id=application_id)
    messages.success(request, _("The application is back in the queue."))
    return redirect("enrollment:desk", application_id)


@require_POST
def desk_note(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Leave a hand-over note."""
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            services.handover_add(actor=request.actor, application_id=application_id, **form.cleaned_data)
        except NotFound:
            raise
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The note is kept."))
            return redirect("enrollment:desk", application_id)
    return _desk(request, application_id, form)


@require_safe
def load(request: PortalRequest) -> HttpResponse:
    """Show a supervisor what each officer of the agency has, and what nobody has."""
    rows = selectors.desk_load(actor=request.actor)
    return render(request, "enrollment/load.html", {"rows": rows, "place": presenting.PLACE})


NOBODY_YET = Text("nobody yet", "personne encore")
