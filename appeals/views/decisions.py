"""Published decisions, for everybody: searched by words, filtered by facts, read in either language (3.1, 7)."""

from __future__ import annotations

import csv
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from appeals.domain.kinds import KINDS
from appeals.domain.publication import FEWEST, REGIONS
from appeals.domain.votes import RULED
from appeals.forms import DecisionSearchForm
from appeals.models import Publication
from appeals.selectors import decision_published, decisions_published
from clearance.upload.template import safe_cell
from portal.core.domain.text import Text

PAGE = 20
COLUMNS = (
    "number",
    "published",
    "kind",
    "outcome",
    "tier",
    "region",
    "days",
    "headnote_en",
    "headnote_fr",
    "definition_en",
    "definition_fr",
)
MEANS = Text(
    f"One line per published decision. Days run from filing to ruling. Tier and region are empty where fewer than {FEWEST} "
    "decisions share them.",
    f"Une ligne par décision publiée. Les jours vont du dépôt à la décision. Niveau et région sont vides quand moins de "
    f"{FEWEST} décisions les partagent.",
)


@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    form, rows = _found(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    around = {
        "previous_url": f"?{query.urlencode()}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query.urlencode()}&page={page.next_page_number()}" if page.has_next() else "",
    }
    context = {
        "form": form,
        "page": page,
        "rows": [_shown(row) for row in page],
        "fewest": FEWEST,
        "query": query.urlencode(),
        **around,
    }
    return render(request, "appeals/decision_list.html", context)


@require_GET
def decision(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "appeals/decision.html", _shown(decision_published(number=number)))


@require_safe
def decisions_csv(request: HttpRequest) -> HttpResponse:
    """The decisions found, all pages of them, for a spreadsheet; the definition in each line."""
    _, rows = _found(request)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="preclear-decisions.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in rows.defer("text_en", "text_fr"):
        facts = [row.kind, row.outcome, row.tier, row.region, row.days]
        words = [safe_cell(text) for text in (row.headnote_en, row.headnote_fr)]
        writer.writerow([row.number, f"{row.published_at:%Y-%m-%d}", *facts, *words, MEANS.en, MEANS.fr])
    return response


def _found(request: HttpRequest) -> tuple[DecisionSearchForm, QuerySet[Publication]]:
    form = DecisionSearchForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    return form, decisions_published(language=get_language() or "en", **asked)


def _shown(row: Publication) -> dict[str, Any]:
    return {
        "row": row,
        "kind": KINDS[row.kind].label,
        "outcome": RULED[row.outcome],
        "region": REGIONS[row.region] if row.region else None,
        "headnote": {"en": row.headnote_en, "fr": row.headnote_fr},
        "text": {"en": row.text_en, "fr": row.text_fr},
    }
