"""The living style page: every component in every state, and where a newcomer learns the look (ux.md)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portal.core import clock
from portal.core.domain.text import Text
from portal.site.style import forms, specimens
from portal.site.style.sections import SECTIONS

TARIFF = [
    ("870830", Text("Brakes and parts of them, for vehicles", "Freins et leurs parties, pour véhicules")),
    ("851220", Text("Lighting for vehicles", "Éclairage pour véhicules")),
    ("401110", Text("New tyres for cars", "Pneus neufs pour voitures")),
]


def style(request: HttpRequest) -> HttpResponse:
    """Show the components; nothing here reads or writes a record."""
    now = clock.now()
    bad = forms.bad_form()
    bad.is_valid()
    context: dict[str, Any] = {
        "specimens": specimens,
        "place": specimens.PLACE,
        "now": now,
        "soon": now + timedelta(hours=5),
        "later": now + timedelta(days=12, hours=4),
        "missed": now - timedelta(days=1, hours=3),
        "links": specimens.links(),
        "broken_links": specimens.links(carrier_member=False),
        "unknown_links": specimens.links(carrier_member=None),
        "agencies": specimens.agencies(now),
        "ladder": specimens.ladder(now),
        "failed_ladder": specimens.failed_ladder(now),
        "entries": specimens.timeline(now),
        "evidence": specimens.evidence(now),
        "grid": specimens.grid(now),
        "plain_form": forms.SpecimenForm(auto_id="plain_%s"),
        "bad_form": bad,
        "lines": forms.bad_lines(),
        **SECTIONS,
    }
    return render(request, "site/style.html", context)


def style_search(request: HttpRequest) -> JsonResponse:
    """Answer the searching field of the style page."""
    asked = request.GET.get("q", "").lower()
    language = getattr(request, "LANGUAGE_CODE", "en")
    found = [
        {"value": code, "label": code, "detail": words.get(language)}
        for code, words in TARIFF
        if asked in code or asked in words.get(language).lower()
    ]
    return JsonResponse({"results": found})
