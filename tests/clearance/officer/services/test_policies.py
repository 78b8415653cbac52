"""Lane policy and appetite: two keys, a simulation, a day; nothing of them changes in any other way (R-36, R-48)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.selectors import entries_for
from clearance.models import AppetiteRecord, AppetiteSignature, LanePolicySignature, LanePolicyVersion, Score
from clearance.selectors.policies import appetite_frozen, appetite_in_force, lane_policy_in_force, rules_in_force
from clearance.services.policies import (
    appetite_enforce,
    appetite_sign,
    appetite_withdraw,
    lane_policy_enforce,
    lane_policy_propose,
    lane_policy_sign,
    policies_turn,
)
from clearance.services.port_attention import attention_set, wait_report
from clearance.targeting.lane_policy import default_policy_document
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.workflow.domain.two_keys import document_digest
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, make_scored, primary, targeting
from tests.factories.policies import (
    draft_appetite,
    draft_lane_policy,
    make_appetite,
    make_lane_policy,
    simulated,
    supervisor,
)

GREEN = ("T3", "T3", "T3")
REAL_NOW = clock.now


def later(**delta: float) -> Any:
    """Let the clock run ahead."""
    return patch("portal.core.clock.now", lambda: REAL_NOW() + timedelta(**delta))


def codes(refused: Any) -> set[str]:
    return {item.code for item in refused.value.items}


def paths(refused: Any) -> set[str]:
    return {item.path for item in refused.value.items}


def test_an_appetite_goes_from_draft_to_force_and_the_next_score_reads_it() -> None:
    """R-36: the engine takes cut-off and random rates from the signed record, from the very next trip on."""
    before = make_scored(security=45)
    assert before.lane == "FAST"
    assert appetite_in_force(PORT).expired, "nothing signed yet"
    record = make_appetite(security_cut=40, random_rate={"T0": 0.09, "T1": 0.05, "T2": 0.02, "T3": 0.01})
    after = make_scored(security=45)
    assert after.lane == "SECONDARY"
    kept = Score.objects.get(trip=after).inputs
    assert (kept["appetite"], kept["appetite_digest"], kept["security_cut"]) == (record.number, record.digest, 40)
    assert (kept["tier"], kept["random_rate"], kept["appetite_expired"]) == ("T2", 0.02, False)
    events = [entry.event.rsplit(".", 1)[1] for entry in entries_for(Subject("appetite", record.id))]
    assert sorted(events) == sorted(["proposed", "simulated", "signed_cbp", "approved", "in_force"])
    replaced = make_appetite(security_cut=55)
    record.refresh_from_db()
    assert record.status == "superseded"
    assert appetite_in_force(PORT).number == replaced.number


def test_what_was_simulated_against_rules_replaced_since_is_neither_signed_nor_put_in_force() -> None:
    """Issue item 7: the simulation bound to an activation describes what the activation changes, that day."""
    make_appetite()
    early, late = simulated("lane_policy", draft_lane_policy()), simulated("lane_policy", draft_lane_policy())
    early = lane_policy_sign(actor=supervisor("CBP"), version_id=early.id, expected_version=early.row_version)
    for agency in ("CBP", "CBSA"):
        late = lane_policy_sign(actor=supervisor(agency), version_id=late.id, expected_version=late.row_version)
    replaced = make_lane_policy()
    with pytest.raises(Conflict) as unsigned:
        lane_policy_sign(actor=supervisor("CBSA"), version_id=early.id, expected_version=early.row_version)
    with pytest.raises(Conflict) as unused:
        lane_policy_enforce(actor=supervisor(), version_id=late.id, expected_version=late.row_version)
    for refused in (unsigned, unused):
        assert codes(refused) == {"CLR_SIMULATION_STALE"}
        assert f"L-{replaced.number}" in refused.value.items[0].message.en
    assert lane_policy_in_force() is not None and early.status == "signed_cbp"
    again = make_lane_policy()
    assert again.status == "in_force", "proposed and simulated anew it takes its way"


def test_who_may_and_who_may_not() -> None:
    """Two agencies, two people, neither of them the author; no key in other hands."""
    cbp = supervisor("CBP")
    version = simulated("appetite", draft_appetite(actor=cbp))

    def sign(actor: Actor) -> AppetiteRecord:
        return appetite_sign(actor=actor, version_id=version.id, expected_version=fresh(version).row_version)

    for actor in (cbp, targeting("CBP"), primary(), staff_actor("administrator", ""), member_actor(make_carrier())):
        with pytest.raises(NotAllowed):
            sign(actor)
    signer = supervisor("CBP")
    sign(signer)
    for actor in (signer, supervisor("CBP")):
        with pytest.raises(DomainError):
            sign(actor)
    with pytest.raises(DomainError):
        appetite_enforce(actor=cbp, version_id=version.id)
    assert sign(supervisor("CBSA")).status == "approved"
    for actor in (primary(), member_actor(make_carrier())):
        with pytest.raises(NotAllowed):
            draft_lane_policy_as(actor)
    assert draft_lane_policy_as(targeting()).status == "draft"
    with pytest.raises(NotAllowed):
        draft_appetite(actor=targeting())


def fresh(version: Any) -> Any:
    return type(version).objects.get(pk=version.pk)


def draft_lane_policy_as(actor: Actor) -> LanePolicyVersion:
    return lane_policy_propose(actor=actor, document=default_policy_document())


def test_a_draft_is_not_signed_before_it_was_simulated() -> None:
    for sign, version in ((appetite_sign, draft_appetite()), (lane_policy_sign, draft_lane_policy())):
        with pytest.raises(DomainError):
            sign(actor=supervisor(), version_id=version.id, expected_version=version.row_version)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"security_cut": 0}, "security_cut"),
        ({"random_rate": {"T0": 0.02, "T1": 0.02, "T2": 0.01, "T3": 0.005}}, "random_rate_T3"),
        ({"random_rate": {"T0": 0.2, "T1": 0.02, "T2": 0.01, "T3": 0.01}}, "random_rate_T0"),
        ({"random_rate": {"T0": 0.01, "T1": 0.01, "T2": 0.01, "T3": 0.012}}, "random_rate_T3"),
        ({"referral_share": {"T0": 0.1, "T1": 0.1, "T2": 0.005, "T3": 0.005}}, "referral_share_T2"),
        ({"statement": {"en": "We accept some risk", "fr": ""}}, "statement_fr"),
        ({"office": {"en": "", "fr": "Bureau conjoint"}}, "office_en"),
        ({"local_band": 15}, "local_band"),
        ({"visit_days": 731}, "visit_days"),
        ({"days": 400}, "valid_to"),
        ({"days": -1}, "valid_to"),
        ({"crossing": "nowhere"}, "crossing"),
        ({"security_cut": "many"}, "document"),
    ],
)  # fmt: skip
def test_an_appetite_that_cannot_be_is_refused_at_its_field(changes: dict[str, Any], path: str) -> None:
    """R-36: a random rate below 1 % measures nothing; a better tier is never checked more (R-39)."""
    with pytest.raises(Invalid) as refused:
        draft_appetite(**changes)
    assert path in paths(refused)
    assert all(item.message.fr != item.message.en and item.fix for item in refused.value.items)


def test_an_expired_appetite_keeps_working_freezes_changes_and_shows() -> None:
    """R-36: expired freezes every change of policies, while what was signed goes on; a new record ends the freeze."""
    record, policy = make_appetite(security_cut=40), make_lane_policy()
    waiting = simulated("lane_policy", draft_lane_policy())
    assert not appetite_frozen()
    with later(days=91):
        governing = appetite_in_force(PORT)
        assert (governing.number, governing.expired, governing.appetite.security_cut) == (record.number, True, 40)
        assert appetite_frozen()
        for act in (
            draft_lane_policy,
            lambda: lane_policy_sign(actor=supervisor(), version_id=waiting.id, expected_version=waiting.row_version),
            lambda: lane_policy_enforce(actor=supervisor(), version_id=waiting.id),
        ):
            with pytest.raises(Conflict) as refused:
                act()
            assert codes(refused) == {"CLR_APPETITE_EXPIRED"}
        assert policies_turn() == 1
        assert fresh(record).status == "expired"
        assert policies_turn() == 0
        assert appetite_in_force(PORT).appetite.security_cut == 40
        assert lane_policy_in_force(PORT).version == policy.number
        make_appetite(security_cut=50)
        assert not appetite_frozen()
        assert draft_lane_policy().status == "draft"


def test_a_document_waits_for_its_day_and_then_takes_effect_by_itself() -> None:
    make_appetite()
    version = lane_policy_propose(
        actor=supervisor(), document=default_policy_document(), valid_from=clock.now() + timedelta(days=2)
    )
    version = simulated("lane_policy", version)
    for agency in ("CBP", "CBSA"):
        version = lane_policy_sign(
            actor=supervisor(agency), version_id=version.id, expected_version=version.row_version
        )
    with pytest.raises(Conflict) as refused:
        lane_policy_enforce(actor=supervisor(), version_id=version.id)
    assert codes(refused) == {"WORKFLOW_TOO_EARLY"}
    assert policies_turn() == 0
    with later(days=2, minutes=1):
        assert policies_turn() == 1
        assert lane_policy_in_force().version == version.number


def test_the_narrower_record_governs_and_a_level_reverts_without_anybodys_act() -> None:
    """R-46, R-48: scope by port; a temporary level counts from start to end and then stops by itself."""
    make_appetite(security_cut=60)
    make_appetite(security_cut=50, crossing=PORT)
    assert appetite_in_force(PORT).appetite.security_cut == 50
    assert appetite_in_force("peace-bridge").appetite.security_cut == 60
    for wrong in ({"security_cut": 25}, {"random_rate": {"T0": 0.1, "T1": 0.1, "T2": 0.05, "T3": 0.05}}):
        with pytest.raises(Invalid):
            draft_appetite(7, kind="level", crossing=PORT, **wrong)
    with pytest.raises(Invalid):
        draft_appetite(31, kind="level", crossing=PORT)
    level = make_appetite(7, kind="level", crossing=PORT, security_cut=35)
    assert (appetite_in_force(PORT).number, appetite_in_force(PORT).level) == (level.number, True)
    assert not appetite_in_force("peace-bridge").level
    with later(days=7, seconds=1):
        assert fresh(level).status == "in_force", "nobody acted"
        assert appetite_in_force(PORT).appetite.security_cut == 50
        assert not appetite_in_force(PORT).expired


def test_a_ports_supervisor_looks_closer_within_the_band_for_a_while() -> None:
    """R-45: within the signed band, with grounds, at the own port, for at most three days; kept with each score."""
    with pytest.raises(Conflict):
        closer(supervisor(port=PORT))
    make_appetite(security_cut=60, local_band=5)
    for actor, more in ((primary(), {}), (supervisor(port="peace-bridge"), {})):
        with pytest.raises((NotAllowed, NotFound)):
            closer(actor, **more)
    for more, path in (({"points": 6}, "points"), ({"grounds": "because"}, "grounds"), ({"hours": 73}, "ends_at")):
        with pytest.raises(Invalid) as refused:
            closer(supervisor(port=PORT), **more)
        assert paths(refused) == {path}
    closer(supervisor(port=PORT))
    assert rules_in_force(PORT).policy.security_cut == 55
    assert rules_in_force("peace-bridge").policy.security_cut == 60
    trip = make_scored(security=57)
    assert (trip.lane, Score.objects.get(trip=trip).inputs["attention"]) == ("SECONDARY", 5)
    with later(hours=25):
        assert rules_in_force(PORT).policy.security_cut == 60
    closer(supervisor(port=PORT), points=0)
    assert rules_in_force(PORT).attention is None


def closer(
    actor: Actor, points: int = 5, grounds: str = "Two loads with false walls this week", hours: int = 24
) -> Any:
    ends = clock.now() + timedelta(hours=hours)
    return attention_set(actor=actor, crossing=PORT, points=points, grounds=grounds, ends_at=ends)


def test_a_reported_wait_opens_the_fast_lane_to_others_and_ages() -> None:
    """Partial opening: only while the FAST wait is known, fresh and short; unknown keeps the guard closed."""
    make_appetite()
    make_lane_policy(others={"on": True, "crossings": [PORT], "guarded": True}, fast_wait={"below": 10, "age": 15})
    assert make_scored(("T0", "T0", "T0")).lane == "GENERAL"
    wait_report(actor=primary(), crossing=PORT, direction="SB", minutes=4)
    assert make_scored(("T0", "T0", "T0")).lane == "FAST"
    assert rules_in_force(PORT, "NB").fast_wait is None
    with later(minutes=17):
        wait = rules_in_force(PORT, "SB").fast_wait
        assert wait is not None
        assert (wait.minutes, wait.age) == (4, 17)
    wait_report(actor=primary(), crossing=PORT, direction="SB", minutes=10)
    assert make_scored(("T0", "T0", "T0")).lane == "GENERAL"
    for minutes in (-1, 601):
        with pytest.raises(Invalid):
            wait_report(actor=primary(), crossing=PORT, direction="SB", minutes=minutes)
    with pytest.raises(NotAllowed):
        wait_report(actor=targeting(), crossing=PORT, direction="SB", minutes=1)


def test_the_rules_of_a_trip_are_read_in_one_query(django_assert_num_queries: Any) -> None:
    make_appetite()
    make_lane_policy()
    rules_in_force(PORT, "SB")
    with django_assert_num_queries(1):
        rules_in_force(PORT, "SB")


RECORD = "UPDATE clearance_appetite SET {} WHERE id = %s"
POLICY = "UPDATE clearance_lane_policy SET {} WHERE id = %s"
SIDE_DOORS: dict[str, Callable[[AppetiteRecord, LanePolicyVersion], tuple[str, list[Any]]]] = {
    "cut-off": lambda a, p: (RECORD.format("document = jsonb_set(document, '{security_cut}', '99')"), [a.id]),
    "document and digest": lambda a, p: (
        RECORD.format("document = '{}'::jsonb, digest = %s"), [document_digest({}), a.id],
    ),
    "end": lambda a, p: (RECORD.format("valid_to = valid_to + interval '1 year'"), [a.id]),
    "scope": lambda a, p: (RECORD.format("crossing = 'peace-bridge'"), [a.id]),
    "author": lambda a, p: (POLICY.format("author_id = (SELECT max(id) FROM accounts_user)"), [p.id]),
    "policy document": lambda a, p: (POLICY.format("document = '{}'::jsonb"), [p.id]),
    "back to draft": lambda a, p: (POLICY.format("status = 'draft'"), [p.id]),
    "removed": lambda a, p: ("DELETE FROM clearance_appetite WHERE id = %s", [a.id]),
    "signature edited": lambda a, p: (
        "UPDATE clearance_appetite_signature SET signed_as = 'x' WHERE version_id = %s", [a.id],
    ),
    "signature removed": lambda a, p: ("DELETE FROM clearance_lane_policy_signature WHERE version_id = %s", [p.id]),
}  # fmt: skip


@pytest.mark.parametrize("door", SIDE_DOORS)
def test_sql_does_not_change_what_was_signed(door: str) -> None:
    """Acceptance 3: no appetite record, no policy and no signature changes outside its workflow, by SQL either."""
    statement, values = SIDE_DOORS[door](make_appetite(), make_lane_policy())
    refused(lambda: execute(statement, values))


def test_sql_does_not_put_in_force_what_was_not_signed_and_simulated() -> None:
    """Acceptance 3: one key, a forged key, the author's key, no simulation, or a ready-made row: all refused."""
    draft = draft_appetite()
    refused(lambda: AppetiteRecord.objects.filter(pk=draft.pk).update(status="simulated"))
    version = simulated("appetite", draft_appetite())
    forged = AppetiteSignature(
        version=version, agency="CBSA", officer_id=supervisor("CBSA").person, signed_as="x", digest="0" * 64
    )
    refused(forged.save)
    refused(lambda: AppetiteRecord.objects.filter(pk=version.pk).update(status="in_force"))
    version = appetite_sign(actor=supervisor(), version_id=version.id, expected_version=version.row_version)
    refused(forged.save)
    authors = AppetiteSignature(
        version=version, agency="CBSA", officer_id=version.author_id, signed_as="x", digest=version.digest
    )
    refused(authors.save)
    AppetiteRecord.objects.filter(pk=version.pk).update(status="approved")
    refused(lambda: AppetiteRecord.objects.filter(pk=version.pk).update(status="in_force"))
    made = {name: getattr(version, name) for name in ("document", "digest", "author_id", "author_as", "valid_from")}
    refused(lambda: AppetiteRecord.objects.create(**made, number=999, status="in_force", valid_to=version.valid_to))
    refused(lambda: LanePolicyVersion.objects.create(**made, number=999, status="approved"))
    with pytest.raises(DomainError):
        appetite_enforce(actor=supervisor(), version_id=version.id)


def test_every_table_demands_its_entry_in_the_trail() -> None:
    tables = ("appetite", "appetite_signature", "lane_policy", "lane_policy_signature", "local_attention", "lane_wait")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s AND tgenabled <> 'D'", ["%trail_required"])
        found = {name for (name,) in cursor.fetchall()}
    assert {f"clearance_{table}_trail_required" for table in tables} <= found


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def execute(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount, "the statement found its row"


def test_a_withdrawn_draft_is_final_and_its_late_simulation_changes_nothing() -> None:
    version = draft_appetite()
    gone = appetite_withdraw(actor=supervisor(), version_id=version.id, expected_version=version.row_version)
    assert gone.status == "withdrawn"
    assert simulated("appetite", gone).status == "withdrawn"
    assert not AppetiteSignature.objects.exists()
    assert not LanePolicySignature.objects.exists()
