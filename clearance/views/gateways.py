"""The administrator's agencies page: connections, outages, what could not be delivered, read or matched."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clearance.domain.transitions import ENDPOINT_WORKFLOW, INBOUND_WORKFLOW, OUTAGE_WORKFLOW
from clearance.forms_gateways import EndpointForm, OutageForm
from clearance.selectors import gateway_page, inbound_open, messages_stuck
from clearance.services import (
    EndpointFacts,
    endpoint_save,
    endpoint_switch,
    inbound_retry,
    message_retry,
    outage_declare,
    outage_end,
)
from clearance.services.endpoints import address_of
from clearance.views.acts import attempt, items_of, version_of
from portal.core.domain.errors import DomainError
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

MOST_SHOWN = 50


@require_GET
def gateways(request: PortalRequest) -> HttpResponse:
    return _page(request)


def _page(request: PortalRequest, error: DomainError | None = None, form: OutageForm | None = None) -> HttpResponse:
    page = gateway_page(actor=request.actor)
    context = {
        "connections": [
            {
                "row": row,
                "state": ENDPOINT_WORKFLOW.state(row.endpoint.status),
                "address": address_of(row.endpoint),
            }
            for row in page.connections
        ],
        "outages": [{"row": row, "state": OUTAGE_WORKFLOW.state(row.status)} for row in page.outages],
        "form": form or OutageForm(),
        "items": items_of(error),
        "stuck": messages_stuck(),
        "unread": [{"row": row, "state": INBOUND_WORKFLOW.state(row.status)} for row in inbound_open()[:MOST_SHOWN]],
    }
    status = error.status if error else 422 if form is not None else 200
    return render(request, "clearance/gateways/gateways.html", context, status=status)


@require_http_methods(["GET", "POST"])
def connection(request: PortalRequest) -> HttpResponse:
    """Enter a connection to an agency, or change one."""
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            endpoint_save(actor=request.actor, facts=EndpointFacts(**form.cleaned_data))
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The connection is saved."))
            return redirect("clearance:gateways")
    status = 422 if form.errors else 200
    return render(request, "clearance/gateways/connection.html", {"form": form}, status=status)


@require_POST
def switch(request: PortalRequest, endpoint_id: UUID, action: str) -> HttpResponse:
    """Pause or resume sending to one agency."""
    seen = version_of(request)

    def act() -> None:
        endpoint_switch(actor=request.actor, endpoint_id=endpoint_id, action=action, expected_version=seen)

    return attempt(act, _back, lambda error: _page(request, error))


@require_POST
def declare(request: PortalRequest) -> HttpResponse:
    """Declare an outage."""
    form = OutageForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            reason = Text(facts["reason_en"], facts["reason_fr"])
            outage_declare(actor=request.actor, agency=facts["agency"], reason=reason)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The outage is declared. Messages wait and are sent in order afterwards."))
            return _back()
    return _page(request, form=form)


@require_POST
def end(request: PortalRequest, outage_id: UUID) -> HttpResponse:
    """End an outage: sending goes on, the grace of two hours begins."""
    seen = version_of(request)

    def act() -> None:
        outage_end(actor=request.actor, outage_id=outage_id, expected_version=seen)
        messages.success(request, _("The outage is over. Nobody is late for two more hours."))

    return attempt(act, _back, lambda error: _page(request, error))


@require_POST
def resend(request: PortalRequest, message_id: UUID) -> HttpResponse:
    """Queue again what an agency's system refused."""

    def act() -> None:
        message_retry(actor=request.actor, message_id=message_id)
        messages.success(request, _("It is sent again, in its place."))

    return attempt(act, _back, lambda error: _page(request, error))


@require_POST
def reread(request: PortalRequest, inbound_id: UUID) -> HttpResponse:
    """Read again what could not be read or matched; a partner may for its own."""

    def act() -> None:
        inbound_retry(actor=request.actor, inbound_id=inbound_id)
        messages.success(request, _("It is read again."))

    def done() -> HttpResponse:
        return redirect("clearance:edi_message", inbound_id=inbound_id)

    return attempt(act, done, lambda error: done())


def _back() -> HttpResponse:
    return redirect("clearance:gateways")
