"""The life of a threat profile (R-35): simulated, signed by two people of two agencies, in force, never edited."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from audit.trail.selectors import entries_for
from clearance.models import ProfileSignature, Simulation, ThreatProfile
from clearance.services import (
    profile_activate,
    profile_draft,
    profile_due,
    profile_plan,
    profile_propose,
    profile_rule_remove,
    profile_rule_save,
    profile_sign,
    profile_withdraw,
    simulation_request,
    simulation_run_now,
)
from clearance.targeting.profile import default_document, profile_digest
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from tests.clearance.targeting.samples import rule
from tests.factories.officer import primary, signed, simulated, targeting


def extra(**changes: Any) -> dict[str, Any]:
    """A rule no other of the shipped profile looks like."""
    return rule(**{"id": "NEW-1", "when": {"fact": "passengers", "op": "ge", "value": 4}} | changes)


def proposed(actor: Actor | None = None) -> ThreatProfile:
    return profile_propose(actor=actor or targeting(), document=default_document(), note="  Northern border ")


def approved() -> ThreatProfile:
    return signed(simulated(proposed()), "CBP", "CBSA")


def activate(profile: ThreatProfile, actor: Actor | None = None) -> ThreatProfile:
    return profile_activate(actor=actor or targeting(), profile_id=profile.id, expected_version=profile.row_version)


def events(profile: ThreatProfile) -> list[str]:
    return [entry.event.removeprefix("clearance.profile.") for entry in entries_for(Subject("profile", profile.id))]


@pytest.mark.parametrize("order", [("CBP", "CBSA"), ("CBSA", "CBP")])
def test_simulated_signed_twice_then_in_force_and_the_old_one_replaced(order: tuple[str, str]) -> None:
    old = ThreatProfile.objects.get(status="active")
    draft = proposed()
    assert (draft.status, draft.note, draft.side) == ("draft", "Northern border", "CBP")
    profile = simulated(draft)
    assert profile.status == "simulated" and profile.simulation.digest == profile.digest == draft.digest
    profile = signed(profile, *order)
    assert profile.status == "approved"
    active = activate(profile)
    old.refresh_from_db()
    assert (active.status, old.status, old.retired_at == active.active_from) == ("active", "superseded", True)
    first = "signed_" + order[0].lower()
    assert events(profile) == ["proposed", "simulated", first, "approved", "activated"]
    assert set(ProfileSignature.objects.filter(profile=profile).values_list("digest", flat=True)) == {profile.digest}


STATES: dict[str, Callable[[], ThreatProfile]] = {
    "draft": proposed,
    "simulated": lambda: simulated(proposed()),
    "signed_cbp": lambda: signed(simulated(proposed()), "CBP"),
    "signed_cbsa": lambda: signed(simulated(proposed()), "CBSA"),
    "approved": approved,
    "active": lambda: activate(approved()),
    "superseded": lambda: replaced(approved(), approved()),
    "withdrawn": lambda: withdrawn(proposed()),
}
MAY: dict[str, set[str]] = {
    "draft": {"edit", "simulate", "withdraw"},
    "simulated": {"sign_cbp", "sign_cbsa", "withdraw"},
    "signed_cbp": {"sign_cbsa", "withdraw"},
    "signed_cbsa": {"sign_cbp", "withdraw"},
    "approved": {"activate", "plan", "withdraw"},
    "active": set(),
    "superseded": set(),
    "withdrawn": set(),
}


def replaced(first: ThreatProfile, second: ThreatProfile) -> ThreatProfile:
    first = activate(first)
    activate(second)
    return first


def withdrawn(profile: ThreatProfile) -> ThreatProfile:
    return profile_withdraw(
        actor=targeting(), profile_id=profile.id, why="Not needed any more.", expected_version=profile.row_version
    )


def acts(profile: ThreatProfile) -> dict[str, Callable[[], Any]]:
    seen = {"profile_id": profile.id, "expected_version": profile.row_version}
    return {
        "edit": lambda: profile_rule_save(actor=targeting(), rule=extra(), **seen),
        "simulate": lambda: simulated_again(profile),
        "sign_cbp": lambda: profile_sign(actor=targeting("CBP"), **seen),
        "sign_cbsa": lambda: profile_sign(actor=targeting("CBSA"), **seen),
        "activate": lambda: profile_activate(actor=targeting(), **seen),
        "plan": lambda: profile_plan(actor=targeting(), at=clock.now() + timedelta(days=1), **seen),
        "withdraw": lambda: profile_withdraw(actor=targeting(), why="Not needed any more.", **seen),
    }


def simulated_again(profile: ThreatProfile) -> None:
    """A simulation may be asked for at any time; only a draft is bound by it."""
    if simulated(profile).simulation_id == profile.simulation_id:
        raise Conflict


@pytest.mark.parametrize("state", STATES)
def test_states_by_actions(state: str) -> None:
    """Every act from every state: exactly those of the table succeed."""
    profile = STATES[state]()
    profile.refresh_from_db()
    assert profile.status == state
    done = set()
    for name, act in acts(profile).items():
        before = ThreatProfile.objects.filter(pk=profile.pk).values().get()
        try:
            with transaction.atomic():
                act()
                done.add(name)
                raise Undo
        except Undo:
            continue
        except DomainError:
            assert ThreatProfile.objects.filter(pk=profile.pk).values().get() == before
    assert done == MAY[state]


class Undo(Exception):
    """Takes an act back, so that the next one starts from the same state."""


def test_who_wrote_it_signs_for_neither_agency_and_nobody_holds_both_keys() -> None:
    """targeting.md 4.9: the proposer cannot be either approver, nor can who edited the draft."""
    author, editor, officer = targeting("CBP"), targeting("CBP"), targeting("CBP")
    draft = profile_rule_save(actor=editor, profile_id=proposed(author).id, rule=extra(), expected_version=1)
    profile = simulated(draft)
    for writer in (author, editor, replace(author, agency="CBSA")):
        with pytest.raises(NotAllowed) as refused:
            profile_sign(actor=writer, profile_id=profile.id, expected_version=profile.row_version)
        assert [item.code for item in refused.value.items] == ["CLR_PROFILE_WRITER"]
    profile = profile_sign(actor=officer, profile_id=profile.id, expected_version=profile.row_version)
    with pytest.raises(NotAllowed) as refused:
        profile_sign(actor=replace(officer, agency="CBSA"), profile_id=profile.id, expected_version=profile.row_version)
    assert refused.value.items[0].code == "WORKFLOW_ONE_KEY_EACH"


def test_a_simulation_of_other_rules_binds_nothing() -> None:
    draft = proposed()
    simulation = simulation_request(actor=targeting(), kind="profile", subject_id=draft.id)
    profile_rule_save(actor=targeting(), profile_id=draft.id, rule=extra(), expected_version=1)
    simulation_run_now(simulation_id=simulation.id)
    draft.refresh_from_db()
    assert Simulation.objects.get(pk=simulation.pk).status in ("done", "failed")
    assert (draft.status, draft.simulation_id) == ("draft", None)


def test_what_the_linter_stops_is_neither_proposed_nor_simulated_nor_put_in_force() -> None:
    twin = default_document()
    twin["rules"][1]["when"] = twin["rules"][0]["when"]
    with pytest.raises(Invalid) as refused:
        profile_propose(actor=targeting(), document=twin)
    assert [(item.code, item.path) for item in refused.value.items] == [("CLR_LINT_TWIN", "rules[1]")]
    draft = proposed()
    saved = profile_rule_save(
        actor=targeting(), profile_id=draft.id, rule=twin["rules"][1] | {"id": "TWIN"}, expected_version=1
    )
    with pytest.raises(Invalid):
        simulation_request(actor=targeting(), kind="profile", subject_id=saved.id)
    ends = default_document()
    ends["rules"][5]["until"] = clock.now().date().isoformat()
    profile = signed(simulated(profile_propose(actor=targeting(), document=ends)), "CBP", "CBSA")
    old = ThreatProfile.objects.get(status="active")
    with clock.frozen(clock.now() + timedelta(days=2)), pytest.raises(Invalid) as late:
        activate(profile)
    assert [item.code for item in late.value.items] == ["CLR_LINT_EXPIRED"]
    assert ThreatProfile.objects.get(status="active").id == old.id


def test_who_may_not() -> None:
    profile = simulated(proposed())
    with pytest.raises(NotAllowed):
        profile_propose(actor=primary(), document=default_document())
    with pytest.raises(NotAllowed):
        profile_sign(actor=primary(), profile_id=profile.id, expected_version=profile.row_version)
    with pytest.raises(NotFound):
        profile_sign(actor=targeting(), profile_id=uuid7(), expected_version=1)
    with pytest.raises(Conflict):
        profile_sign(actor=targeting(), profile_id=profile.id, expected_version=7)
    with pytest.raises(Conflict):
        profile_sign(actor=targeting("FDA"), profile_id=profile.id, expected_version=profile.row_version)


# --- active at a date ---------------------------------------------------------------------------------------
def test_a_planned_start_is_kept_to_the_minute_once() -> None:
    profile = approved()
    at = clock.now() + timedelta(days=3)
    with clock.frozen(clock.now()):
        profile = profile_plan(actor=targeting(), profile_id=profile.id, at=at, expected_version=profile.row_version)
    due = OutboxTask.objects.get(task="clearance.profile_due", subject_id=profile.id)
    assert due.payload == {"at": at.isoformat()} and due.due_at >= at
    assert profile_due(profile_id=profile.id, at=at) is None
    with clock.frozen(at + timedelta(seconds=1)):
        active = profile_due(profile_id=profile.id, at=at)
        assert active is not None and active.status == "active" and active.planned_from is None
        assert profile_due(profile_id=profile.id, at=at) is None
    assert events(profile).count("activated") == 1


def test_a_plan_moved_or_taken_back_does_nothing_at_its_old_time() -> None:
    profile, at = approved(), clock.now() + timedelta(days=3)
    for moment in (at, None):
        profile = profile_plan(
            actor=targeting(), profile_id=profile.id, at=moment, expected_version=profile.row_version
        )
    with clock.frozen(at + timedelta(hours=1)):
        assert profile_due(profile_id=profile.id, at=at) is None
    assert events(profile)[-2:] == ["planned", "unplanned"]
    for wrong in (clock.now() - timedelta(minutes=1), clock.now() + timedelta(days=400)):
        with pytest.raises(Invalid):
            profile_plan(actor=targeting(), profile_id=profile.id, at=wrong, expected_version=profile.row_version)


def test_a_start_the_linter_refuses_is_recorded_and_ends_the_plan() -> None:
    document = default_document()
    document["rules"][5]["until"] = clock.now().date().isoformat()
    profile = signed(simulated(profile_propose(actor=targeting(), document=document)), "CBP", "CBSA")
    at = clock.now() + timedelta(days=2)
    profile = profile_plan(actor=targeting(), profile_id=profile.id, at=at, expected_version=profile.row_version)
    with clock.frozen(at + timedelta(seconds=1)):
        left = profile_due(profile_id=profile.id, at=at)
    assert left is not None and (left.status, left.planned_from) == ("approved", None)
    entry = entries_for(Subject("profile", profile.id)).last()
    assert entry is not None and entry.event == "clearance.profile.not_activated"


# --- drafts -------------------------------------------------------------------------------------------------
def test_each_save_is_a_new_digest_with_its_entry_and_no_save_leaves_no_mark() -> None:
    officer = targeting("CBP")
    draft = profile_draft(actor=officer, based_on=ThreatProfile.objects.get(status="active").id)
    assert (
        draft.document["version"] == draft.number
        and draft.based_on == ThreatProfile.objects.get(status="active").number
    )
    saved = profile_rule_save(actor=officer, profile_id=draft.id, rule=extra(), expected_version=1)
    assert saved.digest == profile_digest(saved.document) != draft.digest and saved.row_version == 2
    same = profile_rule_save(actor=officer, profile_id=draft.id, rule=extra(), replaces="NEW-1", expected_version=2)
    assert (same.row_version, same.digest) == (2, saved.digest)
    gone = profile_rule_remove(actor=officer, profile_id=draft.id, rule="NEW-1", expected_version=2)
    assert gone.digest == draft.digest
    bodies = [
        json.loads(entry.body) for entry in entries_for(Subject("profile", draft.id)) if entry.event.endswith("edited")
    ]
    assert [body["rules"] for body in bodies] == [
        [{"rule": "NEW-1", "kind": "added"}],
        [{"rule": "NEW-1", "kind": "removed"}],
    ]
    assert gone.editors == [str(officer.user_id)]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"points": 0}, "points"),
        ({"family": "trade_policy"}, "family"),
        ({"detail": {"en": "Passengers", "fr": " "}}, "detail.fr"),
        ({"id": "NL-S01"}, "id"),
        ({"id": "a/b"}, "id"),
        ({"when": {"all": [{"fact": "passenger", "op": "ge", "value": 1}]}}, "when.all[0]"),
        ({"until": "soon"}, "until"),
        ({"stops": True}, "cause"),
    ],
)
def test_a_rule_that_is_wrong_names_its_field_in_both_languages(change: dict[str, Any], path: str) -> None:
    draft = proposed()
    with pytest.raises(Invalid) as refused:
        profile_rule_save(actor=targeting(), profile_id=draft.id, rule=extra() | change, expected_version=1)
    item = refused.value.items[0]
    assert (item.code, item.path) == ("CLR_PROFILE", path) and item.fix
    assert item.message.en != item.message.fr


def test_a_draft_belongs_to_its_side_and_to_who_saw_it_last() -> None:
    draft = proposed(targeting("CBP"))
    given = {"profile_id": draft.id, "rule": extra()}
    with pytest.raises(NotAllowed) as other:
        profile_rule_save(actor=targeting("CBSA"), expected_version=1, **given)
    assert other.value.items[0].code == "CLR_PROFILE_SIDE"
    with pytest.raises(NotAllowed):
        profile_rule_save(actor=primary(), expected_version=1, **given)
    profile_rule_save(actor=targeting("CBP"), expected_version=1, **given)
    with pytest.raises(Conflict) as stale:
        profile_rule_save(actor=targeting("CBP"), profile_id=draft.id, rule=extra(id="NEW-2"), expected_version=1)
    assert stale.value.items[0].code == "CLR_PROFILE_STALE"
    with pytest.raises(NotFound):
        profile_rule_remove(actor=targeting("CBP"), profile_id=draft.id, rule="NONE", expected_version=2)
