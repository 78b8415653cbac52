"""People of the organisation: who they are, what each may do, who is invited (requirements 2.1, 4.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import services
from portal.accounts.domain.idle import STATES, account_state
from portal.accounts.domain.invitations import INVITATION
from portal.accounts.domain.wording import ORGANISATION_ROLES
from portal.accounts.forms import InviteForm
from portal.accounts.models import Invitation, OrganisationRole
from portal.accounts.selectors import colleagues_of, invitation_by_token, invitation_list, user_by_email, user_get
from portal.accounts.views.own import own_organisation
from portal.accounts.web import choose_organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

LISTED = 50
ACTIONS: dict[str, Callable[..., Invitation]] = {
    "resend": services.invitation_resend,
    "revoke": services.invitation_revoke,
}


@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: PortalRequest) -> HttpResponse:
    """List the people of the organisation with their roles and invitations, and invite one more."""
    own = own_organisation(request)
    form = InviteForm(request.POST or None, initial={"role": "trader.filer", "language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            services.invitation_create(actor=request.actor, organisation_id=own, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Invited. The link in the e-mail works once."))
            return redirect("accounts:colleagues")
    rows = list(colleagues_of(actor=request.actor, organisation_id=own))
    context = {
        "form": form,
        "people": _people(rows, request.actor),
        "roles": ORGANISATION_ROLES.items(),
        "invitations": [_invitation(row, request.actor) for row in invitation_list(actor=request.actor)[:LISTED]],
    }
    return render(request, "accounts/colleagues.html", context)


def _people(rows: list[OrganisationRole], actor: Actor) -> list[dict[str, Any]]:
    """One entry per person; each of their roles can be taken back by itself."""
    found: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        person = found.setdefault(row.user_id, _person(row, actor))
        person["roles"].append({"id": row.id, "code": row.role, "label": ORGANISATION_ROLES[row.role]})
    return list(found.values())


def _person(row: OrganisationRole, actor: Actor) -> dict[str, Any]:
    user = row.user
    return {
        "user": user,
        "state": STATES[account_state(user.spell, user.dormant_since)],
        "own": user.id == actor.user_id,
        "roles": [],
    }


def _invitation(row: Invitation, actor: Actor) -> dict[str, Any]:
    moves = [move for move in INVITATION.available(row.status, actor) if move.action in ACTIONS]
    return {
        "invitation": row,
        "role": ORGANISATION_ROLES[row.role],
        "state": INVITATION.state(row.status),
        "moves": moves,
    }


@require_POST
def colleague_remove(request: PortalRequest, role_id: UUID) -> HttpResponse:
    """Take a role back."""
    services.organisation_role_remove(actor=request.actor, organisation_id=own_organisation(request), role_id=role_id)
    messages.success(request, _("The role is taken back, from now on."))
    return redirect("accounts:colleagues")


@require_POST
def person_remove(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Take every role of a person back."""
    services.colleague_remove(actor=request.actor, organisation_id=own_organisation(request), user_id=user_id)
    messages.success(request, _("This person no longer acts for the organisation."))
    return redirect("accounts:colleagues")


@require_POST
def person_role(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Give somebody of the organisation one more role."""
    own = own_organisation(request)
    known = colleagues_of(actor=request.actor, organisation_id=own).filter(user_id=user_id).first()
    if known is None:
        raise NotFound
    services.organisation_role_assign(
        actor=request.actor, organisation_id=own, email=known.user.email, role=request.POST.get("role", "")
    )
    messages.success(request, _("The role is given."))
    return redirect("accounts:colleagues")


@require_POST
def invitation_act(request: PortalRequest, invitation_id: UUID, action: str) -> HttpResponse:
    """Send an invitation again, or take it back."""
    act = ACTIONS.get(action)
    if act is None:
        raise NotFound
    version = request.POST.get("expected_version", "")
    act(actor=request.actor, invitation_id=invitation_id, expected_version=int(version) if version.isdigit() else None)
    messages.success(request, _("Sent again.") if action == "resend" else _("The invitation is taken back."))
    return redirect("accounts:colleagues")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: PortalRequest, token: str) -> HttpResponse:
    """The page behind the link: accept with the account one is signed in to, or go and sign in or sign up first."""
    found = invitation_by_token(token)
    if request.method == "POST" and request.actor is None:
        return _to_the_login(request, found)
    if request.method == "POST":
        services.invitation_accept(actor=request.actor, token=token)
        choose_organisation(request, found.organisation_id)
        messages.success(request, _("Welcome. You act for the organisation from now on."))
        return redirect("site:home")
    context = {
        "invitation": found,
        "role": ORGANISATION_ROLES[found.role],
        "signed_in_as": user_get(request.actor.person).email if request.actor else "",
    }
    return render(request, "accounts/invitation.html", context)


def _to_the_login(request: PortalRequest, found: Invitation) -> HttpResponse:
    """Whoever holds the link reads the mailbox: a new account at that address needs no second mail to prove it."""
    after = {"next": request.path}
    if user_by_email(found.email) is not None:
        return redirect(f"{reverse('account_login')}?{urlencode(after)}")
    get_adapter().stash_verified_email(request, found.email)
    return redirect(f"{reverse('account_signup')}?{urlencode({**after, 'email': found.email})}")
