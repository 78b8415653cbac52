"""The applicant's side: start, save and return, submit, withdraw (R-04, R-15)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.programmes import PROGRAMMES, Programme
from enrollment.domain.questions import check_application, kept_answers, section_get
from enrollment.domain.questions.shared import CONSENT_CODES, CONSENT_SECTION
from enrollment.domain.transitions import APPLICATION
from enrollment.domain.transitions.document import INFECTED
from enrollment.models import Application, Membership
from enrollment.selectors.applications import application_get
from enrollment.selectors.documents import answered_by_files, documents_by_question
from enrollment.services import refusals, refusals_documents
from enrollment.services.consents import consent_end, consent_follow, consent_items
from enrollment.services.interviews import interviews_end
from enrollment.services.invoices import invoice_issue, invoice_release
from enrollment.services.opening import reviews_open
from enrollment.services.renewals import renewal_dropped, renewal_filed
from portal.accounts.selectors import organisation_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

CURRENT = ("active", "suspended")
OPEN = ("draft", "awaiting_payment", "submitted", "under_review")
BEFORE_REVIEW = ("awaiting_payment", "submitted")


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
    _bar_over(programme, holder)
    application = Application.objects.create(programme=programme, saved_at=clock.now(), **holder)
    _record(actor, application, "started", {"programme": programme})
    return application


def _bar_over(programme: str, holder: dict[str, Any]) -> None:
    """Raise Conflict before the day a revoked member may apply again, naming that day."""
    barred = Membership.objects.filter(programme=programme, status="revoked", **holder)
    until = barred.filter(reapply_from__gt=clock.now().date()).order_by("-reapply_from").first()
    if until is not None and until.reapply_from is not None:
        raise refusals.reapply_later(until.reapply_from)


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

    Saving what is there already changes nothing. Saving the consent page records consent, given or taken back.

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
    if section == CONSENT_SECTION.code:
        consent_follow(actor=actor, application=application, answers=kept)
    if kept.items() <= application.answers.items():
        return application
    application.answers = {**application.answers, **kept}
    application.saved_at = clock.now()
    application.row_version += 1
    application.save(update_fields=["answers", "saved_at", "row_version"])
    _record(actor, application, "saved", {"section": section, "answers": sorted(kept)})
    return application


@transaction.atomic
def application_submit(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Send the draft: to both agencies at once when nothing is due, else as soon as its invoice is paid (R-05).

    Raises Invalid naming every answer that is missing or wrong.
    """
    application = _locked(actor, application_id)
    programme = PROGRAMMES[application.programme]
    now = clock.now()
    if application.status == "draft":
        items = _obstacles(programme, application, now.date())
        if items:
            raise Invalid(items)
    APPLICATION.check(application, application.status, "submit", actor)
    invoice = invoice_issue(actor=actor, application=application)
    to_pay = invoice.status == "open"
    sent = apply(
        workflow=APPLICATION,
        obj=application,
        action="submit_to_pay" if to_pay else "submit",
        actor=actor,
        subject=Subject("application", application.id),
        expected_version=expected_version,
        changes={"sent_at": now, "fee": invoice.due, **({} if to_pay else {"submitted_at": now})},
        body={"invoice": invoice.number, "due": f"{invoice.due:.2f}"},
        organisation_id=application.organisation_id,
    )
    if not to_pay:
        reviews_open(actor=actor, application=sent)
    renewal_filed(actor, sent)
    return sent


@transaction.atomic
def application_withdraw(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Take an application back before it is decided; before a review has begun, its fee is given back (R-05).

    A renewal taken back no longer carries its membership on; interviews are given back.
    """
    application = _locked(actor, application_id)
    early = application.status in BEFORE_REVIEW
    interviews_end(application=application)
    withdrawn = apply(
        workflow=APPLICATION,
        obj=application,
        action="withdraw",
        actor=actor,
        subject=Subject("application", application.id),
        expected_version=expected_version,
        changes={"decided_at": clock.now()},
        organisation_id=application.organisation_id,
    )
    if early:
        invoice_release(application=withdrawn)
    renewal_dropped(actor, withdrawn)
    return withdrawn


@transaction.atomic
def consent_withdraw(*, actor: Actor, application_id: UUID, expected_version: int | None = None) -> Application:
    """Take consent back: nobody may go on reading the file for a decision, so the application is withdrawn with it."""
    application = _locked(actor, application_id)
    withdrawn = application_withdraw(actor=actor, application_id=application_id, expected_version=expected_version)
    consent_end(actor=actor, application=application)
    return withdrawn


def _obstacles(programme: Programme, application: Application, today: date) -> list[ErrorItem]:
    """Everything between a draft and its submission: answers, rows, infected documents, consent."""
    documents = documents_by_question(application.id)
    items = check_application(programme, application.answers, today, answered_by_files(documents))
    infected = (code for code, rows in documents.items() if any(row.status == INFECTED for row in rows))
    items += [refusals_documents.INFECTED.item(path=code) for code in infected]
    if not any(item.path in CONSENT_CODES for item in items):
        items += consent_items(application)
    return items


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
