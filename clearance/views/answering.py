"""The trader answers what an agency asked about a trip, on one page, without filing again (requirements 4.9, R-24)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clearance.domain.partners import QUESTIONS, Asked
from clearance.domain.partners.order_workflow import REQUEST_WORKFLOW
from clearance.forms import dashed
from clearance.forms_answers import AnswerForm, read_answers
from clearance.models import AgencyRequest
from clearance.selectors import manifest_data
from clearance.selectors.agency_desk import DeskGoods, goods_for
from clearance.selectors.replies import requests_of_trip
from clearance.selectors.requests import request_for_trader
from clearance.services.requests import information_answer
from clearance.views.acts import version_of
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import DomainError, ErrorItem, NotFound
from portal.core.http import PortalRequest


@require_http_methods(["GET", "POST"])
def agency_request(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """Draw the questions for the goods that agency looks at, or take the answers."""
    found = request_for_trader(actor=request.actor, request_id=request_id)
    if request.method == "GET":
        return _page(request, found)
    version = version_of(request)
    try:
        information_answer(
            actor=request.actor,
            request_id=request_id,
            answers=list(_posted(request, found)),
            text=request.POST.get("answer_text", "").replace("\x00", ""),
            expected_version=version,
        )
    except NotFound:
        raise
    except DomainError as error:
        return _page(request, found, error)
    messages.success(
        request,
        _("Your answer is with %(agency)s.") % {"agency": agency_short(found.agency).get(get_language() or "en")},
    )
    return redirect("clearance:trip_detail", trip_id=found.trip_id)


def _goods(found: AgencyRequest) -> list[tuple[DeskGoods, tuple[Asked, ...]]]:
    """Give the goods of the agency with the questions it asked about them."""
    goods = goods_for(found.agency, found.trip, manifest_data(found.trip), requests_of_trip(found.trip_id))
    return [(entry, tuple(_asked(entry, found))) for entry in goods] if found.questions else []


def _asked(entry: DeskGoods, found: AgencyRequest) -> Iterator[Asked]:
    known = {item.question.code: item for item in entry.asked}
    programmes = tuple(dict.fromkeys(programme for item in entry.asked for programme in item.programmes))
    for code in found.questions:
        if code in QUESTIONS:
            yield known.get(code) or Asked(QUESTIONS[code], mandatory=True, programmes=programmes[:1])


def _posted(request: PortalRequest, found: AgencyRequest) -> Iterator[dict[str, str]]:
    for entry, items in _goods(found):
        prefix = f"{dashed(entry.path)}-answers"
        for code, value in read_answers(items, prefix, request.POST).items():
            yield {"path": entry.path, "hs_code": entry.line["hs_code"], "question": code, "value": value}


def _page(request: PortalRequest, found: AgencyRequest, error: DomainError | None = None) -> HttpResponse:
    items = list(error.items) if error else []
    context: dict[str, Any] = {
        "asked": found,
        "trip": found.trip,
        "state": REQUEST_WORKFLOW.state(found.status),
        "panels": [_panel(request, entry, asked, items) for entry, asked in _goods(found)],
        "items": [_at_field(item) for item in items],
        "answer_text": request.POST.get("answer_text", ""),
    }
    return render(request, "clearance/trips/request.html", context, status=error.status if error else 200)


def _panel(
    request: PortalRequest, entry: DeskGoods, asked: tuple[Asked, ...], items: list[ErrorItem]
) -> dict[str, Any]:
    prefix = f"{dashed(entry.path)}-answers"
    known = {code: value for code, value in _raw(entry).items() if code in {item.question.code for item in asked}}
    values = read_answers(asked, prefix, request.POST) if request.method == "POST" else known
    return {"line": entry.line, "form": AnswerForm(asked, prefix=prefix, values=values, items=items)}


def _raw(entry: DeskGoods) -> dict[str, str]:
    return {answer["question"]: answer["value"] for answer in entry.line.get("answers", ())}


def _at_field(item: ErrorItem) -> ErrorItem:
    return replace(item, path=dashed(item.path)) if "answers[" in item.path else item
