"""Pages member and officer share: a disclosure, a corrective plan; the same record for both (R-10, R-44)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrollment import selectors, services
from enrollment.domain.explaining import why_this_step
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.steps import STEP_LABELS
from enrollment.domain.transitions import DISCLOSURE, PLAN
from enrollment.forms_life import DisclosureDecideForm, NoteForm, PlanForm
from enrollment.models import CorrectivePlan, Disclosure, SanctionEntry
from enrollment.selectors.reports import disclosure_get, plan_get
from enrollment.services.plans import Step
from enrollment.views import presenting
from enrollment.views.life.common import act_on, bound, form_page, version_of
from enrollment.views.life.member import PAGES, membership_url
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.http import PortalRequest


def entry_row(row: SanctionEntry) -> dict[str, Any]:
    """Give an entry of the register with its words, until when it counts, and why this step."""
    return {
        "entry": row,
        "infraction": INFRACTIONS[row.infraction].label,
        "harm": HARMS[row.harm].label,
        "step": STEP_LABELS[row.step],
        "counts": row.voided_at is None and row.decays_at > clock.now(),
        "why": why_this_step(
            infraction=row.infraction,
            harm=row.harm,
            history=row.history,
            step=row.step,
            ceiling=row.ceiling,
            softened=row.softened,
            version=row.matrix_version,
        ),
    }


@PAGES
def disclosure(request: PortalRequest, disclosure_id: UUID) -> HttpResponse:
    """Show a disclosure and what came of it; an officer decides here."""
    found = disclosure_get(actor=request.actor, disclosure_id=disclosure_id)
    back = reverse("enrollment:disclosure", args=[found.id])
    form = bound(DisclosureDecideForm, request, version=found.row_version) if request.actor.is_staff else None
    context = disclosure_context(found)
    if form is None or found.status != "filed":
        return render(request, "enrollment/life/disclosure.html", {**context, "back": back})
    return form_page(
        request,
        form,
        lambda sent: _decide(request.actor, found, sent),
        done=_("Decided. The member has the letter."),
        back=back,
        template="enrollment/life/disclosure.html",
        context={**context, "decides": True},
    )


def _decide(actor: Actor, found: Disclosure, form: DisclosureDecideForm) -> None:
    if form.cleaned_data["outcome"] == "close":
        services.disclosure_close(actor=actor, disclosure_id=found.id, answer=form.text, expected_version=form.seen)
        return
    services.disclosure_accept(
        actor=actor, disclosure_id=found.id, harm=form.cleaned_data["harm"], fix=form.text, expected_version=form.seen
    )


def disclosure_context(found: Disclosure) -> dict[str, Any]:
    return {
        **presenting.membership_row(found.membership),
        "disclosure": found,
        "state": DISCLOSURE.state(found.status),
        "infraction": INFRACTIONS[found.infraction],
        "entry": entry_row(found.entry) if found.entry else None,
    }


@require_POST
def disclosure_withdraw(request: PortalRequest, disclosure_id: UUID) -> HttpResponse:
    """Take a disclosure back."""
    return act_on(
        request,
        lambda: (
            services.disclosure_withdraw(
                actor=request.actor, disclosure_id=disclosure_id, expected_version=version_of(request)
            )
            and None
        ),
        done=_("Withdrawn."),
        back=reverse("enrollment:disclosure", args=[disclosure_id]),
    )


@PAGES
def plan(request: PortalRequest, plan_id: UUID) -> HttpResponse:
    """Show a corrective plan: the member writes and ticks off, an officer accepts, sends back, closes."""
    found = plan_get(actor=request.actor, plan_id=plan_id)
    action = request.POST.get("action", "")
    if request.method == "POST" and action in _BUTTONS:
        return act_on(
            request,
            lambda: _press(request, found, action),
            done=_("Noted."),
            back=reverse("enrollment:plan", args=[found.id]),
        )
    officer = request.actor.is_staff
    form = bound(NoteForm if officer else PlanForm, request, version=found.row_version)
    return form_page(
        request,
        form,
        lambda sent: _write(request.actor, found, sent),
        done=_("Sent."),
        back=reverse("enrollment:plan", args=[found.id]),
        template="enrollment/life/plan.html",
        context={**plan_context(found), "officer": officer},
    )


_BUTTONS = ("accept", "close", "done")


def _press(request: PortalRequest, found: CorrectivePlan, action: str) -> None:
    actor, seen = request.actor, version_of(request)
    if action == "accept":
        services.plan_accept(actor=actor, plan_id=found.id, expected_version=seen)
    elif action == "close":
        services.corrective_plan_close(actor=actor, entry_id=found.entry_id, expected_version=seen)
    else:
        typed = request.POST.get("position", "")
        services.plan_step_done(
            actor=actor,
            plan_id=found.id,
            position=int(typed) if typed.isdigit() else 0,
            evidence=request.POST.get("evidence", ""),
        )


def _write(actor: Actor, found: CorrectivePlan, form: Any) -> None:
    if isinstance(form, NoteForm):
        services.plan_send_back(actor=actor, plan_id=found.id, note=form.text, expected_version=form.seen)
        return
    steps = [Step(what, due) for what, due in form.steps]
    services.plan_propose(actor=actor, plan_id=found.id, steps=steps, expected_version=form.seen)


def plan_context(found: CorrectivePlan) -> dict[str, Any]:
    steps = [step for step in found.steps.all() if step.dropped_at is None]
    today = clock.now().date()
    return {
        **presenting.membership_row(found.membership),
        "plan": found,
        "state": PLAN.state(found.status),
        "entry": entry_row(found.entry),
        "steps": [{"step": step, "overdue": step.done_at is None and step.due_on < today} for step in steps],
        "all_done": bool(steps) and all(step.done_at for step in steps),
        "overdue": found.status != "done"
        and found.entry.plan_due_at is not None
        and found.entry.plan_due_at < clock.now(),
        "membership_url": membership_url(found.membership_id),
        "holder": selectors.holder_name(found.membership),
    }
