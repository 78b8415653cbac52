"""Threat profiles: versions, rules in words, findings, two signatures, planning and putting in force (R-35)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.profile_words import DIRECTION_LABELS, FAMILY_LABELS, TARGET_LABELS
from clearance.domain.profile_workflow import DRAFT
from clearance.domain.transitions import PROFILE_WORKFLOW, SIMULATION_WORKFLOW
from clearance.forms_profiles import CLOCK, PlanForm
from clearance.models import ThreatProfile
from clearance.selectors import profile_get, profile_list
from clearance.selectors.policies import appetite_in_force
from clearance.selectors.profile_checks import findings_of, profile_read
from clearance.selectors.simulations import simulation_list
from clearance.services import (
    profile_activate,
    profile_plan,
    profile_sign,
    profile_withdraw,
    simulation_request,
)
from clearance.targeting.profile import Profile, ProfileRule, profile_digest
from clearance.targeting.wording import condition_words
from clearance.views.acts import attempt, items_of, version_of
from portal.core.domain.errors import DomainError, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

SHOWN = 100
FIELDS = frozenset({"at", "why", "trip"})


@require_GET
def profiles(request: PortalRequest) -> HttpResponse:
    rows = [
        {"profile": profile, "state": PROFILE_WORKFLOW.state(profile.status)}
        for profile in profile_list(actor=request.actor)[:SHOWN]
    ]
    may_write = request.actor.has("officer.targeting")
    context = {"rows": rows, "may_write": may_write, "appetite": appetite_in_force()}
    return render(request, "clearance/profiles/list.html", context)


@require_GET
def profile(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    return profile_page(request, profile_id)


@require_POST
def sign(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    version = version_of(request)
    return _done(
        request,
        profile_id,
        lambda: profile_sign(actor=request.actor, profile_id=profile_id, expected_version=version),
        _("Signed for your agency."),
    )


@require_POST
def activate(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    version = version_of(request)
    return _done(
        request,
        profile_id,
        lambda: profile_activate(actor=request.actor, profile_id=profile_id, expected_version=version),
        _("The profile is in force."),
    )


@require_POST
def plan(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    form = PlanForm(request.POST)
    if not form.is_valid():
        return profile_page(request, profile_id, Invalid([NO_MOMENT]))
    at, version = form.moment(), form.cleaned_data["expected_version"]
    return _done(
        request,
        profile_id,
        lambda: profile_plan(actor=request.actor, profile_id=profile_id, at=at, expected_version=version),
        _("It comes into force at that moment.") if at else _("The plan is taken back."),
    )


@require_POST
def withdraw(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    version, why = version_of(request), request.POST.get("why", "")
    return _done(
        request,
        profile_id,
        lambda: profile_withdraw(actor=request.actor, profile_id=profile_id, why=why, expected_version=version),
        _("The version is withdrawn."),
    )


@require_POST
def ask_simulation(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    return _done(
        request,
        profile_id,
        lambda: simulation_request(actor=request.actor, kind="profile", subject_id=profile_id),
        _("The simulation is asked for. The profile can be signed once it is done."),
    )


def _done(request: PortalRequest, profile_id: UUID, act: Callable[[], Any], said: str) -> HttpResponse:
    def acted() -> None:
        act()
        messages.success(request, said)

    return attempt(acted, lambda: back_to(profile_id), lambda error: profile_page(request, profile_id, error))


def back_to(profile_id: UUID) -> HttpResponse:
    return redirect("clearance:profile", profile_id=profile_id)


def profile_page(
    request: PortalRequest, profile_id: UUID, error: DomainError | None = None, **more: Any
) -> HttpResponse:
    """One version, whole: where it stands, who signed what, its rules in words, what the check found."""
    found = profile_get(actor=request.actor, profile_id=profile_id)
    read = profile_read(found.document)
    moves = {move.action for move in PROFILE_WORKFLOW.available(found.status, request.actor)}
    signed = {signature.agency: signature for signature in found.signatures.all()}
    edits = (
        found.status == DRAFT and request.actor.has("officer.targeting") and found.side in ("", request.actor.agency)
    )
    wrote = request.actor.user_id in found.writers
    context = {
        "profile": found,
        "state": PROFILE_WORKFLOW.state(found.status),
        "steps": _ladder(found, signed),
        "signatures": signed,
        "rules": [_row(rule) for rule in read.rules if not rule.card],
        "cards": _cards(read),
        "findings": [_finding(item, read, found, edits) for item in findings_of(read)],
        "edits": edits,
        "may_write": request.actor.has("officer.targeting"),
        "may_sign": not wrote and any(action.startswith("sign_") for action in moves),
        "wrote": wrote and any(action.startswith("sign_") for action in moves),
        "may_simulate": found.status == DRAFT and request.actor.has("officer.targeting"),
        "may_activate": "activate" in moves,
        "may_withdraw": "withdraw" in moves,
        "planned": found.planned_from.astimezone(CLOCK).strftime("%Y-%m-%dT%H:%M") if found.planned_from else "",
        "simulation": _simulation(request, found),
        "items": items_of(error, FIELDS),
        "typed": request.POST,
        "entries": timeline(Subject("profile", found.id), request.actor),
        **more,
    }
    return render(request, "clearance/profiles/profile.html", context, status=error.status if error else 200)


def _simulation(request: PortalRequest, found: ThreatProfile) -> dict[str, Any] | None:
    """The simulation bound to the version; for a draft the last one asked for, which may be of earlier rules."""
    rows = simulation_list(actor=request.actor).filter(kind="profile", subject_id=found.id)
    last = rows.filter(pk=found.simulation_id).first() if found.simulation_id else rows.first()
    if last is None:
        return None
    return {
        "state": SIMULATION_WORKFLOW.state(last.status),
        "url": reverse("clearance:simulation", args=[last.id]),
        "error": last.error,
        "stale": last.digest != found.digest,
    }


def _row(rule: ProfileRule) -> dict[str, Any]:
    return {
        "rule": rule,
        "family": FAMILY_LABELS[rule.family],
        "target": TARGET_LABELS[rule.target],
        "when": condition_words(rule.when),
        "direction": DIRECTION_LABELS[rule.scope.direction],
        "crossings": sorted(rule.scope.crossings),
    }


def _cards(read: Profile) -> list[dict[str, Any]]:
    """Learned cards, each as one group with the digest of what was trained."""
    found = []
    for entry in read.cards:
        digest = profile_digest(entry["card"])
        found.append(
            {
                "digest": digest,
                "name": Text.from_dict(dict(entry["card"]["name"])),
                "version": entry["card"]["version"],
                "owner": entry["owner"],
                "target": TARGET_LABELS[entry["card"]["target"]],
                "rules": [_row(rule) for rule in read.rules if rule.card == digest],
            }
        )
    return found


def _finding(item: ErrorItem, read: Profile, found: ThreatProfile, edits: bool) -> dict[str, Any]:
    rule = next((rule for rule in read.rules if rule.id == item.value), None)
    url = reverse("clearance:profile_rule", args=[found.id, rule.id]) if edits and rule and not rule.card else ""
    return {"item": item, "rule": rule.id if rule else "", "url": url}


def _ladder(found: ThreatProfile, signed: dict[str, Any]) -> list[dict[str, Any]]:
    """Draft, simulated, a key of each agency, in force; both keys may be missing at once."""
    done = {
        "draft": found.status != DRAFT,
        "simulated": found.simulation_id is not None,
        "CBP": "CBP" in signed,
        "CBSA": "CBSA" in signed,
        "force": found.active_from is not None,
    }
    moments = {agency: signature.signed_at for agency, signature in signed.items()} | {"force": found.active_from}
    steps, waiting = [], True
    for name, label in LADDER.items():
        ended = found.status == "withdrawn" and not done[name]
        state = "done" if done[name] else "skipped" if ended else "current" if waiting else "todo"
        waiting = waiting and done[name]
        steps.append({"label": label, "state": state, "at": moments.get(name)})
    return steps


LADDER = {
    "draft": Text("Draft", "Ébauche"),
    "simulated": Text("Simulated", "Simulé"),
    "CBP": Text("Signed by CBP", "Signé par CBP"),
    "CBSA": Text("Signed by CBSA", "Signé par l'ASFC"),
    "force": Text("In force", "En vigueur"),
}
NO_MOMENT = ErrorItem(
    "CLR_PROFILE_WHEN",
    Text("This is not a date and time.", "Ce n'est pas une date et une heure."),
    path="at",
    fix=Text("Write it as 2026-12-31 06:00.", "Écrivez-la ainsi : 2026-12-31 06:00."),
)
