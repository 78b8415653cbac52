"""Beyond the cell: written grounds, a second officer, an appeal; and Nassar, who cannot happen here (R-10, acceptance 4)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enrollment import services
from enrollment.models import Membership, MembershipDecision, SanctionEntry, SanctionOverride
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting
from tests.factories.life import GROUNDS, make_override

pytestmark = pytest.mark.django_db
SLIP = Reason(
    "CUSTOMS_CONTRAVENTION",
    Text(
        "Declared 9,000 dollars on 4 May and carried 10,400; the difference was a second envelope, shown when asked.",
        "Déclaré 9 000 dollars le 4 mai pour 10 400 transportés; l'écart était une seconde enveloppe, montrée sur demande.",
    ),
    "customs:2026-250",
    Text("Count all currency before the border.", "Comptez tous les fonds avant la frontière."),
    a_reason().appeal,
)


@pytest.fixture
def member() -> Membership:
    return make_membership("FAST_CARRIER", tier="T2")


@pytest.mark.parametrize(("infraction", "step"), [("CLERICAL", "notice"), ("UNDECLARED", "corrective_plan")])
def test_nassar_cannot_recur(infraction: str, step: str, commit_checks: Any) -> None:
    """An honest currency-report slip with a 250 dollar penalty leaves card and lane; the letter says why no more."""
    traveller = person_actor()
    member = make_membership("NEXUS", applicant=traveller)
    penalty = Subject("penalty", uuid7())
    found = services.sanction_apply(
        actor=vetting("CBSA"), membership_id=member.id, infraction=infraction, harm="minor", reason=SLIP, source=penalty
    )
    assert (found.step, found.points, found.decision_id) == (step, 0, None)
    fresh = Membership.objects.get()
    assert (fresh.status, fresh.tier, fresh.paused_until) == ("active", "NEXUS", None)
    assert fresh.credentials.get().status == "active"
    assert not MembershipDecision.objects.exists()
    letter = Notice.objects.get(kind="sanction")
    assert "Why this step" in letter.body_en and "No officer can go further by himself" in letter.body_en
    assert "Pourquoi cette mesure" in letter.body_fr and "sanctions-2026.1" in letter.body_fr
    assert letter.reason == SLIP.as_dict()
    with pytest.raises(Invalid, match="ENR_BY_MATRIX"):
        services.membership_suspend(actor=vetting(), membership_id=member.id, reason=SLIP)
    commit_checks()


def test_nassar_revoked_in_spite_of_the_matrix_takes_two_officers_and_is_stayed_by_an_appeal() -> None:
    traveller = person_actor()
    member = make_membership("NEXUS", applicant=traveller)
    override = make_override(member, step="revocation", reason=SLIP)
    assert not SanctionEntry.objects.exists() and not Notice.objects.filter(kind__startswith="decision").exists()
    with pytest.raises(Conflict, match="ENR_SECOND_AGENCY"):
        services.override_sign(actor=vetting("CBP"), override_id=override.id)
    result = services.override_sign(actor=vetting("CBSA"), override_id=override.id)
    decision = MembershipDecision.objects.get(pk=result.decision_id)
    assert (decision.kind, decision.status) == ("revocation", "proposed")
    assert "Two officers signed written grounds" in Notice.objects.get(kind="decision_revocation").body_en
    assert services.decision_stay(actor=traveller, decision_id=decision.id, docket="JC-2026-00001") is True
    assert Membership.objects.get().status == "active"


def test_a_supervisor_of_the_same_agency_may_be_the_second(member: Membership, commit_checks: Any) -> None:
    override = make_override(member)
    with pytest.raises(Conflict, match="ENR_SECOND_PERSON"):
        first = staff_actor("officer.vetting", "CBP")
        services.override_sign(actor=first, override_id=make_override(member, actor=first).id)
    result = services.override_sign(actor=staff_actor("officer.supervisor", "CBP"), override_id=override.id)
    entry = SanctionEntry.objects.get(pk=result.entry_id)
    assert (entry.step, entry.ceiling, entry.points) == ("suspension", "corrective_plan", 1)
    assert SanctionOverride.objects.get(pk=override.pk).second_role == "officer.supervisor"
    commit_checks()


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"step": "points"}, Invalid, "ENR_OVERRIDE_STEP"),
        ({"infraction": "UNDECLARED", "harm": "grave", "step": "demotion"}, Invalid, "ENR_OVERRIDE_NOT_ABOVE"),
        ({"infraction": "SEAL_PAPER", "harm": "minor"}, Invalid, "ENR_OVERRIDE_NEVER"),
        ({"grounds": Text("He deserves it.", "Il le mérite.")}, Invalid, "ENR_OVERRIDE_GROUNDS"),
        ({"grounds": Text(GROUNDS.en, "")}, Invalid, "ENR_OVERRIDE_GROUNDS"),
        ({"actor": "auditor"}, NotAllowed, "ENR_OFFICER_ONLY"),
    ],
)
def test_what_no_override_can_do(member: Membership, change: dict[str, Any], error: Any, code: str) -> None:
    if "actor" in change:
        change = {"actor": staff_actor("auditor", "")}
    with pytest.raises(error, match=code):
        make_override(member, **change)


def test_a_first_minor_seal_paper_error_never_suspends_whatever_the_level(member: Membership) -> None:
    for step in ("demotion", "suspension", "revocation"):
        with pytest.raises(Invalid, match="ENR_OVERRIDE_NEVER"):
            make_override(member, infraction="SEAL_PAPER", harm="minor", step=step)
    found = services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="SEAL_PAPER",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    assert found.step == "notice"


def test_a_refused_override_leaves_no_mark_and_a_changed_cell_is_not_signed(member: Membership) -> None:
    override = make_override(member)
    services.override_refuse(actor=vetting("CBSA"), override_id=override.id)
    assert not SanctionEntry.objects.exists()
    late = make_override(member)
    services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="UNDECLARED",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    with pytest.raises(Conflict, match="ENR_OVERRIDE_CELL"):
        services.override_sign(actor=vetting("CBSA"), override_id=late.id)
    with pytest.raises(NotFound):
        services.override_sign(actor=person_actor(), override_id=late.id)


def test_the_database_refuses_a_step_above_its_cell_and_a_ceiling_of_no_matrix(member: Membership) -> None:
    services.sanction_apply(
        actor=vetting(),
        membership_id=member.id,
        infraction="UNDECLARED",
        harm="minor",
        reason=a_reason(),
        source=Subject("finding", uuid7()),
    )
    rows = SanctionEntry.objects.all()
    for change, words in (
        ({"step": "suspension"}, "takes a second officer"),
        ({"ceiling": "suspension", "step": "suspension"}, "does not give suspension"),
        ({"matrix_version": "sanctions-9"}, "does not give"),
    ):
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            rows.update(**change)
    override = make_override(member, harm="moderate")
    with pytest.raises(IntegrityError, match="takes a second officer"), transaction.atomic():
        rows.update(step="suspension", override_id=override.id)
    for change, words in (
        ({"second_by_id": override.proposed_by_id}, "override_two_people"),
        ({"status": "signed"}, "override_second_key"),
        ({"step": "points"}, "override_can_be_appealed"),
    ):
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            SanctionOverride.objects.filter(pk=override.pk).update(**change)
