"""Consent with its notice and time; without it nothing is sent, and taking it back withdraws (R-13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.domain import notice
from enrollment.models import Application, Consent
from enrollment.services import consents
from portal.core.domain.errors import Conflict, Invalid
from portal.core.domain.subjects import Subject
from tests.factories.enrollment import answers_for, applicant_for, approve, make_draft, make_submitted

pytestmark = pytest.mark.django_db
YES = {"consent_sharing": "yes", "consent_truth": "yes"}


def save(who: Any, application: Application, answers: dict[str, Any]) -> None:
    services.application_save(actor=who, application_id=application.id, section="consent", answers=answers)


def told(application: Application) -> list[Any]:
    return [entry for entry in entries_for(Subject("application", application.id)) if ".consent." in entry.event]


def test_consent_names_the_text_it_was_given_to(commit_checks: Any) -> None:
    who = applicant_for("NEXUS")
    draft = make_draft("NEXUS", who)
    consent = Consent.objects.get()
    assert (consent.notice_version, consent.notice_digest) == (notice.NOTICE_VERSION, notice.notice_digest())
    assert consent.given and consent.user_id == who.user_id
    assert [entry.event for entry in told(draft)] == ["enrollment.consent.given"]
    save(who, draft, YES)
    assert Consent.objects.count() == 1, "the same word twice is said once"
    commit_checks()


def test_unticking_takes_it_back_and_nothing_can_be_sent() -> None:
    who = applicant_for("NEXUS")
    draft = make_draft("NEXUS", who)
    save(who, draft, {"consent_sharing": "yes", "consent_truth": ""})
    assert [row.given for row in Consent.objects.order_by("created_at")] == [True, False]
    with pytest.raises(Invalid) as refused:
        services.application_submit(actor=who, application_id=draft.id)
    assert [item.path for item in refused.value.items] == ["consent_truth"]


def test_answers_without_a_recorded_consent_are_not_enough() -> None:
    who = applicant_for("FAST_DRIVER")
    draft = services.application_start(actor=who, programme="FAST_DRIVER")
    answers = answers_for("FAST_DRIVER")
    for section in ("identity", "names", "licence", "residence", "record"):
        services.application_save(actor=who, application_id=draft.id, section=section, answers=answers)
    with pytest.raises(Invalid) as refused:
        services.application_submit(actor=who, application_id=draft.id)
    assert {item.path for item in refused.value.items} == {"consent_sharing", "consent_truth"}


def test_a_changed_notice_asks_for_a_new_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    who = applicant_for("NEXUS")
    draft = make_draft("NEXUS", who)
    for module in (consents, __import__("enrollment.selectors.documents", fromlist=["x"])):
        monkeypatch.setattr(module, "NOTICE_VERSION", "2027-01")
    with pytest.raises(Invalid, match="ENR_NOTICE_CHANGED"):
        services.application_submit(actor=who, application_id=draft.id)
    save(who, draft, YES)
    assert services.application_submit(actor=who, application_id=draft.id).status == "awaiting_payment"
    assert Consent.objects.filter(notice_version="2027-01", given=True).exists()


@pytest.mark.parametrize("step", ["draft", "submitted", "under_review"])
def test_taking_consent_back_withdraws_the_application(step: str, commit_checks: Any) -> None:
    who = applicant_for("NEXUS")
    application = make_draft("NEXUS", who) if step == "draft" else make_submitted("NEXUS", who)
    if step == "under_review":
        approve(application, "CBP")
    withdrawn = services.consent_withdraw(actor=who, application_id=application.id)
    assert withdrawn.status == "withdrawn"
    assert [row.given for row in Consent.objects.order_by("created_at")] == [True, False]
    assert told(application)[-1].event == "enrollment.consent.taken_back"
    commit_checks()


def test_after_the_decision_there_is_nothing_left_to_withdraw() -> None:
    who = applicant_for("NEXUS")
    application = approve(make_submitted("NEXUS", who))
    with pytest.raises(Conflict):
        services.consent_withdraw(actor=who, application_id=application.id)
    assert Consent.objects.filter(given=False).count() == 0


@pytest.mark.parametrize("statement", ["UPDATE enrollment_consent SET given = false", "DELETE FROM enrollment_consent"])
def test_what_was_said_is_never_changed(statement: str) -> None:
    make_draft("NEXUS")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
