"""The register of officers accredited for another agency (R-65)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.domain.accreditations import ENDED, EXPIRED, STATES, accreditation_state
from portal.accounts.domain.wording import POWERS
from portal.accounts.forms import AccreditForm
from portal.accounts.models import CrossDesignation
from portal.accounts.selectors import accreditation_list, user_by_email
from portal.accounts.services import cross_designation_end, cross_designation_grant
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, Invalid
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

LISTED = 200


@require_http_methods(["GET", "HEAD", "POST"])
def accreditations(request: PortalRequest) -> HttpResponse:
    """List who may act for which agency until when; a supervisor accredits officers of other agencies for the own one."""
    grants = request.actor.has("officer.supervisor") and bool(request.actor.agency)
    form = AccreditForm(request.POST or None) if grants else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _grant(request.actor, form)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Accredited. Both sides are reminded before it ends."))
            return redirect("accounts:accreditations")
    rows = [_row(found, request.actor) for found in accreditation_list(actor=request.actor)[:LISTED]]
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/accreditations.html", {"rows": rows, "form": form}, status=status)


def _grant(actor: Actor, form: AccreditForm) -> None:
    officer = user_by_email(form.cleaned_data["email"])
    if officer is None:
        raise Invalid.single("ACC_NOT_THEIR_OFFICER", UNKNOWN, path="user")
    starts, ends, trained = form.moments()
    cross_designation_grant(
        actor=actor,
        user_id=officer.id,
        for_agency=actor.agency,
        powers=form.cleaned_data["powers"],
        valid_from=starts,
        valid_until=ends,
        training=form.cleaned_data["training"],
        training_until=trained,
    )


def _row(found: CrossDesignation, actor: Actor) -> dict[str, Any]:
    state = accreditation_state(found.valid_from, found.ends_at, found.ended_at, clock.now())
    mine = actor.has("administrator") or (actor.has("officer.supervisor") and actor.agency == found.for_agency)
    return {
        "found": found,
        "state": STATES[state],
        "powers": [POWERS[power] for power in found.powers if power in POWERS],
        "posted": sorted({role.agency for role in found.user.staff_roles.all() if role.agency}),
        "may_end": mine and state not in (ENDED, EXPIRED),
    }


@require_POST
def accreditation_end(request: PortalRequest, designation_id: UUID) -> HttpResponse:
    """End an accreditation now."""
    try:
        cross_designation_end(actor=request.actor, designation_id=designation_id, reason=request.POST.get("reason", ""))
    except Invalid as error:
        for item in error.items:
            messages.error(request, item.message.get(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Ended. Nothing more can be signed under it."))
    return redirect("accounts:accreditations")


UNKNOWN = Text("No officer has this address.", "Aucun agent n'a cette adresse.")
