"""What registrar, members, agencies and appellants do on a case: one view per act, one service each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appeals import services
from appeals.domain.votes import GRANT
from appeals.forms import (
    CheckForm,
    EntryForm,
    ExceptionForm,
    LeaveForm,
    PanelForm,
    RecusalForm,
    RedactionForm,
    RepresentativeForm,
    ReviewForm,
    VoteForm,
)
from appeals.forms_gists import LeaningForm
from appeals.selectors import case_get, case_tally, docket_of, joined_cases, member_seats, side_of
from appeals.services.docket_files import Upload
from appeals.views.case_acts import kinds_of, papers_missing
from appeals.views.gist_acts import papers_bare
from appeals.views.reading import case_page
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@require_POST
def panel(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = PanelForm(request.POST, candidates=member_seats())

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.panel_assign(actor=request.actor, case_id=case_id, member_ids=_members(form), expected_version=version)

    return _act(request, case_id, "panel", form, act, _("The panel is seated."))


@require_POST
def fill(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = PanelForm(request.POST, candidates=member_seats())

    def act() -> None:
        services.panel_fill(actor=request.actor, case_id=case_id, member_ids=_members(form))

    return _act(request, case_id, "fill", form, act, _("The seat is filled again."))


@require_POST
def recuse(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = RecusalForm(request.POST)

    def act() -> None:
        services.recusal_enter(actor=request.actor, case_id=case_id, reasons=form.cleaned_data["why"])

    return _act(request, case_id, "recuse", form, act, _("You are recused; the registrar fills your seat."))


@require_POST
def leave(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = LeaveForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        services.leave_decide(
            actor=request.actor,
            case_id=case_id,
            allow=data["allow"] == "yes",
            reasons=data["reasons"],
            expected_version=data["expected_version"],
        )

    return _act(request, case_id, "leave", form, act, _("The appellant is told."))


@require_POST
def vote(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = VoteForm(request.POST, language=get_language() or "en")

    def act() -> None:
        services.vote_cast(actor=request.actor, case_id=case_id, **form.cleaned_data)

    return _act(request, case_id, "vote", form, act, _("Your vote is recorded."))


@require_POST
def rule(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    cases = joined_cases(case)
    beside = [each for each in cases if each.pk != case.pk]
    papers = [paper for each in cases for paper in papers_bare(docket_of(actor=request.actor, case=each))]
    outcome = case_tally(case).outcome or GRANT
    form = LeaningForm(request.POST, kind=case.kind, outcome=outcome, papers=papers, beside=kinds_of(beside))

    def act() -> None:
        services.ruling_issue(
            actor=request.actor,
            case_id=case_id,
            reasons=form.reasons(),
            orders=form.orders(),
            set_aside=form.aside(),
            cites=form.numbers(),
            orders_beside={each.id: form.orders_beside()[each.docket] for each in beside},
            expected_version=form.cleaned_data["expected_version"],
        )

    return _act(request, case_id, "rule", form, act, _("The ruling is issued and its remedy carried out."))


@require_POST
def safety_except(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = ExceptionForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.stay_except(actor=request.actor, case_id=case_id, ground=form.ground(), expected_version=version)

    done = _("The ground is signed; a member of the commission reviews it within 72 hours.")
    return _act(request, case_id, "except", form, act, done)


@require_POST
def safety_review(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = ReviewForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        services.stay_review(
            actor=request.actor,
            case_id=case_id,
            holds=data["holds"] == "yes",
            reasons=data["reasons"],
            expected_version=data["expected_version"],
        )

    return _act(request, case_id, "review", form, act, _("Your review is recorded and both sides are told."))


@require_POST
def file(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    missing = papers_missing(docket_of(actor=request.actor, case=case))
    form = EntryForm(request.POST, request.FILES, side=side_of(request.actor), missing=missing)

    def act() -> None:
        given = form.entry()
        came = given.pop("file", None)
        upload = Upload(came.name, came.read(), came.content_type or "") if came is not None else None
        services.entry_file(actor=request.actor, case_id=case_id, file=upload, **given)

    return _act(request, case_id, "file", form, act, _("It is in the docket."))


@require_POST
def represent(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = RepresentativeForm(request.POST)

    def act() -> None:
        services.representative_name(actor=request.actor, case_id=case_id, email=form.cleaned_data["email"])

    return _act(request, case_id, "represent", form, act, _("They act for you in this case from now on."))


@require_POST
def represent_end(request: PortalRequest, representative_id: UUID) -> HttpResponse:
    row = services.representative_end(actor=request.actor, representative_id=representative_id)
    messages.success(request, _("They act for you no more."))
    return redirect("appeals:case", case_id=row.case_id)


@require_POST
def redact(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = RedactionForm(request.POST)

    def act() -> None:
        redaction = services.Redaction(**form.redaction())
        version = form.cleaned_data["expected_version"]
        services.decision_redact(actor=request.actor, case_id=case_id, redaction=redaction, expected_version=version)

    return _act(request, case_id, "redact", form, act, _("Redacted; somebody else checks it now."))


@require_POST
def publish(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = CheckForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        if form.cleaned_data["verdict"] == "publish":
            services.decision_publish(actor=request.actor, case_id=case_id, expected_version=version)
        else:
            note = form.cleaned_data["note"]
            services.decision_send_back(actor=request.actor, case_id=case_id, note=note, expected_version=version)

    return _act(request, case_id, "publish", form, act, _("Your check is recorded."))


@require_POST
def withdraw(request: PortalRequest, case_id: UUID) -> HttpResponse:
    try:
        version = int(request.POST.get("expected_version", ""))
    except ValueError:
        raise NotFound from None
    services.case_withdraw(actor=request.actor, case_id=case_id, expected_version=version)
    messages.success(request, _("The appeal is withdrawn."))
    return redirect("appeals:case", case_id=case_id)


def _members(form: PanelForm) -> list[UUID]:
    return [UUID(value) for value in form.cleaned_data["members"]]


def _act(
    request: PortalRequest, case_id: UUID, name: str, form: Any, act: Callable[[], None], done: str
) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    if form.is_valid():
        try:
            act()
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, done)
            return redirect("appeals:case", case_id=case_id)
    return case_page(request, case, refused=(name, form))
