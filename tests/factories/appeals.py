"""A demoted carrier, its appeal, and a commission to hear it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from appeals.domain.changes import response_due
from appeals.models import Case, ChangeRequest, Complaint, Ruling
from appeals.selectors import panel_proposal
from appeals.services import case_file, complaint_file, panel_assign, ruling_issue, stay_except, vote_cast
from enrollment.models import Membership, MembershipDecision
from portal.accounts.models import Organisation, User
from portal.accounts.selectors import actor_for_user
from portal.accounts.services import staff_role_assign
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from tests.factories.accounts import SEED, make_organisation, make_user, member_actor
from tests.factories.enrollment import make_demotion, make_membership, supervisor
from tests.factories.trail import in_the_book

GROUNDS = "The certificate of origin was on file before the truck arrived."
REASONS = "The proof was on file before arrival; the decision rests on a label alone."
RULING = Text(
    "The proof of origin was on file before arrival; the demotion cannot stand.",
    "La preuve d'origine figurait au dossier avant l'arrivée; la rétrogradation ne peut être maintenue.",
)


LATE = "The letter went to our former address and reached us only last week."
SAFETY = Text(
    "Two loaded firearms were found in the cab on 3 March, report 77 of the port.",
    "Deux armes à feu chargées ont été trouvées dans la cabine le 3 mars, rapport 77 du port.",
)


@dataclass
class Commission:
    """A registrar and two members of each country."""

    users: dict[str, User] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        return actor_for_user(self.users[key], mfa=True)

    def key_of(self, user_id: UUID) -> str:
        return next(key for key, user in self.users.items() if user.id == user_id)


def make_commission() -> Commission:
    commission = Commission()
    for key, role, country in (
        ("registrar", "commission.registrar", "CA"),
        ("ca1", "commission.member", "CA"),
        ("ca2", "commission.member", "CA"),
        ("us1", "commission.member", "US"),
        ("us2", "commission.member", "US"),
    ):
        user = make_user(name=f"Commission {key}")
        staff_role_assign(actor=SEED, user_id=user.id, role=role, country=country)
        commission.users[key] = user
    return commission


@dataclass
class Dispute:
    """A carrier at tier 2 that an officer demoted to tier 1."""

    organisation: Organisation
    member: Actor
    membership: Membership
    decision: MembershipDecision

    def tier(self) -> str:
        return Membership.objects.get(pk=self.membership.pk).tier


def make_dispute(officer: Actor | None = None) -> Dispute:
    organisation = make_organisation("carrier")
    membership = make_membership(organisation=organisation, tier="T2")
    decision = make_demotion(membership, officer)
    return Dispute(organisation, member_actor(organisation), membership, decision)


def make_case(dispute: Dispute | None = None, late_reasons: str = "") -> Case:
    dispute = dispute or make_dispute()
    return case_file(
        actor=dispute.member,
        decision_id=dispute.decision.id,
        grounds=GROUNDS,
        language="en",
        late_reasons=late_reasons,
    )


def seat(case: Case, commission: Commission, keys: tuple[str, ...] = ()) -> Case:
    """Seat the proposed panel, or the members named."""
    chosen: list[Any] = [commission.users[key].id for key in keys] or [entry.user_id for entry in panel_proposal(case)]
    return panel_assign(
        actor=commission.actor("registrar"), case_id=case.id, member_ids=chosen, expected_version=case.row_version
    )


def vote(case: Case, commission: Commission, choices: dict[str, str]) -> None:
    for key, choice in choices.items():
        vote_cast(actor=commission.actor(key), case_id=case.id, choice=choice, reasons=REASONS)


def rule(case: Case, commission: Commission, key: str = "ca1", reasons: Text = RULING) -> Ruling:
    version = Case.objects.get(pk=case.pk).row_version
    return ruling_issue(actor=commission.actor(key), case_id=case.id, reasons=reasons, expected_version=version)


def make_excepted(dispute: Dispute | None = None) -> tuple[Dispute, Case]:
    """A demotion under appeal whose stay a supervisor's safety exception has ended for now."""
    dispute = dispute or make_dispute()
    case = make_case(dispute)
    stay_except(actor=supervisor(), case_id=case.id, ground=SAFETY, expected_version=case.stay.row_version)
    return dispute, case


def make_complaint(actor: Actor | None = None, category: str = "delay", **changes: Any) -> Complaint:
    actor = actor or member_actor(make_organisation("carrier"))
    words = "The office promised an answer in a week; five weeks have passed."
    return complaint_file(**{"actor": actor, "category": category, "words": words, "language": "en", **changes})


def change_request(words: str) -> ChangeRequest:
    """A recommended change as a ruling leaves it, for pages and the isolation matrix."""
    commission = make_commission()
    case = seat(make_case(), commission, ("ca1", "us1", "us2"))
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    ruling = rule(case, commission)
    with in_the_book():
        return ChangeRequest.objects.create(
            number=f"CR-{words[-12:]}",
            ruling=ruling,
            docket=case.docket,
            rule="NL-S01",
            version=1,
            digest="0" * 64,
            words={"en": words, "fr": words},
            opened_at=ruling.issued_at,
            due_at=response_due(ruling.issued_at),
        )
