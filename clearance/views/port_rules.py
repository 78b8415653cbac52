"""What counts at a port now: appetite in words, the supervisor's own attention, the FAST wait (R-36, R-42, R-45)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.policy_words import appetite_rows, lane_policy_rows
from clearance.forms_policies import AttentionForm, WaitForm
from clearance.selectors.policies import documents_of, rules_in_force
from clearance.services.port_attention import READERS, attention_set, wait_report
from clearance.targeting.lanes import FastWait
from clearance.views.policy_context import crossing_names
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find

DIRECTIONS = ("SB", "NB")


@require_GET
def port_rules(request: PortalRequest, crossing: str) -> HttpResponse:
    return _page(request, crossing)


@require_POST
def attention(request: PortalRequest, crossing: str) -> HttpResponse:
    form = AttentionForm(request.POST)

    def keep() -> None:
        data = form.cleaned_data
        ends_at = clock.now() + timedelta(hours=data["hours"])
        attention_set(
            actor=request.actor, crossing=crossing, points=data["points"], grounds=data["grounds"], ends_at=ends_at
        )
        messages.success(request, _("Kept. It ends by itself."))

    return _keep(request, crossing, form, keep, "attention")


@require_POST
def wait(request: PortalRequest, crossing: str) -> HttpResponse:
    form = WaitForm(request.POST)

    def keep() -> None:
        data = form.cleaned_data
        wait_report(actor=request.actor, crossing=crossing, direction=data["direction"], minutes=data["minutes"])
        messages.success(request, _("Wait kept."))

    return _keep(request, crossing, form, keep, "wait")


def _keep(request: PortalRequest, crossing: str, form: Any, keep: Callable[[], None], name: str) -> HttpResponse:
    if form.is_valid():
        try:
            keep()
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            return redirect("clearance:port_rules", crossing=crossing)
    return _page(request, crossing, {name: form}, 422)


def _page(
    request: PortalRequest, crossing: str, filled: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    place = crossing_find(crossing)
    actor = request.actor
    if place is None or (actor.port and actor.port != crossing):
        raise NotFound
    found = {direction: rules_in_force(crossing, direction) for direction in DIRECTIONS}
    record, policy = documents_of(found["SB"])
    forms = {"attention": AttentionForm(initial={"hours": 12}), "wait": WaitForm()} | (filled or {})
    context = {
        "place": place,
        "rules": found["SB"],
        "waits": [(direction, rules.fast_wait, _method(rules.fast_wait)) for direction, rules in found.items()],
        "risk_rows": appetite_rows(record),
        "lane_rows": lane_policy_rows(policy, crossing_names()),
        "may_move": actor.has("officer.supervisor"),
        "may_report": actor.has("officer.primary", "officer.supervisor"),
        "forms": forms,
        "wrong": next(iter((filled or {}).values()), None),
    }
    return render(request, "clearance/policies/port.html", context, status=status)


def _method(wait: FastWait | None) -> Text:
    """Say how a wait was measured (R-47): by the readers, of how many trucks, or by an officer."""
    if wait is None or not wait.by.startswith(READERS.name):
        return BY_OFFICER
    return BY_READERS.format(n=wait.by.removeprefix(READERS.name).strip(" ()"))


BY_OFFICER = Text("reported by an officer", "signalée par un agent")
BY_READERS = Text("lane readers, median of the last {n} trucks", "lecteurs de voie, médiane des {n} derniers camions")
