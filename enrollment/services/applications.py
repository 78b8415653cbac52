"""The applicant's side: start, save and return, submit, withdraw (R-04, R-15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES, Programme, age_on, fee_for
from enrollment.domain.questions import as_date, check_application, kept_answers, section_get
from enrollment.domain.transitions import APPLICATION
from enrollment.models import AgencyReview, Application, Membership
from enrollment.selectors.applications import application_get
from enrollment.services import refusals
from enrollment.services.interviews import interviews_end
from portal.accounts.selectors import organisation_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

CURRENT = ("active", "suspended")
OPEN = ("draft", "submitted", "under_review")


@transaction.atomic
def application_start(*, actor: Actor, programme: str) -> Application:
    """Open a draft for the actor's company or the actor; an application already open is given back.

    Raises Invalid for an unknown programme or the wrong kind of company, NotAllowed for one who may not
    apply, Conflict for a member.
    """
    wanted = PROGRAMMES.get(programme)
    if wanted is None:
        raise refusals.invalid(refusals.UNKNOWN_PROGRAMME, path="programme", value=programme)
    holder = _company(actor, wanted) if wanted.for_organisations else _person(actor)
    found = Application.objects.filter(programme=programme, status__in=OPEN, **holder).first()
    if found is not None:
        return found
    if Membership.objects.filter(programme=programme, status__in=CURRENT, **holder).exists():
        raise refusals.conflict(refusals.ALREADY_MEMBER, path="programme", value=programme)
    application = Application.objects.create(programme=programme, saved_at=clock.now(), **holder)
    _record(actor, application, "started", {"programme": programme})
    return application


def _company(actor: Actor, programme: Programme) -> dict[str, Any]:
    if not (actor.organisation_id and actor.can_act_for(actor.organisation_id) and actor.has("trader.admin")):
        raise refusals.not_allowed(refusals.COMPANY_ADMIN)
    kind = actor.organisation_kind or organisation_get(actor.organisation_id).kind
    if kind not in programme.organisation_kinds:
        raise refusals.invalid(refusals.COMPANY_KIND, path="programme", value=programme.code)
    return {"organisation_id": actor.organisation_id}


def _person(actor: Actor) -> dict[str, Any]:
    if actor.kind != "member" or actor.user_id is None:
        raise refusals.not_allowed(refusals.PERSON_ONLY)
    return {"user_id": actor.user_id}


@transaction.atomic
def application_save(
    *, actor: Actor, application_id: UUID, section: str, answers: Mapping[str, Any], expected_version: int | None = None
) -> Application:
    """Keep the answers of one section, right or wrong; what is missing is said when the application is sent.

    Raises NotFound, Conflict when it is no draft any more or was changed meanwhile.
    """
    application = _locked(actor, application_id)
    part = section_get(application.programme, section)
    if part is None:
        raise NotFound
    if application.status != "draft":
        raise refusals.conflict(refusals.NOT_A_DRAFT, path="status", value=application.status)
    if expected_version is not None and application.row_version != expected_version:
        raise refusals.stale(expected_version)
    kept = kept_answers(part, answers)
    application.answers = {**application.answers, **kept}
    application.saved_at = clock.now()
    application.row_version += 1
    application.save(update_fields=["answers", "saved_at", "row_version"])
    _record(actor, application, "saved", {"section": section, "answers": sorted(kept)})
    return application


@transaction.atomic
def application_submit(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Send the draft to both agencies at once. Raises Invalid naming every answer that is missing or wrong."""
    application = _locked(actor, application_id)
    programme = PROGRAMMES[application.programme]
    now = clock.now()
    if application.status == "draft":
        items = check_application(programme, application.answers, now.date())
        if items:
            raise Invalid(items)
    sent = apply(
        workflow=APPLICATION,
        obj=application,
        action="submit",
        actor=actor,
        subject=Subject("application", application.id),
        expected_version=expected_version,
        changes={"submitted_at": now, "fee": _fee(programme, application, now.date())},
        organisation_id=application.organisation_id,
    )
    AgencyReview.objects.bulk_create([AgencyReview(application=sent, agency=agency) for agency in AGENCIES])
    return sent


@transaction.atomic
def application_withdraw(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Take an application back before it is decided; its interviews are given back."""
    application = _locked(actor, application_id)
    interviews_end(application=application)
    return apply(
        workflow=APPLICATION,
        obj=application,
        action="withdraw",
        actor=actor,
        subject=Subject("application", application.id),
        expected_version=expected_version,
        changes={"decided_at": clock.now()},
        organisation_id=application.organisation_id,
    )


def _fee(programme: Programme, application: Application, today: Any) -> Any:
    born = as_date(application.answers.get("birth_date"))
    age = age_on(born, today) if born else None
    return fee_for(programme, age=age, parent_is_member=application.answers.get("parent_member") == "yes")


def _locked(actor: Actor, application_id: UUID) -> Application:
    application_get(actor=actor, application_id=application_id)
    return Application.objects.select_for_update().get(pk=application_id)


def _record(actor: Actor, application: Application, event: str, body: dict[str, Any]) -> None:
    record(
        actor=actor,
        event=f"enrollment.application.{event}",
        subject=Subject("application", application.id),
        body=body,
        organisation_id=application.organisation_id,
    )
