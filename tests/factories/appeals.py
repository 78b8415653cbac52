"""A demoted carrier, its appeal, and a commission to hear it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from appeals.models import Case
from appeals.selectors import panel_proposal
from appeals.services import case_file, panel_assign, vote_cast
from enrollment.models import Membership, MembershipDecision
from portal.accounts.models import Organisation, User
from portal.accounts.selectors import actor_for_user
from portal.accounts.services import staff_role_assign
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from tests.factories.accounts import SEED, make_organisation, make_user, member_actor
from tests.factories.enrollment import make_demotion, make_membership

GROUNDS = "The certificate of origin was on file before the truck arrived."
REASONS = "The proof was on file before arrival; the decision rests on a label alone."
RULING = Text(
    "The proof of origin was on file before arrival; the demotion cannot stand.",
    "La preuve d'origine figurait au dossier avant l'arrivée; la rétrogradation ne peut être maintenue.",
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


def make_case(dispute: Dispute | None = None) -> Case:
    dispute = dispute or make_dispute()
    return case_file(actor=dispute.member, decision_id=dispute.decision.id, grounds=GROUNDS, language="en")


def seat(case: Case, commission: Commission, keys: tuple[str, ...] = ()) -> Case:
    """Seat the proposed panel, or the members named."""
    chosen: list[Any] = [commission.users[key].id for key in keys] or [entry.user_id for entry in panel_proposal(case)]
    return panel_assign(
        actor=commission.actor("registrar"), case_id=case.id, member_ids=chosen, expected_version=case.row_version
    )


def vote(case: Case, commission: Commission, choices: dict[str, str]) -> None:
    for key, choice in choices.items():
        vote_cast(actor=commission.actor(key), case_id=case.id, choice=choice, reasons=REASONS)
