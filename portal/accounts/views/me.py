"""The person's own pages: name and language, hats, and the second factor."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.forms import MeForm
from portal.accounts.selectors import delegation_offers, user_get
from portal.accounts.services import user_update
from portal.accounts.views.own import own_account
from portal.accounts.web import HatRequest, choose_capacity
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

OFFERS = 20


def safe_next(request: PortalRequest) -> str:
    """Give the address to go on to: the one asked for when it is ours, else the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("site:home")


@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: HatRequest) -> HttpResponse:
    """Choose for whom one acts. The page's own form and the switch in the header both post here."""
    if request.method != "POST":
        offers = delegation_offers(actor=request.actor)[:OFFERS]
        context = {"options": request.capacities, "chosen": request.capacity, "offers": offers}
        return render(request, "accounts/capacity.html", context)
    chosen = choose_capacity(request, request.POST.get("organisation", ""))
    if chosen is None:
        raise NotFound
    return redirect(reverse("site:home"))


@require_safe
def second_factor(request: PortalRequest) -> HttpResponse:
    """Explain to staff why they need a second factor, and lead them to set one up."""
    return render(request, "accounts/second_factor.html", {"given": request.actor.mfa, "next": safe_next(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: PortalRequest) -> HttpResponse:
    """Change the own name and the language of letters; the pages follow the same language."""
    user = user_get(own_account(request))
    form = MeForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        try:
            user_update(actor=request.actor, user_id=user.id, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            response = redirect("accounts:me")
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax", secure=request.is_secure()
            )
            return response
    return render(request, "accounts/me.html", {"form": form, "person": user})
