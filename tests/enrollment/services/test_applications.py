"""The applicant's side: start, save and return, submit, withdraw (R-04, R-15)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import Application
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_organisation, member_actor
from tests.factories.enrollment import (
    answers_for,
    applicant_for,
    make_draft,
    make_membership,
    make_submitted,
    person_actor,
    vetting,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_one_application_goes_to_both_agencies(programme: str, commit_checks: Any) -> None:
    application = make_submitted(programme)
    assert application.status == "submitted" and application.submitted_at is not None
    assert application.fee == application.invoice.due == PROGRAMMES[programme].fee
    rows = {review.agency: review.status for review in application.reviews.all()}
    assert rows == {"CBP": "pending", "CBSA": "pending"}
    commit_checks()


def test_every_step_is_in_the_book() -> None:
    application = make_submitted("NEXUS")
    events = [entry.event for entry in entries_for(Subject("application", application.id))]
    assert sorted(events) == sorted(
        [
            "enrollment.application.started",
            *["enrollment.application.saved"] * 5,  # the section of copies has nothing typed
            "enrollment.consent.given",
            "enrollment.application.payment_awaited",
            "enrollment.application.fee_settled",
        ]
    )


def test_starting_twice_gives_the_same_draft_back() -> None:
    who = applicant_for("NEXUS")
    first = services.application_start(actor=who, programme="NEXUS")
    assert services.application_start(actor=who, programme="NEXUS") == first


def test_a_member_does_not_apply_again() -> None:
    who = applicant_for("FAST_CARRIER")
    make_membership("FAST_CARRIER", applicant=who)
    with pytest.raises(Conflict, match="ENR_ALREADY_MEMBER"):
        services.application_start(actor=who, programme="FAST_CARRIER")


@pytest.mark.parametrize(
    ("make", "programme", "refusal"),
    [
        (lambda: member_actor(make_organisation("carrier"), "trader.filer"), "FAST_CARRIER", NotAllowed),
        (lambda: member_actor(make_organisation("carrier"), "driver"), "FAST_CARRIER", NotAllowed),
        (lambda: member_actor(make_organisation("shipper")), "FAST_CARRIER", Invalid),
        (lambda: member_actor(make_organisation("broker")), "FAST_SHIPPER", Invalid),
        (person_actor, "FAST_CARRIER", NotAllowed),
        (person_actor, "GLOBAL_ENTRY", Invalid),
        (vetting, "NEXUS", NotAllowed),
        (vetting, "FAST_CARRIER", NotAllowed),
    ],
)
def test_who_may_not_apply(make: Any, programme: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        services.application_start(actor=make(), programme=programme)


def test_answers_are_kept_even_when_wrong_and_named_on_submission() -> None:
    who = applicant_for("NEXUS")
    application = services.application_start(actor=who, programme="NEXUS")
    typed = {"family_name": "Tremblay", "birth_date": "next spring"}
    kept = services.application_save(actor=who, application_id=application.id, section="identity", answers=typed)
    assert kept.answers == typed and kept.row_version == 2
    with pytest.raises(Invalid) as refused:
        services.application_submit(actor=who, application_id=application.id)
    paths = {item.path: item.code for item in refused.value.items}
    assert paths["birth_date"] == "ENR_ANSWER_WRONG" and paths["given_names"] == "ENR_ANSWER_MISSING"
    assert Application.objects.get().status == "draft" and not application.reviews.exists()


def test_two_windows_do_not_overwrite_each_other() -> None:
    who = applicant_for("NEXUS")
    application = services.application_start(actor=who, programme="NEXUS")
    save = {"actor": who, "application_id": application.id, "section": "identity", "expected_version": 1}
    services.application_save(answers={"family_name": "Roy"}, **save)
    with pytest.raises(Conflict, match="WORKFLOW_STALE"):
        services.application_save(answers={"family_name": "Ray"}, **save)


def test_a_sent_application_keeps_its_answers() -> None:
    who = applicant_for("NEXUS")
    application = make_submitted("NEXUS", who)
    with pytest.raises(Conflict, match="ENR_NOT_A_DRAFT"):
        services.application_save(
            actor=who, application_id=application.id, section="identity", answers=answers_for("NEXUS")
        )
    with pytest.raises(Conflict, match="WORKFLOW_NOT_FROM_HERE"):
        services.application_submit(actor=who, application_id=application.id)


def test_an_unknown_section_is_not_found() -> None:
    who = applicant_for("NEXUS")
    application = services.application_start(actor=who, programme="NEXUS")
    with pytest.raises(NotFound):
        services.application_save(actor=who, application_id=application.id, section="trucks", answers={})


def test_the_applicant_can_withdraw_until_it_is_decided() -> None:
    who = applicant_for("FAST_SHIPPER")
    application = make_submitted("FAST_SHIPPER", who)
    gone = services.application_withdraw(
        actor=who, application_id=application.id, expected_version=application.row_version
    )
    assert gone.status == "withdrawn"
    assert services.application_start(actor=who, programme="FAST_SHIPPER").id != application.id


def test_a_filer_of_the_company_may_not_submit() -> None:
    organisation = make_organisation("carrier")
    draft = make_draft("FAST_CARRIER", member_actor(organisation))
    with pytest.raises(Conflict, match="ENR_NOT_THE_HOLDER"):
        services.application_submit(actor=member_actor(organisation, "trader.filer"), application_id=draft.id)


STRANGERS = {
    "other company": lambda: member_actor(make_organisation("carrier")),
    "other person": person_actor,
    "driver of the company": None,
    "officer": vetting,
}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_draft_is_nobody_elses_business(who: str) -> None:
    organisation = make_organisation("carrier")
    draft = make_draft("FAST_CARRIER", member_actor(organisation))
    make = STRANGERS[who]
    actor: Actor = make() if make else member_actor(organisation, "driver")
    for call in (services.application_submit, services.application_withdraw):
        with pytest.raises(NotFound):
            call(actor=actor, application_id=draft.id)
    with pytest.raises(NotFound):
        services.application_save(actor=actor, application_id=draft.id, section="company", answers={})
    with pytest.raises(NotFound):
        services.application_submit(actor=actor, application_id=uuid4())
