"""Waking a dormant account: by its owner, and officers' by their supervisor (requirements 2.1, [S24][S29])."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import services
from portal.accounts.domain.wording import STAFF_ROLES
from portal.accounts.forms import TrainingForm
from portal.accounts.models import User
from portal.accounts.selectors import idle_policy, resting_list, supervisors_of, user_get
from portal.accounts.views.own import own_account
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

LISTED = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dormant(request: PortalRequest) -> HttpResponse:
    """Say that the account sleeps and that nothing is lost; send the link, or ask the supervisor."""
    user = user_get(own_account(request))
    by_supervisor = services.needs_supervisor(user.id)
    if request.method == "POST":
        if by_supervisor:
            services.waking_supervisor_ask(actor=request.actor)
            messages.success(request, _("Your supervisors are told."))
        else:
            services.waking_link_ask(actor=request.actor)
            messages.success(request, _("The link is on its way to your mailbox."))
        return redirect("accounts:dormant")
    context = {
        "person": user,
        "days": idle_policy().dormant,
        "by_supervisor": by_supervisor,
        "supervisors": [one.name for one in supervisors_of(user.id)] if by_supervisor else [],
    }
    return render(request, "accounts/dormant.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wake(request: PortalRequest, token: str) -> HttpResponse:
    """The page behind the confirmation link: one press, for officers with their training, and all is as before."""
    user = services.waking_owner(token)
    if user.id != own_account(request):
        raise NotFound
    form = TrainingForm(request.POST or None) if services.needs_training(user.id) else None
    if request.method == "POST" and (form is None or form.is_valid()):
        training = form.cleaned_data["training"] if form else ""
        try:
            services.account_reactivate(actor=request.actor, token=token, training=training)
        except DomainError as error:
            if form is None:
                raise
            form_refuse(form, error)
        else:
            messages.success(request, _("Welcome back. Everything is as you left it."))
            return redirect("site:home")
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/wake.html", {"person": user, "form": form}, status=status)


@require_safe
def resting(request: PortalRequest) -> HttpResponse:
    """List the dormant accounts of officers this supervisor can wake."""
    return _resting(request)


@require_POST
def resting_wake(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Wake an officer's account, with the training that was done."""
    form = TrainingForm(request.POST)
    if form.is_valid():
        try:
            services.account_wake(actor=request.actor, user_id=user_id, training=form.cleaned_data["training"])
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The account is awake; its roles are as they were."))
            return redirect("accounts:resting")
    if not resting_list(actor=request.actor).filter(pk=user_id).exists():
        raise NotFound
    return _resting(request, (user_id, form))


def _resting(request: PortalRequest, tried: tuple[UUID, TrainingForm] | None = None) -> HttpResponse:
    rows = [_row(user, tried) for user in resting_list(actor=request.actor)[:LISTED]]
    context = {"rows": rows, "form": tried[1] if tried else None}
    return render(request, "accounts/resting.html", context, status=422 if tried else 200)


def _row(user: User, tried: tuple[UUID, TrainingForm] | None) -> dict[str, Any]:
    mine = tried is not None and tried[0] == user.id
    roles = [STAFF_ROLES[row.role] for row in user.staff_roles.all()]
    form = tried[1] if tried and mine else TrainingForm(prefix=None, auto_id=f"id_{user.id}_%s")
    return {"user": user, "roles": roles, "form": form}
