"""Threat profiles under two keys (R-35)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.trail.selectors import entries_for
from clearance.models import ProfileSignature, ThreatProfile
from clearance.services import profile_activate, profile_propose, profile_sign
from clearance.targeting.profile import default_document, profile_digest
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from tests.factories.officer import primary, targeting


def proposed() -> ThreatProfile:
    return profile_propose(actor=targeting(), document=default_document(), note="  Northern border ")


def sign(profile: ThreatProfile, *agencies: str) -> ThreatProfile:
    for agency in agencies:
        profile = profile_sign(actor=targeting(agency), profile_id=profile.id, expected_version=profile.row_version)
    return profile


@pytest.mark.parametrize("order", [("CBP", "CBSA"), ("CBSA", "CBP")])
def test_two_signatures_then_in_force_and_the_old_one_replaced(order: tuple[str, str]) -> None:
    old = ThreatProfile.objects.get(status="active")
    profile = proposed()
    assert (profile.status, profile.note, profile.digest) == (
        "draft",
        "Northern border",
        profile_digest(default_document()),
    )
    profile = sign(profile, *order)
    assert profile.status == "approved"
    active = profile_activate(actor=targeting(), profile_id=profile.id, expected_version=profile.row_version)
    old.refresh_from_db()
    assert (active.status, old.status, old.retired_at == active.active_from) == ("active", "superseded", True)
    events = [entry.event for entry in entries_for(Subject("profile", profile.id))]
    assert events[0] == "clearance.profile.proposed" and events[-1] == "clearance.profile.activated"
    assert ProfileSignature.objects.filter(profile=profile).count() == 2


@pytest.mark.parametrize("agencies", [(), ("CBP",), ("CBSA",)])
def test_less_than_two_signatures_is_nothing(agencies: tuple[str, ...]) -> None:
    old = ThreatProfile.objects.get(status="active")
    profile = sign(proposed(), *agencies)
    with pytest.raises(Conflict):
        profile_activate(actor=targeting(), profile_id=profile.id, expected_version=profile.row_version)
    assert ThreatProfile.objects.get(status="active").id == old.id


def test_nobody_holds_both_keys() -> None:
    officer = targeting("CBP")
    profile = proposed()
    profile = profile_sign(actor=officer, profile_id=profile.id, expected_version=profile.row_version)
    with pytest.raises(NotAllowed) as refused:
        profile_sign(actor=replace(officer, agency="CBSA"), profile_id=profile.id, expected_version=profile.row_version)
    assert refused.value.items[0].code == "CLR_PROFILE_TWO_KEYS"


def test_who_may_not() -> None:
    profile = proposed()
    with pytest.raises(NotAllowed):
        profile_propose(actor=primary(), document=default_document())
    with pytest.raises(NotAllowed):
        profile_sign(actor=primary(), profile_id=profile.id, expected_version=1)
    with pytest.raises(NotFound):
        profile_sign(actor=targeting(), profile_id=uuid7(), expected_version=1)
    with pytest.raises(Conflict):
        profile_sign(actor=targeting(), profile_id=profile.id, expected_version=7)


def test_a_document_that_is_wrong_names_the_place() -> None:
    document = default_document()
    document["rules"][0]["points"] = -5
    with pytest.raises(Invalid) as refused:
        profile_propose(actor=targeting(), document=document)
    assert refused.value.items[0].path.startswith("rules[0]")


def test_a_rule_that_cannot_be_meant_is_refused_with_a_way_out() -> None:
    document = default_document()
    document["rules"][1]["when"] = document["rules"][0]["when"]
    with pytest.raises(Invalid) as refused:
        profile_propose(actor=targeting(), document=document)
    assert [(item.code, item.path) for item in refused.value.items] == [("CLR_LINT_TWIN", "rules[1]")]
    assert refused.value.items[0].fix


def test_a_rule_that_ended_since_the_proposal_keeps_the_profile_from_coming_into_force() -> None:
    document = default_document()
    document["rules"][5]["until"] = clock.now().date().isoformat()
    profile = sign(profile_propose(actor=targeting(), document=document), "CBP", "CBSA")
    old = ThreatProfile.objects.get(status="active")
    with clock.frozen(clock.now() + timedelta(days=2)), pytest.raises(Invalid) as refused:
        profile_activate(actor=targeting(), profile_id=profile.id, expected_version=profile.row_version)
    assert [item.code for item in refused.value.items] == ["CLR_LINT_EXPIRED"]
    assert ThreatProfile.objects.get(status="active").id == old.id
