"""The vetting desk's proposals: the queue by age, one proposal with both agencies side by side (R-08)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import selectors, services
from enrollment.domain.joint import AGENCIES, AGENCY_NAMES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import GRADUATION, GRADUATION_REVIEW
from enrollment.forms_tiers import GraduationForm
from enrollment.models import GraduationProposal
from enrollment.views import presenting
from portal.core import clock
from portal.core.domain.errors import DomainError
from portal.core.domain.formatting import duration_words
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

SHOWN = 100
COLUMNS = (
    {"label": Text("Member", "Membre")},
    {"label": Text("Programme", "Programme")},
    {"label": Text("From", "De")},
    {"label": Text("To", "À")},
    {"label": Text("Waiting for", "En attente depuis"), "numeric": True, "sorted": "descending"},
    {"label": Text("CBP", "CBP")},
    {"label": Text("CBSA", "ASFC")},
)


@require_safe
def graduations(request: PortalRequest) -> HttpResponse:
    """List the open proposals, oldest first; `?all=1` also those only the other agency has left."""
    everything = request.GET.get("all") == "1"
    rows = selectors.graduation_list_for_officer(actor=request.actor, only_mine=not everything)
    found = list(rows[: SHOWN + 1])
    context = {
        "columns": COLUMNS,
        "place": presenting.PLACE,
        "rows": [{"cells": _cells(row, request.LANGUAGE_CODE)} for row in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "everything": everything,
    }
    return render(request, "enrollment/graduations.html", context)


def _cells(row: GraduationProposal, language: str) -> list[dict[str, Any]]:
    return [
        {"value": selectors.holder_name(row.membership), "url": reverse("enrollment:graduation", args=[row.id])},
        {"value": PROGRAMMES[row.membership.programme].name},
        {"tier": row.from_tier},
        {"tier": row.to_tier},
        {"value": duration_words(clock.now() - row.created_at, language)},
        *({"state": cell["state"]} for cell in review_cells(row)),
    ]


def review_cells(row: GraduationProposal) -> list[dict[str, Any]]:
    """Give one cell per agency, always both, in the same order."""
    reviews = {review.agency: review for review in row.reviews.all()}
    return [
        {
            "agency": agency,
            "name": AGENCY_NAMES[agency],
            "review": reviews[agency],
            "state": GRADUATION_REVIEW.state(reviews[agency].status),
        }
        for agency in AGENCIES
        if agency in reviews
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def graduation(request: PortalRequest, proposal_id: UUID) -> HttpResponse:
    """Read a proposal, criterion by criterion as of now, and give the own agency's answer."""
    found = selectors.graduation_get(actor=request.actor, proposal_id=proposal_id)
    mine = next((review for review in found.reviews.all() if review.agency == request.actor.agency), None)
    form = GraduationForm(request.POST or None, initial={"expected_version": mine.row_version if mine else 0})
    if request.method == "POST" and form.is_valid():
        try:
            decided = _decide(request, found, form)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _answer(decided))
            return redirect("enrollment:graduation", found.id)
    facts = selectors.member_facts(found.membership, clock.now())
    next_tier, criteria = selectors.criteria_progress(found.membership, facts)
    undecided = found.status == "open" and mine is not None and mine.status == "pending"
    context = {
        "proposal": found,
        "place": presenting.PLACE,
        "holder": selectors.holder_name(found.membership),
        "programme": PROGRAMMES[found.membership.programme],
        "state": GRADUATION.state(found.status),
        "agencies": review_cells(found),
        "criteria": criteria if next_tier == found.to_tier else (),
        "pilots": selectors.green_fast_places() if found.to_tier == "T3" else [],
        "form": form if undecided else None,
    }
    return render(request, "enrollment/graduation.html", context, status=422 if form.errors else 200)


def _decide(request: PortalRequest, found: GraduationProposal, form: GraduationForm) -> GraduationProposal:
    decision = form.cleaned_data["decision"]
    return services.graduation_decide(
        actor=request.actor,
        proposal_id=found.id,
        decision=decision,
        reason=form.reason() if decision == "decline" else None,
        expected_version=form.cleaned_data["expected_version"],
    )


def _answer(decided: GraduationProposal) -> str:
    return {
        "open": _("Your agency's decision is recorded; the other agency decides next."),
        "accepted": _("Both agencies accepted: the member has risen."),
        "declined": _("Declined; the member has the reason."),
        "lapsed": _("The record fell in the meantime: the proposal has lapsed."),
    }[decided.status]
