"""Like cases proposed to be heard together, and joined (4.11)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from appeals.models import Case, Joinder
from appeals.services import joinder_decide, joinder_propose
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.appeals import Commission

WHY_JOIN = Text(
    "Each of these appeals contests the same rule about seals at the same port.",
    "Chacun de ces appels conteste la même règle sur les sceaux au même bureau.",
)


def propose(lead: Case, others: Sequence[Case], commission: Commission) -> Joinder:
    ids = [case.id for case in others]
    return joinder_propose(actor=commission.actor("registrar"), case_id=lead.id, other_ids=ids, reasons=WHY_JOIN)


def decide(lead: Case, kept: Sequence[Case], commission: Commission) -> Joinder:
    version = Joinder.objects.get(lead=lead, status="proposed").row_version
    return joinder_decide(
        actor=commission.actor("registrar"),
        case_id=lead.id,
        keep=[case.id for case in kept],
        reasons=WHY_JOIN,
        expected_version=version,
    )


def after_objections(joinder: Joinder) -> AbstractContextManager[Any]:
    return clock.frozen(joinder.object_until + timedelta(minutes=1))


def join(lead: Case, others: Sequence[Case], commission: Commission) -> Joinder:
    """Propose and decide; nobody objects."""
    joinder = propose(lead, others, commission)
    with after_objections(joinder):
        return decide(lead, others, commission)
