"""The register: proposed by a member, two keys, versions, refusal with its reason, and the wall behind them (R-62)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.selectors import entries_for
from clearance.domain.loops import LOOP_REASONS, LOOP_WORKFLOW, LoopTerms, Part, loop_faults, loop_reason
from clearance.domain.loops.terms import LONGEST_DAYS
from clearance.models import LoopSignature, ValueChainLoop
from clearance.selectors.loops import loop_get, loops_for_actor
from clearance.services.loops import loop_end, loop_propose, loop_refuse, loop_sign, loop_subject
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.loops import HERE, THERE, keys, make_loop, make_owner, propose, sign, terms
from tests.factories.officer import PORT
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.usefixtures("reference_data")


def fresh(loop: ValueChainLoop) -> ValueChainLoop:
    return ValueChainLoop.objects.get(pk=loop.pk)


@pytest.mark.parametrize("first", ["CBP", "CBSA"])
def test_it_counts_once_both_agencies_have_signed_in_either_order(first: str) -> None:
    second = "CBSA" if first == "CBP" else "CBP"
    loop = sign(propose(make_owner()), first)
    assert loop.status.startswith("signed_") and loop.in_force_at is None
    loop = sign(loop, second)
    assert loop.status == "in_force" and loop.in_force_at is not None
    assert {(row.agency, row.digest) for row in loop.signatures.all()} == {("CBP", loop.digest), ("CBSA", loop.digest)}
    events = [entry.event for entry in entries_for(loop_subject(loop)).order_by("at", "id")]
    assert events == ["clearance.loop.proposed", "clearance.loop.signed", "clearance.loop.in_force"]


def test_nobody_holds_both_keys_and_no_agency_signs_twice() -> None:
    loop, officer = propose(make_owner()), keys("CBP")
    loop = loop_sign(actor=officer, loop_id=loop.id, expected_version=1)
    with pytest.raises(NotAllowed):
        loop_sign(actor=replace(officer, agency="CBSA"), loop_id=loop.id, expected_version=loop.row_version)
    with pytest.raises(Conflict):
        sign(loop, "CBP")
    with pytest.raises(NotAllowed):
        loop_sign(actor=staff_actor("officer.primary", "CBSA"), loop_id=loop.id, expected_version=loop.row_version)
    with pytest.raises(NotAllowed):
        loop_sign(actor=replace(officer, agency=""), loop_id=loop.id, expected_version=loop.row_version)


def test_only_an_administrator_of_a_member_proposes() -> None:
    owner, stranger = make_owner(), make_carrier()
    now = clock.now()
    dates = {"terms": terms(), "starts_at": now, "ends_at": now + timedelta(days=9)}
    for actor in (member_actor(owner, "trader.filer"), member_actor(stranger, "trader.admin"), keys()):
        with pytest.raises(NotAllowed):
            loop_propose(actor=actor, **dates)


def test_the_next_version_replaces_the_one_in_force_in_one_moment() -> None:
    old = make_loop()
    new = propose(old.owner, replaces=old, trips_per_week=40)
    assert (new.number, new.version, new.rules.trips_per_week) == (old.number, 2, 40)
    new = sign(new, "CBP")
    assert fresh(old).status == "in_force"
    new = sign(new, "CBSA")
    assert (fresh(old).status, new.status) == ("superseded", "in_force")
    with pytest.raises(NotFound):
        propose(make_owner(), replaces=old)


@pytest.mark.parametrize("stage", ["proposed", "signed", "in_force"])
def test_an_agency_refuses_or_ends_it_with_a_whole_reason(stage: str) -> None:
    loop = sign(propose(make_owner()), *{"proposed": (), "signed": ("CBP",), "in_force": ("CBP", "CBSA")}[stage])
    with pytest.raises(Invalid) as error:
        loop_refuse(actor=keys("CBSA"), loop_id=loop.id, code="", expected_version=loop.row_version)
    assert error.value.items[0].path == "reason"
    ended = loop_refuse(actor=keys("CBSA"), loop_id=loop.id, code="plants", expected_version=loop.row_version)
    assert ended.status == ("ended" if stage == "in_force" else "refused")
    told = Notice.objects.filter(organisation=loop.owner).latest("created_at")
    assert told.reason["code"] == "loop.plants" and told.link.endswith(f"/loops/{loop.id}/")
    assert ended.reason["code"] == "loop.plants" and ended.reason["evidence"] == f"loop:{loop.label} v1"
    with pytest.raises(NotAllowed):
        loop_refuse(actor=member_actor(loop.owner), loop_id=propose(loop.owner).id, code="plants", expected_version=1)


@pytest.mark.parametrize("code", LOOP_REASONS)
def test_every_reason_of_the_list_is_whole_in_both_languages(code: str) -> None:
    reason = loop_reason(code, "VC-7", 2)
    assert reason is not None and reason.check().text.en != reason.text.fr


def test_the_company_withdraws_or_ends_its_own_and_nobody_elses() -> None:
    owner = make_owner()
    admin = member_actor(owner)
    loop = propose(owner)
    with pytest.raises(Invalid):
        loop_end(actor=admin, loop_id=loop.id, why=" ", expected_version=1)
    assert loop_end(actor=admin, loop_id=loop.id, why="Later", expected_version=1).status == "withdrawn"
    loop = make_loop(owner)
    ended = loop_end(actor=admin, loop_id=loop.id, why="Plant closed", expected_version=loop.row_version)
    assert (ended.status, ended.ended_why) == ("ended", "Plant closed")
    with pytest.raises(NotFound):
        loop_end(actor=member_actor(make_carrier()), loop_id=loop.id, why="x", expected_version=1)
    with pytest.raises(NotAllowed):
        loop_end(actor=member_actor(owner, "trader.filer"), loop_id=make_loop(owner).id, why="x", expected_version=3)


def test_who_sees_which_loop() -> None:
    loop = make_loop()
    for actor in (
        member_actor(loop.owner, "trader.viewer"),
        keys("CBP"),
        staff_actor("officer.primary", "CBSA", PORT),
        staff_actor("auditor", "CBP"),
        staff_actor("administrator", ""),
    ):
        assert loop_get(actor=actor, loop_id=loop.id) == loop
    for actor in (
        member_actor(make_carrier()),
        staff_actor("officer.primary", "CBP", "peace-bridge"),
        staff_actor("officer.pga", "CFIA", PORT),
        staff_actor("commission.member", ""),
    ):
        assert not loops_for_actor(actor=actor).exists()


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "name"),
    ({"trips_per_week": 0}, "trips_per_week"),
    ({"plants": (HERE, HERE)}, "plants"),
    ({"plants": (HERE, replace(THERE, site=""))}, "plants[1].site"),
    ({"plants": (HERE, THERE, replace(THERE, country="MX"))}, "plants[2].country"),
    ({"parts": ()}, "parts"),
    ({"parts": (Part("87", "Parts"),)}, "parts[0].hs_prefix"),
    ({"parts": (Part("8708", " "),)}, "parts[0].description"),
    ({"crossings": ()}, "crossings"),
    ({"crossings": ("nowhere",)}, "crossings"),
    ({"carriers": ()}, "carriers"),
    ({"carriers": ("TOOLONG",)}, "carriers"),
]


@pytest.mark.parametrize(("changes", "path"), CHANGES, ids=[path + str(n) for n, (_, path) in enumerate(CHANGES)])
def test_a_proposal_that_makes_no_sense_is_refused_at_its_field(changes: dict[str, Any], path: str) -> None:
    now = clock.now()
    items = loop_faults(
        replace(terms("ABCD"), **changes), starts=now, ends=now + timedelta(days=30), now=now, crossings=[PORT]
    )
    assert path in [item.path for item in items]
    assert all(item.fix and item.message.fr for item in items)


@pytest.mark.parametrize(("starts", "ends"), [(2, 1), (0, LONGEST_DAYS + 1), (-9, -1)])
def test_a_loop_has_dates_that_can_be(starts: int, ends: int) -> None:
    now = clock.now()
    first, last = now + timedelta(days=starts), now + timedelta(days=ends)
    items = loop_faults(terms("ABCD"), starts=first, ends=last, now=now, crossings=[PORT])
    assert [item.path for item in items] == ["ends_at"]


def test_terms_survive_the_way_to_json_and_back() -> None:
    assert LoopTerms.from_dict(terms("ABCD").as_dict()) == terms("ABCD")
    assert LOOP_WORKFLOW.initial == "proposed"


def test_the_database_holds_what_was_signed() -> None:
    loop = make_loop()
    rows = ValueChainLoop.objects.filter(pk=loop.id)
    for change in ({"terms": {}}, {"ends_at": loop.ends_at + timedelta(days=1)}, {"status": "proposed"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        LoopSignature.objects.filter(loop=loop).delete()
    other = propose(loop.owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        ValueChainLoop.objects.filter(pk=other.id).update(status="refused")


def test_no_loop_is_in_force_with_one_key() -> None:
    loop = sign(propose(make_owner()), "CBP")
    with pytest.raises(DatabaseError, match="without the signatures of both"), transaction.atomic(), in_the_book():
        ValueChainLoop.objects.filter(pk=loop.id).update(status="in_force")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS clearance_loop_keys IMMEDIATE")
