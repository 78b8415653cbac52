"""Recommendations as the addressed agency answers them, and the commission follows (R-84, R-88)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appeals import selectors, services
from appeals.domain.recommendations import RESPONSE
from appeals.forms_reviews import AnswerResponseForm, FinishForm
from appeals.models import RecommendationResponse
from appeals.views.review_words import answer_words, reference
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.timeline import timeline

PAGE = 50


@require_GET
def response_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(selectors.response_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{**answer_words(row), "reference": _reference(row)} for row in page]
    return render(request, "appeals/response_list.html", {"page": page, "rows": rows, **around(page)})


@require_http_methods(["GET", "POST"])
def response(request: PortalRequest, response_id: UUID) -> HttpResponse:
    found = selectors.response_get(actor=request.actor, response_id=response_id)
    form = _form(request, found)
    if request.method == "POST" and form is not None and form.is_valid():
        act = services.response_answer if isinstance(form, AnswerResponseForm) else services.response_finish
        try:
            act(actor=request.actor, response_id=response_id, **form.given())
        except NotFound:
            raise
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Recorded; everybody reads it now."))
            return redirect("appeals:response", response_id=response_id)
    refused = request.method == "POST"
    context = {
        **answer_words(found),
        "reference": _reference(found),
        "recommendation": found.recommendation,
        "review": found.recommendation.review,
        "form": form,
        "finishing": isinstance(form, FinishForm),
        "entries": timeline(Subject("recommendation_response", found.id), request.actor),
    }
    return render(request, "appeals/response.html", context, status=422 if refused else 200)


def _reference(row: RecommendationResponse) -> str:
    return reference(row.recommendation, row.recommendation.review)


def _form(request: PortalRequest, found: RecommendationResponse) -> Any:
    """Give the form of what this person may do with it now; None for those who only follow."""
    moves = [
        move
        for move in RESPONSE.available(found.status, request.actor)
        if not RESPONSE.guards[move.guard](found, request.actor)
    ]
    if not moves:
        return None
    data = request.POST if request.method == "POST" else None
    first = {"expected_version": found.row_version}
    if moves[0].action == "finish":
        return FinishForm(data, initial=first)
    return AnswerResponseForm(data, party=found.party, initial=first)
