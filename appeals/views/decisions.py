"""Published decisions, for everybody: searched by words, filtered by facts, read in either language (3.1, 7)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from appeals.domain.kinds import KINDS
from appeals.domain.publication import FEWEST, REGIONS
from appeals.domain.votes import RULED
from appeals.forms import DecisionSearchForm
from appeals.models import Publication
from appeals.selectors import decision_published, decisions_published

PAGE = 20


@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    form = DecisionSearchForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = decisions_published(language=get_language() or "en", **asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    around = {
        "previous_url": f"?{query.urlencode()}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query.urlencode()}&page={page.next_page_number()}" if page.has_next() else "",
    }
    context = {"form": form, "page": page, "rows": [_shown(row) for row in page], "fewest": FEWEST, **around}
    return render(request, "appeals/decision_list.html", context)


@require_GET
def decision(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "appeals/decision.html", _shown(decision_published(number=number)))


def _shown(row: Publication) -> dict[str, Any]:
    return {
        "row": row,
        "kind": KINDS[row.kind].label,
        "outcome": RULED[row.outcome],
        "region": REGIONS[row.region] if row.region else None,
        "headnote": {"en": row.headnote_en, "fr": row.headnote_fr},
        "text": {"en": row.text_en, "fr": row.text_fr},
    }
