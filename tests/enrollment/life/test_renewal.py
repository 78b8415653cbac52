"""Renewal: filed in time, the membership goes on until it is decided; not filed, it ends on its day (s. 21, R-12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.domain.questions import form_for
from enrollment.domain.renewal import continues, phase
from enrollment.domain.steps import StepFact
from enrollment.domain.transitions import CREDENTIAL
from enrollment.models import Application, Credential, Membership
from enrollment.selectors import card_valid_to, links_for, membership_id_of, membership_of_organisation, status_facts
from enrollment.selectors.reports import life_of
from enrollment.services.renewals import memberships_expire, memberships_remind
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import answers_for, approve, deny, make_membership, person_actor
from tests.factories.fees import pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Actor:
    return member_actor(make_organisation("carrier"))


@pytest.fixture
def member(owner: Actor) -> Membership:
    return make_membership("FAST_CARRIER", applicant=owner)


def filed(owner: Actor, member: Membership) -> Application:
    application = services.renewal_start(actor=owner, membership_id=member.id)
    for section in form_for(member.programme):
        application = services.application_save(
            actor=owner,
            application_id=application.id,
            section=section.code,
            answers={**answers_for(member.programme), "licence_expiry": "2039-05-01"},
        )
    sent = services.application_submit(actor=owner, application_id=application.id)
    return pay(sent, owner) if sent.status == "awaiting_payment" else sent


def carrier_link(member: Membership, at: Any) -> Any:
    return links_for(carrier_id=member.organisation_id, importer_ids=[], driver_card="", at=at).carrier


def test_the_window_opens_and_the_form_is_filled_in_but_for_the_consent(owner: Actor, member: Membership) -> None:
    with pytest.raises(Conflict, match="ENR_RENEWAL_WINDOW"):
        services.renewal_start(actor=owner, membership_id=member.id)
    with clock.frozen(member.valid_until - timedelta(days=89)):
        application = services.renewal_start(actor=owner, membership_id=member.id)
        assert services.renewal_start(actor=owner, membership_id=member.id) == application
    assert application.kind == "renewal" and application.renews == member
    assert application.answers["trucks"] == "24"
    tables = [table.code for section in form_for(member.programme) for table in section.tables]
    assert tables and all(application.answers[code] == member.application.answers[code] != [] for code in tables)
    assert not {"consent_sharing", "consent_truth"} & application.answers.keys()


def test_filed_in_time_the_membership_goes_on_past_its_end(
    owner: Actor, member: Membership, commit_checks: Any
) -> None:
    end = member.valid_until
    with clock.frozen(end - timedelta(days=1)):
        application = filed(owner, member)
    later = end + timedelta(days=40)
    assert carrier_link(member, later).tier == "T1"
    assert membership_of_organisation(member.organisation_id, at=later) == member
    with clock.frozen(later):
        assert memberships_expire() == 0
        approve(application)
    renewed = Membership.objects.get()
    assert renewed.valid_until.date() == end.date().replace(year=end.year + 4)
    assert (renewed.status, renewed.tier, renewed.renewal_filed_at) == ("active", "T1", None)
    events = [entry.event for entry in entries_for(Subject("membership", member.id))]
    assert {"enrollment.membership.renewal_filed", "enrollment.membership.renewed"} <= set(events)
    commit_checks()


def test_not_filed_it_ends_on_its_day_with_a_letter(owner: Actor, member: Membership) -> None:
    assert carrier_link(member, member.valid_until).problem == "expired"
    with clock.frozen(member.valid_until - timedelta(seconds=1)):
        assert memberships_expire() == 0
    with clock.frozen(member.valid_until):
        assert memberships_expire() == 1
        assert memberships_expire() == 0
    assert Membership.objects.get().status == "expired"
    assert Notice.objects.filter(kind="membership_expire").count() == 1
    with clock.frozen(member.valid_until), pytest.raises(Conflict, match="ENR_RENEWAL_WINDOW"):
        services.renewal_start(actor=owner, membership_id=member.id)


def test_a_draft_sent_too_late_does_not_carry_it(owner: Actor, member: Membership) -> None:
    with clock.frozen(member.valid_until - timedelta(days=2)):
        application = services.renewal_start(actor=owner, membership_id=member.id)
        for section in form_for(member.programme):
            services.application_save(
                actor=owner, application_id=application.id, section=section.code, answers=answers_for(member.programme)
            )
    with clock.frozen(member.valid_until), pytest.raises(Conflict, match="ENR_RENEWAL_LATE"):
        services.application_submit(actor=owner, application_id=application.id)


def test_withdrawn_or_denied_after_the_end_it_ends_then(owner: Actor, member: Membership) -> None:
    with clock.frozen(member.valid_until - timedelta(days=3)):
        application = filed(owner, member)
    with clock.frozen(member.valid_until + timedelta(days=3)):
        deny(application, "CBSA")
    assert Membership.objects.get().status == "expired"


def test_withdrawn_before_the_end_nothing_is_lost(owner: Actor, member: Membership) -> None:
    with clock.frozen(member.valid_until - timedelta(days=3)):
        services.application_withdraw(actor=owner, application_id=filed(owner, member).id)
        assert carrier_link(member, clock.now()).holds
    assert (Membership.objects.get().status, Membership.objects.get().renewal_filed_at) == ("active", None)
    assert carrier_link(member, member.valid_until).problem == "expired"


def test_sent_in_time_but_unpaid_it_goes_on_for_thirty_days_and_no_longer(commit_checks: Any) -> None:
    """Nobody stays a member by not paying: the renewal is dropped, the membership and its card end, with a letter."""
    traveller = person_actor()
    member = make_membership("NEXUS", applicant=traveller)
    end = member.valid_until
    with clock.frozen(end - timedelta(days=2)):
        application = services.renewal_start(actor=traveller, membership_id=member.id)
        for section in form_for(member.programme):
            services.application_save(
                actor=traveller,
                application_id=application.id,
                section=section.code,
                answers=answers_for(member.programme),
            )
        assert services.application_submit(actor=traveller, application_id=application.id).status == "awaiting_payment"
    with clock.frozen(end + timedelta(days=30, seconds=-1)):
        assert services.memberships_turn() == 0
        assert Membership.objects.get().status == "active"
    with clock.frozen(end + timedelta(days=30)):
        assert services.memberships_turn() >= 1
        assert services.memberships_turn() == 0
    ended = Membership.objects.get()
    assert (ended.status, ended.renewal_filed_at) == ("expired", None)
    assert Notice.objects.filter(kind="membership_expire").count() == 1
    assert member.credentials.get().status == "ended"
    commit_checks()


def test_a_renewal_paid_on_the_last_day_still_counts() -> None:
    traveller = person_actor()
    member = make_membership("NEXUS", applicant=traveller)
    with clock.frozen(member.valid_until - timedelta(days=2)):
        application = services.renewal_start(actor=traveller, membership_id=member.id)
        for section in form_for(member.programme):
            services.application_save(
                actor=traveller,
                application_id=application.id,
                section=section.code,
                answers=answers_for(member.programme),
            )
        sent = services.application_submit(actor=traveller, application_id=application.id)
    with clock.frozen(member.valid_until + timedelta(days=29)):
        pay(sent, traveller)
    with clock.frozen(member.valid_until + timedelta(days=60)):
        services.memberships_turn()
        assert Membership.objects.get().status == "active"


def test_a_person_gets_a_new_card_and_the_old_one_works_until_it_is_active() -> None:
    driver = person_actor()
    member = make_membership("FAST_DRIVER", applicant=driver)
    old = member.credentials.get()
    with clock.frozen(member.valid_until - timedelta(days=3)):
        application = filed(driver, member)
        assert card_valid_to(old.card_number) is None
        approve(application)
    new = Credential.objects.get(replaces=old)
    assert (new.status, new.expires_on) == ("issued", Membership.objects.get().valid_until.date())
    renewed = Application.objects.get(pk=application.pk)
    assert membership_id_of(renewed) == member.id, "the way from the renewal to what it renewed"
    assert status_facts(renewed).card == StepFact("current", new.created_at, CREDENTIAL.state("issued").public)
    services.card_activate(actor=driver, card_id=new.id, last_digits=new.card_number[-4:])
    assert status_facts(renewed).card.state == "done"
    assert Credential.objects.get(pk=old.pk).cause == "replaced"


def test_a_renewal_whose_fee_is_not_paid_is_still_the_one_to_follow() -> None:
    driver = person_actor()
    member = make_membership("FAST_DRIVER", applicant=driver)
    with clock.frozen(member.valid_until - timedelta(days=3)):
        application = services.renewal_start(actor=driver, membership_id=member.id)
        for section in form_for(member.programme):
            answers = {**answers_for(member.programme), "licence_expiry": "2039-05-01"}
            services.application_save(
                actor=driver, application_id=application.id, section=section.code, answers=answers
            )
        sent = services.application_submit(actor=driver, application_id=application.id)
    assert sent.status == "awaiting_payment"
    assert life_of(membership=member, full=True, register=[], answered=False, renewing=True).renewal == sent


def test_reminders(member: Membership) -> None:
    counts = []
    for days in (92, 91, 90, 61, 31, 8, 7):
        with clock.frozen(member.valid_until - timedelta(days=days, hours=-1)):
            counts.append(memberships_remind())
    assert counts == [0, 1, 0, 1, 1, 1, 0]
    assert Notice.objects.filter(kind="renewal_reminder").count() == 4


def test_only_the_holder_renews(member: Membership) -> None:
    with pytest.raises(NotFound):
        services.renewal_start(actor=person_actor(), membership_id=member.id)
    with pytest.raises(NotAllowed):
        services.renewal_start(actor=staff_actor("officer.vetting"), membership_id=member.id)


@pytest.mark.parametrize(
    ("filed_days", "at_days", "wanted"),
    [(None, -1, False), (-1, -2, False), (-1, 0, True), (-1, 400, True), (0, 1, False), (5, 6, False)],
)
def test_only_a_timely_filing_carries(filed_days: int | None, at_days: int, wanted: bool) -> None:
    end = clock.now()
    filed_at = None if filed_days is None else end + timedelta(days=filed_days)
    assert continues(end, filed_at, end + timedelta(days=at_days)) is wanted


def test_phases() -> None:
    end = clock.now()
    days = (-91, -90, -1, 0)
    assert [phase(end, None, end + timedelta(days=day), 90) for day in days] == ["not_yet", "open", "open", "late"]
    assert phase(end, end - timedelta(days=1), end + timedelta(days=9), 90) == "filed"
