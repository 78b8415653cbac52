"""Letting a broker act, and acting for clients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.domain.transitions import DELEGATION
from portal.accounts.domain.wording import BN15, DELEGATION_SCOPES, IOR
from portal.accounts.forms import OfferForm
from portal.accounts.models import Delegation, Organisation
from portal.accounts.selectors import (
    delegation_acts,
    delegation_list_for_organisation,
    organisation_by_identifier,
)
from portal.accounts.services import (
    delegation_accept,
    delegation_decline,
    delegation_revoke,
)
from portal.accounts.services import (
    delegation_offer as offer,
)
from portal.accounts.views.own import own_organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, Invalid, NotFound
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.registry import event_label

ACTS = 100
ACTIONS: dict[str, Callable[..., Delegation]] = {
    "accept": delegation_accept,
    "decline": delegation_decline,
    "revoke": delegation_revoke,
}


@require_safe
def delegations(request: PortalRequest) -> HttpResponse:
    """List what the organisation lent or holds, with the actions that are possible now."""
    rows = [_row(request.actor, found) for found in delegation_list_for_organisation(actor=request.actor)[:200]]
    return render(request, "accounts/delegations.html", {"rows": rows})


@require_safe
def delegation(request: PortalRequest, delegation_id: UUID) -> HttpResponse:
    """Show one delegation to either side: its terms, and who acted under it (4.4 item 2)."""
    found, acts = delegation_acts(actor=request.actor, delegation_id=delegation_id)
    rows = [
        {"at": entry.at, "who": entry.actor_name, "what": event_label(entry.event), "machine": bool(entry.actor_client)}
        for entry in acts[:ACTS]
    ]
    return render(request, "accounts/delegation.html", {**_row(request.actor, found), "acts": rows})


def _row(actor: Actor, found: Delegation) -> dict[str, Any]:
    holds = actor.organisation_id == found.broker_id
    moves = [
        move
        for move in DELEGATION.available(found.status, actor)
        if not move.guard or DELEGATION.guards[move.guard](found, actor) is None
    ]
    return {
        "delegation": found,
        "holds": holds,
        "other": (found.trader if holds else found.broker).legal_name,
        "state": DELEGATION.state(found.status),
        "scopes": [DELEGATION_SCOPES[scope] for scope in found.scopes],
        "moves": moves,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_offer(request: PortalRequest) -> HttpResponse:
    """Offer a broker, found by its number, to act for the organisation."""
    form = OfferForm(request.POST or None, initial={"scopes": ["trips:write", "trips:read"]})
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.moments()
        try:
            offer(
                actor=request.actor,
                trader_id=own_organisation(request),
                broker_id=_broker(form.cleaned_data["broker_number"]).id,
                scopes=form.cleaned_data["scopes"],
                starts_at=starts_at,
                ends_at=ends_at,
            )
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Offered. It is in force as soon as the broker accepts."))
            return redirect("accounts:delegations")
    return render(request, "accounts/delegation_offer.html", {"form": form})


def _broker(number: str) -> Organisation:
    for kind in (BN15, IOR):
        found = organisation_by_identifier(kind, number)
        if found is not None:
            return found
    raise Invalid.single("ACC_BROKER_UNKNOWN", UNKNOWN, path="broker", value=number, fix=ASK)


@require_POST
def delegation_act(request: PortalRequest, delegation_id: UUID, action: str) -> HttpResponse:
    """Accept, decline or revoke."""
    act = ACTIONS.get(action)
    if act is None:
        raise NotFound
    version = request.POST.get("expected_version", "")
    act(actor=request.actor, delegation_id=delegation_id, expected_version=int(version) if version.isdigit() else None)
    messages.success(request, _("Done."))
    return redirect("accounts:delegations")


UNKNOWN = Text(
    "No customs broker is registered with this number.", "Aucun courtier en douane n'est inscrit sous ce numéro."
)
ASK = Text("Ask the broker which number it registered with.", "Demandez au courtier sous quel numéro il est inscrit.")
