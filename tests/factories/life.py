"""Records of a membership's life for tests, made by the services as people make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from enrollment import services
from enrollment.models import CorrectivePlan, Membership, MembershipDecision, SanctionMatrixVersion, TravelDocument
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting

GROUNDS = Text(
    "The same driver hid the same goods behind the same wall on three crossings within one week of May.",
    "Le même chauffeur a dissimulé les mêmes marchandises derrière la même paroi trois fois en une semaine de mai.",
)
FIX = Text("Train the dock staff by the end of the month.", "Former le personnel du quai avant la fin du mois.")


def make_suspension(membership: Membership) -> MembershipDecision:
    """Announce a suspension for a condition no longer met."""
    return services.membership_suspend(actor=vetting(), membership_id=membership.id, reason=a_reason("DOCUMENT"))


def make_disclosure(membership: Membership, actor: Actor, infraction: str = "CLASSIFICATION", words: str = "") -> Any:
    """Tell an error of last week."""
    return services.disclosure_file(
        actor=actor,
        membership_id=membership.id,
        infraction=infraction,
        occurred_on=clock.now().date() - timedelta(days=7),
        what=f"{words} The same gasket was classified as rubber instead of steel on twelve trips.",
        corrected="The template was corrected and all twelve entries amended.",
        evidence="amendments of 3 November",
    )


def make_plan(membership: Membership) -> CorrectivePlan:
    """Sanction an infraction whose cell is a corrective plan."""
    result = services.sanction_apply(
        actor=vetting(),
        membership_id=membership.id,
        infraction="CLERICAL",
        harm="serious",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    return CorrectivePlan.objects.get(entry_id=result.entry_id)


def make_override(membership: Membership, **more: Any) -> Any:
    """Propose a step above the cell, by an officer of CBP."""
    given: dict[str, Any] = {
        "actor": vetting("CBP"),
        "infraction": "UNDECLARED",
        "harm": "minor",
        "step": "suspension",
        "grounds": GROUNDS,
        "reason": a_reason(),
        "source": Subject("finding", uuid7()),
        **more,
    }
    return services.override_propose(membership_id=membership.id, **given)


def make_matrix(**cells: str) -> SanctionMatrixVersion:
    """Propose a version with one cell changed."""
    changes = {("LANE_MISUSE", "minor", "second"): "points"}
    return services.matrix_propose(actor=staff_actor("administrator", ""), changes=changes, note="Lane misuse repeats")


def make_travel_document(actor: Actor) -> TravelDocument:
    return services.travel_document_enter(
        actor=actor,
        type="passport",
        number="AB123456",
        country="CA",
        expires_on=clock.now().date() + timedelta(days=900),
    )


def life_records(membership: Membership, actor: Actor, words: str) -> dict[str, UUID]:
    """Give one of each record around a company's membership, and a card and document of a person nobody else is."""
    decision = make_suspension(membership)
    person = person_actor()
    answer = services.answer_file(
        actor=actor, decision_id=decision.id, kind="fix", words=f"{words}: the licence was renewed on Monday."
    )
    change = services.change_report(
        actor=actor,
        membership_id=membership.id,
        kind="address",
        happened_on=clock.now().date(),
        details=f"{words}: 9 Harbour Road",
    )
    return {
        "suspension": decision.id,
        "answer": answer.id,
        "change": change.id,
        "disclosure": make_disclosure(membership, actor, words=words).id,
        "plan": make_plan(membership).id,
        "override": make_override(membership).id,
        "sanction_matrix": make_matrix().id,
        "card": make_membership("NEXUS", applicant=person).credentials.get().id,
        "travel_document": make_travel_document(person).id,
    }
