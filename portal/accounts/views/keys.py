"""Keys of the partner API. A secret appears once, in the answer that made it, and in no cache."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.domain.wording import PARTNER_SCOPES
from portal.accounts.forms import KeyForm
from portal.accounts.models import PartnerApplication
from portal.accounts.selectors import application_list_for_organisation
from portal.accounts.services import (
    partner_application_create,
    partner_application_revoke,
    partner_application_rotate,
)
from portal.accounts.views.own import own_organisation
from portal.core.domain.errors import DomainError
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: PortalRequest) -> HttpResponse:
    """List the keys and make one more."""
    form = KeyForm(request.POST or None, initial={"scopes": ["trips:read", "trips:write"]})
    fresh: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = partner_application_create(
                actor=request.actor, organisation_id=own_organisation(request), **form.cleaned_data
            )
        except DomainError as error:
            form_refuse(form, error)
        else:
            fresh = {"name": made.name, "client_id": made.client_id, "secret": secret}
            form = KeyForm()
    return _page(request, form, fresh)


@never_cache
@require_POST
def key_rotate(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Give a key a new secret and show it."""
    made, secret = partner_application_rotate(actor=request.actor, application_id=application_id)
    return _page(request, KeyForm(), {"name": made.name, "client_id": made.client_id, "secret": secret})


@require_POST
def key_revoke(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """Stop a key."""
    partner_application_revoke(actor=request.actor, application_id=application_id)
    messages.success(request, _("The key and its tokens no longer work."))
    return redirect("accounts:keys")


def _page(request: PortalRequest, form: KeyForm, fresh: dict[str, Any] | None) -> HttpResponse:
    rows = [_row(found) for found in application_list_for_organisation(actor=request.actor)]
    return render(request, "accounts/keys.html", {"form": form, "fresh": fresh, "rows": rows})


def _row(found: PartnerApplication) -> dict[str, Any]:
    return {"key": found, "scopes": [PARTNER_SCOPES[scope] for scope in found.scopes if scope in PARTNER_SCOPES]}
