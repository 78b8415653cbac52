"""A decision takes effect when its notice has run, once (SOR/2003-323 s. 22)."""

from __future__ import annotations

import pytest

from enrollment.models import Membership, MembershipDecision
from enrollment.services.decisions import decision_open
from enrollment.tasks import decision_take_effect
from portal.core.models import OutboxTask
from tests.factories.enrollment import a_reason, make_membership, vetting

pytestmark = pytest.mark.django_db


def test_the_task_puts_the_decision_into_effect_once() -> None:
    member = make_membership("FAST_CARRIER")
    decision_open(actor=vetting(), kind="suspension", membership=member, reason=a_reason())
    row = OutboxTask.objects.get(task="enrollment.decision_take_effect")
    assert decision_take_effect(str(row.id)) == "done"
    assert Membership.objects.get().status == "suspended"
    assert MembershipDecision.objects.get().status == "in_effect"
    assert decision_take_effect(str(row.id)) == "done already or in other hands"
