"""What registrar, members and appellants do on a case: one view per act, one service each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appeals.forms import PanelForm, RulingForm, VoteForm
from appeals.selectors import case_get, member_seats
from appeals.services import case_withdraw, panel_assign, ruling_issue, vote_cast
from appeals.views.reading import case_page
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@require_POST
def panel(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = PanelForm(request.POST, candidates=member_seats())

    def act() -> None:
        members = [UUID(value) for value in form.cleaned_data["members"]]
        version = form.cleaned_data["expected_version"]
        panel_assign(actor=request.actor, case_id=case_id, member_ids=members, expected_version=version)

    return _act(request, case_id, "panel_form", form, act, _("The panel is seated."))


@require_POST
def vote(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = VoteForm(request.POST, language=get_language() or "en")

    def act() -> None:
        vote_cast(actor=request.actor, case_id=case_id, **form.cleaned_data)

    return _act(request, case_id, "vote_form", form, act, _("Your vote is recorded."))


@require_POST
def rule(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = RulingForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        ruling_issue(actor=request.actor, case_id=case_id, reasons=form.reasons(), expected_version=version)

    return _act(request, case_id, "ruling_form", form, act, _("The ruling is issued and its remedy carried out."))


@require_POST
def withdraw(request: PortalRequest, case_id: UUID) -> HttpResponse:
    try:
        version = int(request.POST.get("expected_version", ""))
    except ValueError:
        raise NotFound from None
    case_withdraw(actor=request.actor, case_id=case_id, expected_version=version)
    messages.success(request, _("The appeal is withdrawn."))
    return redirect("appeals:case", case_id=case_id)


def _act(request: PortalRequest, case_id: UUID, name: str, form: Any, act: Any, done: str) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    if form.is_valid():
        try:
            act()
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, done)
            return redirect("appeals:case", case_id=case_id)
    return case_page(request, case, forms={name: form})
