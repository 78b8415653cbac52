"""The public register of recommendations and advice: overdue on top, filtered, as CSV with its definition (R-84, R-88, R-101)."""

from __future__ import annotations

import csv
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from appeals import selectors
from appeals.domain.recommendations import GOVERNMENTS, RESPONSE_DAYS
from appeals.forms_reviews import RegisterForm
from appeals.models import RecommendationResponse
from appeals.views.review_words import answer_words, reference
from clearance.upload.template import safe_cell
from portal.core.domain.text import Text
from portal.core.paging import around

PAGE = 50
COLUMNS = (
    "reference",
    "kind",
    "addressee",
    "status",
    "days_overdue",
    "due",
    "answer",
    "answered",
    "days_late",
    "done_by",
    "days_behind",
    "done",
    "text_en",
    "text_fr",
    "reasons_en",
    "reasons_fr",
    "evidence_en",
    "evidence_fr",
    "definition",
)
MEANS = Text(
    "One line per recommendation and addressee, each of whom answers within 90 days of publication. Overdue is "
    "worked out when the page is read: the whole days since the due day of an answer not given, one begun counted. "
    "Advice is what is addressed to the two governments.",
    "Une ligne par recommandation et destinataire, chacun devant répondre dans les 90 jours de la publication. Le "
    "retard est calculé à la lecture : jours entiers depuis l'échéance d'une réponse absente, tout jour entamé comptant. "
    "Un avis est ce qui s'adresse aux deux gouvernements.",
)


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    form, asked = _asked(request)
    page = Paginator(selectors.responses_public(**asked), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [_line(row) for row in page],
        "overdue": selectors.responses_overdue(),
        "days": RESPONSE_DAYS,
        "definition": MEANS,
        "csv": f"{reverse('appeals:recommendation_csv')}?{query.urlencode()}".rstrip("?"),
        **around(page, query.urlencode()),
    }
    return render(request, "appeals/recommendation_list.html", context)


@require_safe
def recommendation_csv(request: HttpRequest) -> HttpResponse:
    """The same lines for a spreadsheet, in UTF-8 with a byte order mark, the definition in each."""
    _, asked = _asked(request)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="preclear-recommendations.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in selectors.responses_public(**asked):
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in _cells(row)])
    return response


def _asked(request: HttpRequest) -> tuple[RegisterForm, dict[str, Any]]:
    """Give the filters; one that names nothing known is left out."""
    form = RegisterForm(request.GET or None)
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    return form, {name: value for name, value in given.items() if value}


def _line(row: RecommendationResponse) -> dict[str, Any]:
    recommendation = row.recommendation
    review = recommendation.review
    return {
        **answer_words(row),
        "review": review,
        "reference": reference(recommendation, review),
        "text": recommendation.text,
        "advice": row.party in GOVERNMENTS,
    }


def _cells(row: RecommendationResponse) -> list[Any]:
    line = _line(row)
    reasons, done = row.reasons or {}, row.done or {}
    return [
        line["reference"],
        "advice" if line["advice"] else "recommendation",
        row.party,
        "overdue" if line["overdue"] else row.status,
        line["overdue"],
        row.due_at.date().isoformat(),
        row.answer,
        row.answered_at.date().isoformat() if row.answered_at else "",
        line["late"],
        row.act_by.isoformat() if row.act_by else "",
        line["behind"],
        row.done_at.date().isoformat() if row.done_at else "",
        line["text"]["en"],
        line["text"]["fr"],
        reasons.get("en", ""),
        reasons.get("fr", ""),
        done.get("en", ""),
        done.get("fr", ""),
        MEANS.en,
    ]
