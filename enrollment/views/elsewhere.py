"""What is held elsewhere, who confirms it, what it opens here, and where (R-02, R-03, R-04, R-14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import ORGANISATION, PERSON
from enrollment.domain.schemes import SCHEMES, Scheme, schemes_for
from enrollment.domain.transitions import SCHEME_MEMBERSHIP
from enrollment.forms_tiers import SchemeDecisionForm, SchemeForm, WhereForm
from enrollment.models import SchemeMembership
from enrollment.views import presenting
from enrollment.views.policy_context import recognition_row
from portal.core.access import MEMBER_ROLES
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.reference.domain.confidence import CONFIDENCES
from portal.reference.domain.directions import DIRECTIONS

SHOWN = 100
COLUMNS = (
    {"label": Text("Holder", "Titulaire")},
    {"label": Text("Scheme", "Statut")},
    {"label": Text("Number", "Numéro")},
    {"label": Text("Valid until", "Valide jusqu'au")},
    {"label": Text("Entered", "Inscrit")},
)
CHOICES = {
    "claimed": (("confirm", gettext_lazy("Confirm")), ("refuse", gettext_lazy("Do not confirm, with a reason"))),
    "confirmed": (("end", gettext_lazy("End it, with a reason")),),
}


@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: PortalRequest) -> HttpResponse:
    """Show what the member holds elsewhere and what it opens here; enter one more."""
    actor = request.actor
    form = SchemeForm(_offered(actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.scheme_claim(actor=actor, **form.cleaned_data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Entered. The agency that runs it confirms it next."))
            return redirect("enrollment:elsewhere")
    context = {
        "held": [held_row(row) for row in selectors.scheme_list_for_member(actor=actor)[:SHOWN]],
        "recognised": [
            {**recognition_row(found.row), "held": found.held, "until": found.until}
            for found in selectors.recognised_for(actor)
        ],
        "form": form,
        "place": presenting.PLACE,
    }
    return render(request, "enrollment/elsewhere.html", context, status=422 if form.errors else 200)


def _offered(actor: Actor) -> tuple[Scheme, ...]:
    company = schemes_for(ORGANISATION) if actor.has("trader.admin") else ()
    return (*company, *schemes_for(PERSON))


def held_row(row: SchemeMembership) -> dict[str, Any]:
    return {
        "held": row,
        "scheme": SCHEMES[row.scheme],
        "state": SCHEME_MEMBERSHIP.state(row.status),
        "open": row.status in ("claimed", "confirmed"),
    }


@require_POST
def elsewhere_withdraw(request: PortalRequest, scheme_id: UUID) -> HttpResponse:
    """Take back what one has entered."""
    version = request.POST.get("expected_version", "")
    try:
        services.scheme_withdraw(
            actor=request.actor, scheme_id=scheme_id, expected_version=int(version) if version.isdigit() else None
        )
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Taken back."))
    return redirect("enrollment:elsewhere")


@require_safe
def elsewhere_desk(request: PortalRequest) -> HttpResponse:
    """List what waits for the officer's agency to confirm, oldest first."""
    found = list(selectors.scheme_list_for_officer(actor=request.actor)[: SHOWN + 1])
    rows = [{"cells": _cells(row)} for row in found[:SHOWN]]
    context = {"columns": COLUMNS, "rows": rows, "place": presenting.PLACE, "more": len(found) > SHOWN}
    return render(request, "enrollment/elsewhere_desk.html", context)


def _cells(row: SchemeMembership) -> list[dict[str, Any]]:
    return [
        {"value": selectors.holder_name(row), "url": reverse("enrollment:elsewhere_decide", args=[row.id])},
        {"value": SCHEMES[row.scheme].name},
        {"identifier": row.number},
        {"at": row.valid_until},
        {"at": row.created_at},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere_decide(request: PortalRequest, scheme_id: UUID) -> HttpResponse:
    """Confirm, refuse or end one, for the agency concerned."""
    found = selectors.scheme_get(actor=request.actor, scheme_id=scheme_id)
    own = request.actor.agency in SCHEMES[found.scheme].confirmed_by
    choices = CHOICES.get(found.status, ()) if own else ()
    form = SchemeDecisionForm(choices, request.POST or None, initial={"expected_version": found.row_version})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Recorded; the holder has been told."))
            return redirect("enrollment:elsewhere_decide", found.id)
    context = {
        **held_row(found),
        "holder": selectors.holder_name(found),
        "form": form if choices else None,
        "place": presenting.PLACE,
    }
    return render(request, "enrollment/elsewhere_decide.html", context, status=422 if form.errors else 200)


def _decide(request: PortalRequest, found: SchemeMembership, form: SchemeDecisionForm) -> None:
    decision, seen = form.cleaned_data["decision"], form.cleaned_data["expected_version"]
    given: dict[str, Any] = {"actor": request.actor, "scheme_id": found.id, "expected_version": seen}
    if decision == "confirm":
        services.scheme_confirm(**given)
    elif decision == "refuse":
        services.scheme_refuse(**given, reason=form.reason())
    else:
        services.scheme_end(**given, reason=form.reason())


@require_safe
def where(request: PortalRequest) -> HttpResponse:
    """Show where the member lanes are, by direction, and answer whether one card may use one of them now."""
    direction = request.GET.get("way", "")
    actor: Actor | None = request.actor
    asked = actor is not None and "card" in request.GET
    form = WhereForm(request.GET if asked else None, initial={"card": selectors.own_card(actor) if actor else ""})
    context = {
        "places": [
            {"crossing": one.crossing, "directions": one.directions, "mark": CONFIDENCES[one.confidence].label}
            for one in selectors.nexus_places(direction if direction in DIRECTIONS else "")
        ],
        "pilots": selectors.green_fast_places(),
        "recognitions": [recognition_row(row) for row in selectors.recognitions_published()],
        "directions": [{"code": code, "label": label, "on": code == direction} for code, label in DIRECTIONS.items()],
        "way": direction,
        "form": form if actor and (actor.is_staff or actor.has(*MEMBER_ROLES)) else None,
        "answer": _asked(actor, form) if actor and asked and form.is_valid() else None,
        "place": presenting.PLACE,
    }
    return render(request, "enrollment/where.html", context, status=422 if form.errors else 200)


def _asked(actor: Actor, form: WhereForm) -> dict[str, Any]:
    data = form.cleaned_data
    found = selectors.traveller_eligible(
        actor=actor, document=data["card"], crossing=data["crossing"], direction=data["direction"]
    )
    return {"found": found, "scheme": SCHEMES.get(found.scheme), "direction": DIRECTIONS[data["direction"]]}
