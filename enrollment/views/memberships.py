"""One membership, one decision: the same record for member and officer (R-08, R-12, R-37, R-82)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain import renewal
from enrollment.domain.criteria import CriterionState, MemberFacts
from enrollment.domain.decisions import SUSPENSION
from enrollment.domain.joint import AGENCY_NAMES
from enrollment.domain.mending import ANSWER_KINDS
from enrollment.domain.profile import MEASURES
from enrollment.domain.programmes import PROGRAMMES, Programme
from enrollment.domain.transitions import ANSWER, GRADUATION, OFFICERS
from enrollment.forms import DemoteForm, FindForm, LeaveForm
from enrollment.models import Membership, MembershipDecision
from enrollment.selectors.scoping import DECISION_READERS
from enrollment.views import presenting
from enrollment.views.graduations import review_cells
from enrollment.views.life.page import life_context, renewal_phase
from enrollment.views.life.shared import entry_row
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

REGISTER = 50


@require_safe
def membership(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Show tier, what the next tier asks with present values, card, register of sanctions and decisions."""
    found = selectors.membership_get(actor=request.actor, membership_id=membership_id)
    return render(request, "enrollment/membership.html", _membership(found, request.actor))


def _membership(found: Membership, actor: Actor) -> dict[str, Any]:
    now = clock.now()
    standing = selectors.member_standing(found, now)
    facts = standing.facts
    next_tier, criteria = selectors.criteria_progress(found, facts)
    own = _owns(found, actor)
    officer = actor.is_staff and actor.has(*OFFICERS)
    decisions = list(selectors.decision_list_for_membership(actor=actor, membership_id=found.id)[:REGISTER])
    full = own or (actor.is_staff and actor.has(*DECISION_READERS))
    register = list(standing.entries[:REGISTER]) if full else []
    life = selectors.life_of(
        membership=found,
        full=full,
        register=register,
        answered=any(row.kind == SUSPENSION for row in decisions),
        renewing=renewal_phase(found, now) != renewal.NOT_YET,
    )
    return {
        **presenting.membership_row(found),
        **life_context(
            found, life, own=own and not actor.is_staff, officer=officer, decisions=decisions, register=register
        ),
        "facts": facts,
        "next_tier": next_tier,
        "criteria": selectors.outlooks(found, criteria, standing, now),
        "profile": _own_profile(facts, criteria),
        "pilots": selectors.green_fast_places() if "T3" in (next_tier, found.tier) else [],
        "visit_lacks": any(state.criterion.fact == "site_visits" and not state.met for state in criteria),
        **_proposal(found),
        "ready": bool(criteria) and all(state.met for state in criteria) and found.status == "active",
        "decisions": [presenting.decision_row(row, actor) for row in decisions],
        "may_leave": own and not actor.is_staff and found.status in {"active", "suspended"},
        "may_move": officer and found.status in {"active", "suspended"} and PROGRAMMES[found.programme].has_ladder,
    }


def _own_profile(facts: MemberFacts, criteria: Iterable[CriterionState]) -> dict[str, Any]:
    """Give the present value behind the criterion of security: standards held, and the measures of the own profile."""
    if not any(state.criterion.fact == "secured" for state in criteria):
        return {}
    return {
        "standards": facts.standards,
        "in_place": len(MEASURES) - len(facts.lacking),
        "of": len(MEASURES),
        "lacking": [MEASURES[code] for code in facts.lacking],
        "gaps": facts.security_gaps,
    }


def _proposal(found: Membership) -> dict[str, Any]:
    """Give the open or latest proposal to rise from the present tier, as member and officer see it."""
    proposal = selectors.graduation_of_membership(found)
    if proposal is None:
        return {}
    return {
        "proposal": proposal,
        "proposal_state": GRADUATION.state(proposal.status),
        "proposal_agencies": review_cells(proposal),
    }


def _owns(found: Membership, actor: Actor) -> bool:
    if found.organisation_id:
        return found.organisation_id == actor.organisation_id and actor.can_act_for(found.organisation_id)
    return actor.kind == "member" and found.user_id == actor.user_id


@require_safe
def decision(request: PortalRequest, decision_id: UUID) -> HttpResponse:
    """Show an adverse decision: reason, evidence, fix, how to contest it and by when, in that order."""
    found = selectors.decision_get(actor=request.actor, decision_id=decision_id)
    context = {
        **presenting.decision_row(found, request.actor),
        "holder": selectors.holder_name(found),
        "agency_name": AGENCY_NAMES.get(found.agency, found.agency),
        "entries": [entry_row(row) for row in found.entries.all()],
        "may_answer": _may_answer(found, request.actor),
        "answers": _answers(found),
        "programme": _programme(found),
    }
    return render(request, "enrollment/decision.html", context)


def _may_answer(found: MembershipDecision, actor: Actor) -> bool:
    """A suspension that has no answer waiting is answered by the one it is about."""
    mine = not actor.is_staff and actor.kind != "commission"
    return (
        mine
        and found.kind == SUSPENSION
        and found.status in {"proposed", "in_effect"}
        and found.membership_id is not None
    )


def _answers(found: MembershipDecision) -> list[dict[str, Any]]:
    return [
        {"row": row, "kind": ANSWER_KINDS[row.kind], "state": ANSWER.state(row.status)}
        for row in found.answers.order_by("-created_at")
    ]


def _programme(found: MembershipDecision) -> Programme | None:
    about = found.membership or found.application
    return PROGRAMMES[about.programme] if about else None


@require_safe
def find(request: PortalRequest) -> HttpResponse:
    """Open the record behind a card number, a scanned chip or a membership number (R-12)."""
    form = FindForm(request.GET or None)
    records: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            found = selectors.records_of_token(actor=request.actor, value=form.cleaned_data["number"])
        except NotFound:
            form.add_error("number", _("No record has this number. Compare it with the card once more."))
        else:
            if len(found) == 1:
                return redirect("enrollment:membership", found[0].id)
            records = [presenting.membership_row(row) for row in found]
    status = 422 if form.errors else 200
    return render(request, "enrollment/find.html", {"form": form, "records": records}, status=status)


@require_POST
def membership_graduate(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Open the proposal to rise to the next tier; both agencies then decide it on its own page (R-08)."""
    version = request.POST.get("expected_version", "")
    try:
        proposal = services.graduation_open(
            actor=request.actor,
            membership_id=membership_id,
            to_tier=request.POST.get("to_tier", ""),
            expected_version=int(version) if version.isdigit() else None,
        )
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE))
        return redirect("enrollment:membership", membership_id)
    messages.success(request, _("The proposal is open. Each agency decides; the member rises when both have accepted."))
    return redirect("enrollment:graduation", proposal.id)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_demote(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Lower a member's tier, with the reason in both languages."""
    found = selectors.membership_get(actor=request.actor, membership_id=membership_id)
    form = DemoteForm(found.tier, request.POST or None, initial={"expected_version": found.row_version})
    if request.method == "POST" and form.is_valid():
        try:
            taken = services.membership_demote(
                actor=request.actor,
                membership_id=found.id,
                to_tier=form.cleaned_data["to_tier"],
                reason=form.reason(),
                safety_ground=form.safety(),
                expected_version=form.cleaned_data["expected_version"],
            )
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The decision is in effect; the member has the letter."))
            return redirect("enrollment:decision", taken.id)
    context = {**presenting.membership_row(found), "form": form}
    return render(request, "enrollment/demote.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_leave(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Give a membership up."""
    found = selectors.membership_get(actor=request.actor, membership_id=membership_id)
    if not _owns(found, request.actor):
        raise NotFound
    form = LeaveForm(request.POST or None, initial={"expected_version": found.row_version})
    if request.method == "POST" and form.is_valid():
        try:
            services.membership_withdraw(actor=request.actor, membership_id=found.id, **form.cleaned_data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Your membership has ended."))
            return redirect("enrollment:mine")
    context = {**presenting.membership_row(found), "form": form}
    return render(request, "enrollment/leave.html", context, status=422 if form.errors else 200)
