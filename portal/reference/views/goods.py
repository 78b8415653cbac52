"""Find a goods code: the page, and the JSON behind every field that asks for one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from portal.reference.domain.goods import AgencyInterest, GoodsHit
from portal.reference.forms import GoodsSearchForm
from portal.reference.selectors import hs_search, hs_sections

SUGGESTIONS = 12
ON_PAGE = 15


@require_GET
def hs_page(request: HttpRequest) -> HttpResponse:
    """Search by words or digits; without a question, browse the chapters."""
    form = GoodsSearchForm(request.GET or None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    context: dict[str, Any] = {"form": form, "asked": asked}
    if asked:
        context["hits"] = hs_search(asked, limit=ON_PAGE, lang=get_language() or "en")
    else:
        context["sections"] = hs_sections()
    return render(request, "reference/hs_page.html", context)


@require_GET
def hs_search_json(request: HttpRequest) -> JsonResponse:
    """Answer a searchable field: `{"results": [{"value", "label", "detail", ...}]}` for `?q=`."""
    lang = get_language() or "en"
    form = GoodsSearchForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    return JsonResponse({"results": [_suggestion(hit, lang) for hit in hs_search(asked, limit=SUGGESTIONS, lang=lang)]})


def _suggestion(hit: GoodsHit, lang: str) -> dict[str, Any]:
    description = hit.goods.description.get(lang)
    return {
        "value": hit.code,
        "label": f"{hit.goods.dotted} {description}",
        "detail": description,
        "chapter": hit.goods.chapter,
        "chapter_title": hit.goods.chapter_title.get(lang),
        "agencies": [_badge(interest, lang) for interest in hit.agencies],
    }


def _badge(interest: AgencyInterest, lang: str) -> dict[str, str]:
    return {
        "code": interest.agency,
        "label": interest.short.get(lang),
        "name": interest.name.get(lang),
        "country": interest.country,
        "severity": interest.severity,
        "topic": interest.topic.get(lang),
    }
