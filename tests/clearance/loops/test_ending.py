"""Owner and carriers are told thirty days before a loop ends and when it has, once each (R-62)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from audit.trail.selectors import entries_for
from clearance.services.loops import loop_subject
from clearance.tasks import turn_loops
from portal.core import clock
from portal.notices.models import Notice
from tests.factories.clearance import codes_of, make_carrier
from tests.factories.loops import make_loop, make_owner, propose, sign

pytestmark = pytest.mark.usefixtures("reference_data")


def told(kind: str) -> set[Any]:
    return set(Notice.objects.filter(kind=f"value_chain_loop_{kind}").values_list("organisation_id", flat=True))


def test_members_are_told_thirty_days_before_and_at_the_end_once(commit_checks: Any) -> None:
    owner, other = make_owner(), make_carrier()
    loop = make_loop(owner, days=100, carriers=(*codes_of(owner).values(), codes_of(other)["scac"], "ZZZZ"))
    now = clock.now()
    with clock.frozen(now + timedelta(days=69)):
        assert turn_loops() == 0
    with clock.frozen(now + timedelta(days=71)):
        assert (turn_loops(), turn_loops()) == (1, 0)
    assert told("ending") == {owner.id, other.id} and told("over") == set()
    links = dict(Notice.objects.filter(kind="value_chain_loop_ending").values_list("organisation_id", "link"))
    assert links == {owner.id: f"/clearance/loops/{loop.id}/", other.id: ""}
    notice = Notice.objects.filter(kind="value_chain_loop_ending").first()
    assert notice is not None and loop.label in notice.title_en and "next version" in notice.body_en
    with clock.frozen(now + timedelta(days=101)):
        assert (turn_loops(), turn_loops()) == (1, 0)
    assert told("over") == {owner.id, other.id} and Notice.objects.filter(kind__contains="loop_").count() == 4
    events = [entry.event for entry in entries_for(loop_subject(loop)).order_by("at", "id")]
    assert events[-2:] == ["clearance.loop.ending", "clearance.loop.over"]
    commit_checks()


def test_a_worker_that_slept_past_the_end_tells_the_end_alone() -> None:
    make_loop(days=40)
    with clock.frozen(clock.now() + timedelta(days=41)):
        assert turn_loops() == 1
    assert not told("ending") and len(told("over")) == 1


def test_a_loop_that_was_replaced_or_never_signed_is_silent() -> None:
    first = make_loop(days=20)
    second = sign(propose(first.owner, replaces=first, days=300), "CBP", "CBSA")
    propose(make_owner(), days=20)
    assert second.status == "in_force" and turn_loops() == 0 and not told("ending")
