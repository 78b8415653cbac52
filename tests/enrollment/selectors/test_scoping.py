"""Who sees which rows; a stranger's row is as if it were not there (architecture rule 6, R-82)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from enrollment import selectors, services
from enrollment.models import Membership, MembershipDecision
from portal.accounts.selectors import actor_for_application
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import (
    make_application,
    make_delegation,
    make_organisation,
    member_actor,
    staff_actor,
)
from tests.factories.enrollment import (
    a_reason,
    approve,
    deny,
    make_demotion,
    make_draft,
    make_membership,
    make_submitted,
    person_actor,
    vetting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    return make_membership("FAST_CARRIER")


def seen(read: Callable[..., Any], actor: Actor, **ids: UUID) -> bool:
    try:
        read(actor=actor, **ids)
    except NotFound:
        return False
    return True


def readers(member: Membership) -> dict[str, Actor]:
    company = member.organisation
    broker = make_organisation("broker")
    make_delegation(company, broker)
    return {
        "owner": member_actor(company),
        "viewer": member_actor(company, "trader.viewer"),
        "driver": member_actor(company, "driver"),
        "partner": actor_for_application(make_application(company, ("memberships:read",))[0]),
        "broker": member_actor(broker),
        "stranger": member_actor(make_organisation("carrier")),
        "person": person_actor(),
        "vetting": vetting("CBSA"),
        "primary": staff_actor("officer.primary"),
        "auditor": staff_actor("auditor", ""),
        "commission": staff_actor("commission.member", ""),
        "administrator": staff_actor("administrator", ""),
        "system": system_actor("test"),
    }


APPLICATION = {"owner", "viewer", "partner", "vetting", "system"}
MEMBERSHIP = {"owner", "viewer", "partner", "broker", "vetting", "primary", "auditor", "system"}
DECISION = {"owner", "viewer", "partner", "vetting", "auditor", "system"}


def test_every_reader_against_every_record(member: Membership) -> None:
    decision = make_demotion(member)
    for name, actor in readers(member).items():
        found = {
            "application": seen(selectors.application_get, actor, application_id=member.application_id),
            "membership": seen(selectors.membership_get, actor, membership_id=member.id),
            "decision": seen(selectors.decision_get, actor, decision_id=decision.id),
        }
        wanted = {"application": name in APPLICATION, "membership": name in MEMBERSHIP, "decision": name in DECISION}
        assert found == wanted, name
        for read, key in (
            (selectors.application_get, "application_id"),
            (selectors.membership_get, "membership_id"),
            (selectors.decision_get, "decision_id"),
        ):
            assert not seen(read, actor, **{key: uuid4()})


def test_lists_hold_the_same_rows(member: Membership) -> None:
    make_demotion(member)
    for name, actor in readers(member).items():
        own = name in {"owner", "viewer", "partner"}
        assert selectors.membership_list_for_actor(actor=actor).exists() is (own or name == "broker"), name
        assert selectors.application_list_for_member(actor=actor).exists() is own, name
        assert selectors.decision_list_for_actor(actor=actor).exists() is own, name


def test_a_person_keeps_their_own_card_in_every_capacity() -> None:
    owner = person_actor()
    membership = make_membership("NEXUS", applicant=owner)
    assert seen(selectors.membership_get, owner, membership_id=membership.id)
    assert not seen(selectors.membership_get, person_actor(), membership_id=membership.id)


def test_the_queue_is_oldest_first_and_empties_per_agency(django_assert_num_queries: Any) -> None:
    first, second = make_submitted("FAST_SHIPPER"), make_submitted("NEXUS")
    make_draft("FAST_DRIVER")
    officer = vetting("CBP")
    for _ in range(2):
        with django_assert_num_queries(2):
            rows = [row.id for row in selectors.application_list_for_officer(actor=officer)]
        assert rows[:2] == [first.id, second.id]
        make_submitted("FAST_SHIPPER")
    approve(first, "CBP")
    assert first not in selectors.application_list_for_officer(actor=officer)
    assert first in selectors.application_list_for_officer(actor=officer, only_mine=False)
    assert first in selectors.application_list_for_officer(actor=vetting("CBSA"))
    for other in (staff_actor("officer.primary"), member_actor(make_organisation("carrier"))):
        assert not selectors.application_list_for_officer(actor=other).exists()


def test_the_record_of_a_decision_is_complete_and_plain_json(member: Membership) -> None:
    auditor = staff_actor("auditor", "")
    finding = Subject("finding", uuid4())
    result = services.sanction_apply(
        actor=auditor,
        membership_id=member.id,
        infraction="SECURITY_GAP",
        harm="serious",
        reason=a_reason(),
        source=finding,
    )
    assert result.decision_id
    bundle = selectors.decision_record(result.decision_id)
    record = json.loads(json.dumps(bundle["record"]))
    assert bundle["organisation_id"] == member.organisation_id and bundle["holder"] == member.organisation.legal_name
    assert record["decision"]["kind"] == "demotion" and record["reason"] == a_reason().as_dict()
    assert {"kind": "finding", "reference": str(finding.id)} in record["evidence"]
    assert record["sanctions"][0]["step"] == "demotion" and record["rule_versions"]["sanctions"]
    assert [row["agency"] for row in record["reviews"]] == ["CBP", "CBSA"]
    touched = {str(row.reviewer_id) for row in member.application.reviews.all()} | {str(auditor.user_id)}
    assert set(bundle["touched"]) == touched
    with pytest.raises(NotFound):
        selectors.decision_record(uuid4())


def test_the_record_of_a_denial_names_the_officers() -> None:
    application = make_submitted("NEXUS")
    deny(application)
    bundle = selectors.decision_record(MembershipDecision.objects.get().id)
    assert (bundle["user_id"], bundle["organisation_id"]) == (application.user_id, None)
    assert {row["agency"]: row["status"] for row in bundle["record"]["reviews"]} == {"CBP": "denied", "CBSA": "pending"}
    assert len(bundle["touched"]) == 1
