"""Where the organisation's systems listen, and what was sent there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.notices import services
from portal.notices.domain.events import DELIVERY_STATES, EVENTS
from portal.notices.forms import EndpointForm
from portal.notices.models import WebhookDelivery, WebhookEndpoint
from portal.notices.selectors import delivery_list, endpoint_list

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: PortalRequest) -> HttpResponse:
    """List addresses and the last messages, and add an address; its secret is shown in this answer only."""
    form = EndpointForm(request.POST or None, initial={"events": ["*"]})
    fresh: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = services.endpoint_add(actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            fresh = {"url": made.url, "secret": secret}
            form = EndpointForm(initial={"events": ["*"]})
    context = {
        "form": form,
        "fresh": fresh,
        "rows": [_endpoint(row) for row in endpoint_list(actor=request.actor)],
        "deliveries": [_delivery(row) for row in delivery_list(actor=request.actor)[:SHOWN]],
    }
    return render(request, "notices/webhooks.html", context)


def _endpoint(row: WebhookEndpoint) -> dict[str, Any]:
    return {"endpoint": row, "events": [EVENTS[event] for event in row.events if event in EVENTS]}


def _delivery(row: WebhookDelivery) -> dict[str, Any]:
    return {"delivery": row, "state": DELIVERY_STATES[row.state]}


def _ping(*, actor: Actor, endpoint_id: UUID) -> None:
    services.endpoint_ping(actor=actor, endpoint_id=endpoint_id)


def _remove(*, actor: Actor, endpoint_id: UUID) -> None:
    services.endpoint_remove(actor=actor, endpoint_id=endpoint_id)


def _pause(*, actor: Actor, endpoint_id: UUID) -> None:
    services.endpoint_change(actor=actor, endpoint_id=endpoint_id, is_active=False)


def _resume(*, actor: Actor, endpoint_id: UUID) -> None:
    services.endpoint_change(actor=actor, endpoint_id=endpoint_id, is_active=True)


ACTIONS: dict[str, tuple[Callable[..., None], Any]] = {
    "ping": (_ping, gettext_lazy("A test message is on its way; its result appears below.")),
    "remove": (_remove, gettext_lazy("The address is removed.")),
    "pause": (_pause, gettext_lazy("Nothing more is sent to this address until you resume it.")),
    "resume": (_resume, gettext_lazy("Messages are sent to this address again.")),
}


@require_POST
def endpoint_act(request: PortalRequest, endpoint_id: UUID, action: str) -> HttpResponse:
    """Test, pause, resume or remove one address."""
    if action not in ACTIONS:
        raise NotFound
    act, words = ACTIONS[action]
    act(actor=request.actor, endpoint_id=endpoint_id)
    messages.success(request, words)
    return redirect("notices:webhooks")


@require_POST
def delivery_replay(request: PortalRequest, delivery_id: UUID) -> HttpResponse:
    """Send one message again."""
    services.delivery_replay(actor=request.actor, delivery_id=delivery_id)
    messages.success(request, _("The message is sent again."))
    return redirect("notices:webhooks")
