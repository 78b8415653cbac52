"""Benefit shortfalls: the list, one case, the office's answer and what the member makes of it (R-39)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.compliance.domain.ledger import PER
from audit.compliance.domain.ledger_lines import both, interval_words, signed
from audit.compliance.domain.ledger_shortfall import ANSWERED, BENEFIT_SHORTFALL, GROUNDS, OPEN
from audit.compliance.forms_ledger import AnswerForm, ReplyForm
from audit.compliance.models import BenefitShortfall
from audit.compliance.selectors.shortfalls import shortfall_get, shortfall_list
from audit.compliance.services.shortfalls import shortfall_accept, shortfall_answer, shortfall_contest
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.formatting import number_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.timeline import timeline

PAGE = 50


@require_safe
def shortfalls(request: PortalRequest) -> HttpResponse:
    """The actor's cases, what is going on first."""
    page = Paginator(shortfall_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"case": case, "state": BENEFIT_SHORTFALL.state(case.status), "ground": GROUNDS[case.ground]} for case in page
    ]
    return render(request, "compliance/shortfalls.html", {"page": page, "rows": rows, **around(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def shortfall(request: PortalRequest, shortfall_id: UUID) -> HttpResponse:
    """One case; the programme office answers here."""
    case = shortfall_get(actor=request.actor, shortfall_id=shortfall_id)
    form = AnswerForm(request.POST or None, initial={"expected_version": case.row_version})
    if request.method == "POST":
        if not _may(case, request, "answer"):
            raise NotFound
        if form.is_valid():
            try:
                shortfall_answer(actor=request.actor, shortfall_id=shortfall_id, **form.answer())
            except DomainError as refused:
                form_refuse(form, refused)
            else:
                messages.success(request, _("The member is told."))
                return redirect("compliance:shortfall", shortfall_id=shortfall_id)
    return _page(request, case, form, ReplyForm(initial={"expected_version": case.row_version}))


@require_POST
def shortfall_accepted(request: PortalRequest, shortfall_id: UUID) -> HttpResponse:
    """The member accepts the answer."""
    form = ReplyForm(request.POST)
    form.fields["reply"].required = False
    if not form.is_valid():
        raise NotFound
    version = form.cleaned_data["expected_version"]
    shortfall_accept(actor=request.actor, shortfall_id=shortfall_id, expected_version=version)
    messages.success(request, _("The case is settled."))
    return redirect("compliance:shortfall", shortfall_id=shortfall_id)


@require_POST
def shortfall_contested(request: PortalRequest, shortfall_id: UUID) -> HttpResponse:
    """The member says why the answer is not enough."""
    case = shortfall_get(actor=request.actor, shortfall_id=shortfall_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            shortfall_contest(actor=request.actor, shortfall_id=shortfall_id, **form.cleaned_data)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The programme office answers again."))
            return redirect("compliance:shortfall", shortfall_id=shortfall_id)
    return _page(request, case, AnswerForm(initial={"expected_version": case.row_version}), form)


def _page(request: PortalRequest, case: BenefitShortfall, answer: AnswerForm, reply: ReplyForm) -> HttpResponse:
    state = BENEFIT_SHORTFALL.state(case.status)
    figures = case.figures
    context: dict[str, Any] = {
        "case": case,
        "state": state,
        "ground": GROUNDS[case.ground],
        "answer_form": answer if _may(case, request, "answer") else None,
        "reply_form": reply if _may(case, request, "contest") else None,
        "waits": case.status in (OPEN, ANSWERED),
        "facts": [
            {"label": _("Member"), "value": case.organisation_name},
            {"label": _("Opened"), "at": case.opened_at},
            {"label": _("Answer due"), "day": case.due_on},
            {
                "label": _("Period"),
                "value": Text(f"{figures['first']} to {figures['last']}", f"de {figures['first']} à {figures['last']}"),
            },
            {"label": _("Now"), "value": _rate(figures["now"])},
            *([{"label": _("Compared with"), "value": _rate(figures["against"])}] if figures["against"] else []),
            {"label": _("Difference, per 100"), "value": _gap(figures["gap"])},
        ],
        "entries": timeline(Subject("benefit_shortfall", case.id), request.actor),
    }
    failed = bool(answer.is_bound and answer.errors) or bool(reply.is_bound and reply.errors)
    return render(request, "compliance/shortfall.html", context, status=422 if failed else 200)


def _may(case: BenefitShortfall, request: PortalRequest, action: str) -> bool:
    return action in {move.action for move in BENEFIT_SHORTFALL.available(case.status, request.actor)}


def _rate(found: dict[str, Any]) -> Text:
    shown = both(lambda language: number_words(found["share"] * PER, language, 1))
    sure = interval_words(found["low"] * PER, found["high"] * PER)
    return Text(
        f"{shown.en} per 100 ({sure.en}; n = {found['n']})", f"{shown.fr} par 100 ({sure.fr}; n = {found['n']})"
    )


def _gap(found: list[float]) -> Text:
    value, sure = signed(found[0] * PER), interval_words(found[1] * PER, found[2] * PER)
    return Text(f"{value.en} ({sure.en})", f"{value.fr} ({sure.fr})")
