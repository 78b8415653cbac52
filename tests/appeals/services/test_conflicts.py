"""Nobody judges what they had a hand in: every actor of the record and the trail, on every path (R-80, acceptance 2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from appeals.models import Case, PanelSeat, Recusal, Ruling, Stay, Vote
from appeals.selectors import case_panel, case_tally, panel_proposal
from appeals.selectors.bundles import trail_hands
from appeals.services import panel_assign, panel_fill, recusal_enter, ruling_issue, stay_review, vote_cast
from audit.compliance.models import AuditCase, Finding, Signature, TeamMember
from audit.trail.services import record
from portal.accounts.models import User
from portal.accounts.selectors import actor_for_user
from portal.accounts.services import staff_role_assign
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from tests.factories.accounts import SEED, make_member, make_user, staff_actor
from tests.factories.appeals import (
    REASONS,
    RULING,
    Commission,
    Dispute,
    make_case,
    make_commission,
    make_dispute,
    make_excepted,
    seat,
    vote,
)
from tests.factories.enrollment import worksheet_of

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def officer() -> Actor:
    user = make_user(name="Had a hand in it")
    staff_role_assign(actor=SEED, user_id=user.id, role="officer.vetting", agency="CBP", country="US")
    return actor_for_user(user, mfa=True)


def acted(subject: Callable[[Dispute], Subject]) -> Callable[[], tuple[Dispute, UUID]]:
    """Somebody of whom only the book knows: an entry about one of the things the decision grew from."""

    def build() -> tuple[Dispute, UUID]:
        dispute, hand = make_dispute(), officer()
        record(actor=hand, event="tests.looked", subject=subject(dispute), body={})
        return dispute, hand.person

    return build


def decider() -> tuple[Dispute, UUID]:
    hand = officer()
    return make_dispute(hand), hand.person


def colleague() -> tuple[Dispute, UUID]:
    dispute = make_dispute()
    return dispute, make_member(dispute.organisation).id


def filer() -> tuple[Dispute, UUID]:
    dispute = make_dispute()
    return dispute, dispute.member.person


def reviewer() -> tuple[Dispute, UUID]:
    dispute = make_dispute()
    sheet = worksheet_of(dispute.membership.application)
    return dispute, sheet.review.reviewer_id


HANDS: dict[str, Callable[[], tuple[Dispute, UUID]]] = {
    "who decided": decider,
    "who vetted the membership": reviewer,
    "who acted on the decision": acted(lambda dispute: Subject("decision", dispute.decision.id)),
    "who acted on its source": acted(lambda dispute: Subject("inspection", dispute.decision.source_id)),
    "who worked on the worksheet": acted(
        lambda dispute: Subject("worksheet", worksheet_of(dispute.membership.application).id)
    ),
    "who files": filer,
    "who belongs to the appellant": colleague,
}


def becomes_a_member(commission: Commission, person: UUID) -> None:
    """Let the person be a commission member for the United States today, under the key "hand"."""
    user = User.objects.get(pk=person)
    staff_role_assign(actor=SEED, user_id=person, role="commission.member", country="US")
    commission.users["hand"] = user


def as_member(commission: Commission) -> Actor:
    user = commission.users["hand"]
    return Actor("commission", user.id, user.name, roles=frozenset({"commission.member"}), country="US", mfa=True)


@pytest.mark.parametrize("who", HANDS)
def test_no_service_lets_anybody_with_a_hand_in_it_judge(commission: Commission, who: str) -> None:
    dispute, person = HANDS[who]()
    becomes_a_member(commission, person)
    case = make_case(dispute)
    assert person not in {each.user_id for each in panel_proposal(case)}
    with pytest.raises(Invalid) as refusal:
        seat(case, commission, ("ca1", "us1", "hand"))
    assert "APL_PANEL_CONFLICT" in {item.code for item in refusal.value.items}
    case = seat(case, commission, PANEL)
    recusal_enter(actor=commission.actor("us2"), case_id=case.id, reasons="I know the carrier's owner.")
    with pytest.raises(Invalid):
        panel_fill(actor=commission.actor("registrar"), case_id=case.id, member_ids=[person])
    actor = as_member(commission)
    for act in judging_acts(case, actor):
        with pytest.raises(DomainError):
            act()
    assert not Vote.objects.filter(seat__user_id=person).exists()


def judging_acts(case: Case, actor: Actor) -> list[Callable[[], Any]]:
    return [
        lambda: vote_cast(actor=actor, case_id=case.id, choice="grant", reasons=REASONS),
        lambda: ruling_issue(actor=actor, case_id=case.id, reasons=RULING, expected_version=case.row_version),
        lambda: stay_review(actor=actor, case_id=case.id, holds=True, reasons=REASONS, expected_version=1),
    ]


@pytest.mark.parametrize("who", HANDS)
def test_the_database_refuses_the_same_rows_whoever_writes_them(commission: Commission, who: str) -> None:
    dispute, person = HANDS[who]()
    case = seat(make_case(dispute), commission, PANEL)
    row = Case.objects.get(pk=case.pk)
    with pytest.raises(DatabaseError, match="had a hand in"), transaction.atomic():
        PanelSeat.objects.create(case=row, user_id=person, name="Somebody", country="US")
    with pytest.raises(DatabaseError, match="had a hand in"), transaction.atomic():
        Ruling.objects.create(
            case=row,
            outcome="grant",
            reasons_en="x",
            reasons_fr="x",
            votes_for=2,
            votes_against=0,
            issued_by_id=person,
            issued_at=row.filed_at,
        )
    with pytest.raises(DatabaseError, match="taken off"), transaction.atomic():
        Case.objects.filter(pk=row.pk).update(touched=[])


def test_who_comes_to_light_after_the_panel_sat_can_no_longer_vote_or_rule(commission: Commission) -> None:
    dispute = make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    former = Actor("officer", commission.users["us2"].id, "Former officer", roles=frozenset({"officer.vetting"}))
    record(actor=former, event="tests.looked", subject=Subject("decision", dispute.decision.id), body={})
    with pytest.raises(NotAllowed) as refusal:
        vote(case, commission, {"us2": "grant"})
    assert refusal.value.items[0].code == "APL_OWN_CAUSE"
    found = Case.objects.get(pk=case.pk)
    found.touched = [*found.touched, str(commission.users["us2"].id)]
    found.save(update_fields=["touched"])
    with pytest.raises(DatabaseError, match="had a hand in"), transaction.atomic():
        Vote.objects.create(seat=PanelSeat.objects.get(user_id=commission.users["us2"].id), choice="grant", reasons="x")


def test_a_finding_leads_to_its_audit_and_its_trip() -> None:
    hand, driver = officer(), officer()
    trip = uuid7()
    audit = AuditCase.objects.create(
        number="PMA-1",
        trip_id=trip,
        trip_number="TRIP",
        organisation_id=uuid7(),
        organisation_name="Example",
        bundle={},
        compliance=1,
        opened_at="2026-01-01T00:00Z",
        due_on="2026-02-01",
    )
    digest = "0" * 64
    for agency in ("CBP", "CBSA"):
        auditor = staff_actor("auditor", agency).person
        TeamMember.objects.create(case=audit, agency=agency, auditor_id=auditor, auditor_as="A", given_by="A")
        Signature.objects.create(case=audit, agency=agency, officer_id=auditor, signed_as="A", digest=digest)
    finding = Finding.objects.create(
        case=audit, infraction="CLERICAL", harm="minor", reason={}, digest=digest, issued_at="2026-01-02T00:00Z"
    )
    record(actor=hand, event="tests.audited", subject=Subject("audit_case", audit.id), body={})
    record(actor=driver, event="tests.inspected", subject=Subject("trip", trip), body={})
    assert trail_hands([Subject("finding", finding.id)]) == {str(hand.person), str(driver.person)}


def test_the_commissions_own_acts_on_a_decision_are_no_conflict(commission: Commission) -> None:
    dispute, case = make_excepted()
    reviewer_actor = commission.actor("us1")
    stay_review(
        actor=reviewer_actor,
        case_id=case.id,
        holds=False,
        reasons=REASONS,
        expected_version=Stay.objects.get(case=case).row_version,
    )
    assert seat(Case.objects.get(pk=case.pk), commission, PANEL).status == "with_panel"
    assert dispute.tier() == "T2"


def test_a_recused_members_seat_is_filled_and_their_vote_counts_no_more(
    commission: Commission, commit_checks: Any
) -> None:
    case = seat(make_case(), commission, PANEL)
    vote(case, commission, {"us2": "grant", "us1": "grant"})
    recusal_enter(
        actor=commission.actor("registrar"),
        case_id=case.id,
        member_id=commission.users["us2"].id,
        reasons="Served at the same port until last year.",
    )
    count = case_tally(case)
    assert (count.grant, count.missing, count.outcome) == (1, 1, "")
    assert [row["recused"] for row in case_panel(case) if row["user_id"] == commission.users["us2"].id] == [True]
    with pytest.raises(NotAllowed):
        panel_fill(actor=commission.actor("us1"), case_id=case.id, member_ids=[commission.users["ca2"].id])
    with pytest.raises(Invalid):
        panel_fill(actor=commission.actor("registrar"), case_id=case.id, member_ids=[commission.users["us2"].id])
    panel_fill(actor=commission.actor("registrar"), case_id=case.id, member_ids=[commission.users["ca2"].id])
    vote(case, commission, {"ca2": "grant"})
    assert case_tally(case).outcome == "grant"
    commit_checks()


def test_a_recusal_needs_reasons_counts_once_and_only_for_oneself(commission: Commission) -> None:
    case = seat(make_case(), commission, PANEL)
    with pytest.raises(Invalid):
        recusal_enter(actor=commission.actor("us1"), case_id=case.id, reasons="no")
    with pytest.raises(NotAllowed):
        recusal_enter(
            actor=commission.actor("us1"), case_id=case.id, reasons=REASONS, member_id=commission.users["ca1"].id
        )
    recusal_enter(actor=commission.actor("us1"), case_id=case.id, reasons=REASONS)
    with pytest.raises(Conflict):
        recusal_enter(actor=commission.actor("us1"), case_id=case.id, reasons=REASONS)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Recusal.objects.update(reasons="other")


def test_nobody_outside_the_table_of_roles_seats_a_panel(commission: Commission) -> None:
    case = make_case()
    ids = [commission.users[key].id for key in PANEL]
    for key in ("ca1", "us1"):
        with pytest.raises(DomainError):
            panel_assign(
                actor=commission.actor(key), case_id=case.id, member_ids=ids, expected_version=case.row_version
            )
    assert not PanelSeat.objects.exists()
