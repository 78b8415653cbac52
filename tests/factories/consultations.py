"""One flagged change of each kind, and what moves it on to where it takes effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from clearance.models import ThreatProfile
from clearance.services import (
    policy_consult,
    profile_activate,
    profile_consult,
    profile_propose,
    profile_withdraw,
)
from clearance.services.policies import (
    APPETITES,
    LANE_POLICIES,
    appetite_enforce,
    appetite_withdraw,
    lane_policy_enforce,
    lane_policy_withdraw,
)
from clearance.targeting.profile import default_document
from enrollment import services
from enrollment.models import Consultation, ConsultationComment, CriteriaVersion, Fee, FeeWaiver, SanctionMatrixVersion
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.fees import propose
from tests.factories.life import make_matrix
from tests.factories.officer import make_profile, signed, simulated, targeting
from tests.factories.policies import signed_appetite, signed_lane_policy, supervisor
from tests.factories.tiers import make_criteria

BOOKS: dict[str, Any] = {"lane_policy": LANE_POLICIES, "appetite": APPETITES}
ENFORCE: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "lane_policy": (lane_policy_enforce, lane_policy_withdraw),
    "appetite": (appetite_enforce, appetite_withdraw),
}

SUMMARY = Text(
    "Companies of the second tier would need fewer movements in a year than they need today to keep their tier.",
    "Les entreprises du deuxième niveau auraient besoin de moins de mouvements par an qu'aujourd'hui pour le garder.",
)
ANSWER = Text(
    "We read every comment. The number stays as proposed, and it is looked at again after one year of experience.",
    "Nous avons lu chaque commentaire. Le nombre reste tel que proposé et sera revu après une année d'expérience.",
)
COMMENT = "Fewer movements would help the small carriers at our crossing."


def commented(
    row: Consultation, actor: Actor | None = None, words: str = COMMENT, language: str = "en"
) -> ConsultationComment:
    """What a member said on the day it was asked, though comments may be closed by now."""
    author = actor or member_actor(make_organisation("carrier"))
    with clock.frozen(row.opened_at):
        return services.consultation_comment(actor=author, number=row.number, words=words, language=language)


def released(actor: Actor, comment: ConsultationComment) -> ConsultationComment:
    return services.consultation_comment_release(
        actor=actor,
        number=comment.consultation.number,
        comment=comment.number,
        expected_version=comment.row_version,
    )


@dataclass(frozen=True)
class Change:
    """A version ready to take effect by `act`; `asker` flags it and answers for it."""

    kind: str
    subject_id: UUID
    asker: Actor
    act: Callable[[], Any]
    withdraw: Callable[[], Any]
    status: Callable[[], str]
    effective: str

    def flag(self, closes_on: date | None = None, summary: Text = SUMMARY) -> Consultation:
        given = {"summary": summary, "closes_on": closes_on or (clock.now() + timedelta(days=31)).date()}
        if self.kind == "profile":
            profile_consult(actor=self.asker, profile_id=self.subject_id, **given)
        elif self.kind in BOOKS:
            policy_consult(actor=self.asker, book=BOOKS[self.kind], version_id=self.subject_id, **given)
        else:
            services.change_consult(actor=self.asker, kind=self.kind, version_id=self.subject_id, **given)
        return Consultation.objects.get(kind=self.kind, subject_id=self.subject_id)

    def flagged_and_closed(self) -> Consultation:
        """Flag it forty days ago with 31 days for comments: they are closed now, the answer is to come."""
        with clock.frozen(clock.now() - timedelta(days=40)):
            return self.flag()


def provision_change(kind: str) -> Change:
    """A fee or waiver that only the second signature keeps from counting."""
    model: type[Fee | FeeWaiver] = Fee if kind == "fee" else FeeWaiver
    row, asker = propose(kind), staff_actor("officer.supervisor", "CBP")
    given = {"kind": kind, "version_id": row.id}
    services.provision_sign(actor=staff_actor("officer.supervisor", "CBP"), expected_version=1, **given)
    other = staff_actor("officer.supervisor", "CBSA")
    return Change(
        "fee" if kind == "fee" else "fee_waiver",
        row.id,
        asker,
        lambda: services.provision_sign(actor=other, expected_version=2, **given),
        lambda: services.provision_withdraw(actor=other, expected_version=2, **given),
        lambda: str(model._default_manager.get(pk=row.id).status),
        "approved",
    )


def criteria_change() -> Change:
    """Tier criteria that only the second signature keeps from counting."""
    row, asker = make_criteria(upto="simulated"), staff_actor("officer.supervisor", "CBP")
    seen = row.row_version
    services.criteria_sign(actor=staff_actor("officer.supervisor", "CBP"), version_id=row.id, expected_version=seen)
    other = staff_actor("officer.supervisor", "CBSA")
    return Change(
        "criteria",
        row.id,
        asker,
        lambda: services.criteria_sign(actor=other, version_id=row.id, expected_version=seen + 1),
        lambda: services.criteria_withdraw(actor=other, version_id=row.id, expected_version=seen + 1),
        lambda: CriteriaVersion.objects.get(pk=row.id).status,
        "approved",
    )


def profile_change() -> Change:
    """A threat profile both agencies signed, not yet in force."""
    profile = signed(simulated(profile_propose(actor=targeting("CBP"), document=default_document())), "CBP", "CBSA")
    other, seen = targeting("CBSA"), profile.row_version
    return Change(
        "profile",
        profile.id,
        targeting("CBP"),
        lambda: profile_activate(actor=other, profile_id=profile.id, expected_version=seen),
        lambda: profile_withdraw(actor=other, profile_id=profile.id, why="Not needed", expected_version=seen),
        lambda: ThreatProfile.objects.get(pk=profile.id).status,
        "active",
    )


def matrix_change() -> Change:
    """A sanction matrix that only the second signature keeps from counting."""
    row, asker = make_matrix(), staff_actor("officer.supervisor", "CBP")
    services.matrix_sign(
        actor=staff_actor("officer.supervisor", "CBP"), version_id=row.id, expected_version=row.row_version
    )
    other, seen = staff_actor("officer.supervisor", "CBSA"), row.row_version + 1
    return Change(
        "sanction_matrix",
        row.id,
        asker,
        lambda: services.matrix_sign(actor=other, version_id=row.id, expected_version=seen),
        lambda: services.matrix_withdraw(actor=other, version_id=row.id, expected_version=seen),
        lambda: SanctionMatrixVersion.objects.get(pk=row.id).status,
        "approved",
    )


def policy_change(kind: str) -> Change:
    """A lane policy or a risk appetite both agencies signed, not yet in force."""
    make_profile()  # a policy is simulated beside the profile in force
    enforce, withdraw = ENFORCE[kind]
    row = signed_lane_policy() if kind == "lane_policy" else signed_appetite()
    other, seen = supervisor("CBSA"), row.row_version
    return Change(
        kind,
        row.id,
        supervisor("CBP"),
        lambda: enforce(actor=other, version_id=row.id, expected_version=seen),
        lambda: withdraw(actor=other, version_id=row.id, expected_version=seen),
        lambda: str(BOOKS[kind].get(row.id).status),
        "in_force",
    )


CHANGES: dict[str, Callable[[], Change]] = {
    "fee": lambda: provision_change("fee"),
    "fee_waiver": lambda: provision_change("waiver"),
    "criteria": criteria_change,
    "profile": profile_change,
    "sanction_matrix": matrix_change,
    "lane_policy": lambda: policy_change("lane_policy"),
    "appetite": lambda: policy_change("appetite"),
}
