"""Like cases heard together: proposed, objected to, decided, and heard apart again (4.11)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appeals.forms_joinders import JoinDecideForm, JoinForm, ObjectForm, ReasonsForm
from appeals.selectors import case_get
from appeals.selectors.joinders import joinder_page, like_cases
from appeals.services import joinders as services
from appeals.views.acts import _act
from appeals.views.joinder_acts import cases_offered, cases_proposed
from portal.core.http import PortalRequest


@require_POST
def joinder_propose(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    form = JoinForm(request.POST, like=cases_offered(like_cases(case)))

    def act() -> None:
        services.joinder_propose(actor=request.actor, case_id=case_id, other_ids=form.chosen(), reasons=form.reasons())

    return _act(request, case_id, "joinder_propose", form, act, _("Every side is told and may object."))


@require_POST
def joinder_object(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = ObjectForm(request.POST)

    def act() -> None:
        services.joinder_object(actor=request.actor, case_id=case_id, words=form.cleaned_data["words"])

    return _act(request, case_id, "joinder_object", form, act, _("The registrar reads it and decides with reasons."))


@require_POST
def joinder_decide(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_get(actor=request.actor, case_id=case_id)
    form = JoinDecideForm(request.POST, proposed=cases_proposed(joinder_page(case), case))

    def act() -> None:
        services.joinder_decide(
            actor=request.actor,
            case_id=case_id,
            keep=form.kept(),
            reasons=form.reasons(),
            expected_version=form.cleaned_data["expected_version"],
        )

    return _act(request, case_id, "joinder_decide", form, act, _("It is decided and every side is told."))


@require_POST
def joinder_sever(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = ReasonsForm(request.POST)

    def act() -> None:
        services.joinder_sever(actor=request.actor, case_id=case_id, reasons=form.reasons())

    return _act(request, case_id, "joinder_sever", form, act, _("It is heard apart again."))
