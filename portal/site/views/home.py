"""The first page: for a visitor what this is, for everyone else what needs them now (ux.md, principle 1)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.core.http import PortalRequest
from portal.site.needs import home_for


@require_GET
def home(request: PortalRequest) -> HttpResponse:
    if request.actor is None:
        return render(request, "site/landing.html")
    return render(request, "site/home.html", {"home": home_for(request.actor)})
