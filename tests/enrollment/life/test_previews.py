"""What a finding would do, worked out before it is signed, and the same as what then happens (R-10, R-44, R-77)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.models import Membership
from enrollment.selectors import disclosure_covering, sanction_preview
from enrollment.services import disclosure_file, sanction_apply
from portal.core import clock
from portal.core.domain.subjects import Subject
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_membership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("infraction", list(INFRACTIONS))
@pytest.mark.parametrize("harm", ["minor", "serious"])
def test_the_simulation_says_what_the_signature_then_does(infraction: str, harm: str) -> None:
    membership = make_membership(tier="T2")
    foreseen = sanction_preview(membership=membership, infraction=infraction, harm=harm, at=clock.now())
    done = sanction_apply(
        actor=staff_actor("auditor", "CBP"),
        membership_id=membership.id,
        infraction=infraction,
        harm=harm,
        reason=a_reason(),
        source=Subject("finding", uuid4()),
    )
    assert (foreseen.sanction.step, foreseen.sanction.points) == (done.step, done.points)
    assert foreseen.points_after == foreseen.points_before + done.points
    if done.step in ("demotion", "notice", "warning", "points"):
        assert Membership.objects.get(pk=membership.pk).tier == foreseen.tier_after


def test_a_simulation_writes_nothing_and_has_a_fixed_cost(django_assert_num_queries: Any) -> None:
    membership = make_membership(tier="T2")
    with django_assert_num_queries(5):
        preview = sanction_preview(membership=membership, infraction="UNDECLARED", harm="serious", at=clock.now())
    assert (preview.tier_before, preview.tier_after, preview.tier_falls) == ("T2", "T1", True)
    assert preview.next_tier == "T3"
    assert Membership.objects.get(pk=membership.pk).tier == "T2"
    assert set(HARMS) >= {"serious"}


@pytest.mark.parametrize(
    ("infraction", "days", "covered"),
    [("CLASSIFICATION", 0, True), ("CLASSIFICATION", 1, True), ("CLASSIFICATION", 2, False), ("CLERICAL", 0, False)],
)
def test_r44_a_disclosure_covers_its_own_error_and_day(infraction: str, days: int, covered: bool) -> None:
    membership = make_membership(tier="T2")
    day = clock.now().date() - timedelta(days=3)
    disclosure = disclosure_file(
        actor=member_actor(membership.organisation),
        membership_id=membership.id,
        infraction="CLASSIFICATION",
        occurred_on=day,
        what="The classification of two lines was wrong on this trip.",
        corrected="Both lines were amended and the broker was told.",
    )
    asked: dict[str, Any] = {
        "membership_id": membership.id,
        "infraction": infraction,
        "occurred_on": day + timedelta(days),
    }
    found = disclosure_covering(before=clock.now(), **asked)
    assert (found == disclosure) is covered
    assert disclosure_covering(before=disclosure.created_at, **asked) is None
    if found is not None:
        preview = sanction_preview(
            membership=membership, infraction=infraction, harm="serious", at=clock.now(), disclosure=found
        )
        assert (preview.sanction.points, preview.disclosure) == (0, disclosure.number)
