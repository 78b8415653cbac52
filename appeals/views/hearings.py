"""What the registrar and the parties do about the hearing of a case, and its calendar file (R-80)."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from appeals.forms_hearings import AdjournForm, HeldForm, MinutesForm, PlanForm, ReasonForm, WishForm
from appeals.selectors import case_get, joined_cases, seats_standing
from appeals.selectors.hearings import hearing_latest, takes_part
from appeals.services import hearings as services
from appeals.views.acts import _act
from appeals.views.open_hearings import PRODUCT
from enrollment.domain.interviews.ics import Event, calendar
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest


@require_POST
def hearing_set(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = PlanForm(request.POST)

    def act() -> None:
        services.hearing_set(actor=request.actor, case_id=case_id, plan=form.plan())

    return _act(
        request, case_id, "hearing_set", form, act, _("The hearing is set, and everybody who takes part is told.")
    )


@require_POST
def hearing_adjourn(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = AdjournForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        plan, reason = form.plan(), form.reason()
        services.hearing_adjourn(
            actor=request.actor, case_id=case_id, plan=plan, reason=reason, expected_version=version
        )

    return _act(request, case_id, "hearing_adjourn", form, act, _("The hearing is adjourned to the new date."))


@require_POST
def hearing_cancel(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.hearing_cancel(actor=request.actor, case_id=case_id, reason=form.reason(), expected_version=version)

    return _act(request, case_id, "hearing_cancel", form, act, _("The hearing is cancelled."))


@require_POST
def hearing_hold(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = HeldForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.hearing_hold(actor=request.actor, case_id=case_id, expected_version=version)

    return _act(request, case_id, "hearing_hold", form, act, _("The hearing is held; its minutes come next."))


@require_POST
def hearing_minutes(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = MinutesForm(request.POST)

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.hearing_minutes(actor=request.actor, case_id=case_id, minutes=form.minutes(), expected_version=version)

    return _act(request, case_id, "hearing_minutes", form, act, _("The minutes are in the docket."))


@require_POST
def hearing_ask(request: PortalRequest, case_id: UUID) -> HttpResponse:
    form = WishForm(request.POST)

    def act() -> None:
        services.hearing_ask(actor=request.actor, case_id=case_id, **form.cleaned_data)

    return _act(request, case_id, "hearing_ask", form, act, _("The registrar and the panel read what you ask for."))


@require_safe
def hearing_ics(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Give the hearing as a calendar file to whoever takes part; one that is off cancels it there too."""
    case = case_get(actor=request.actor, case_id=case_id)
    if not takes_part(request.actor, case, {seat.user_id for seat in seats_standing(case)}):
        raise NotFound
    lead = joined_cases(case)[0]
    found, language = hearing_latest(lead), request.LANGUAGE_CODE
    host = urlsplit(settings.PUBLIC_URL).hostname or "preclear.example"
    off = found.status in {"adjourned", "cancelled"}
    event = Event(
        uid=f"hearing-{case.id}@{host}",
        sequence=lead.hearings.count() * 2 + off,
        stamped_at=found.changed_at,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        product=PRODUCT,
        summary=_("Hearing of appeal %(docket)s") % {"docket": case.docket},
        description=f"{settings.PUBLIC_URL}/commission/case/{case.id}/",
        location=", ".join(each for each in (found.place, found.link) if each),
        language=language,
        cancelled=off,
    )
    answer = HttpResponse(calendar(event), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hearing-{case.docket}.ics"'
    return answer
