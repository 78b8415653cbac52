"""Hearings of a case before its panel (R-80)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from appeals.domain.hearings import NOTICE_DAYS, Plan
from appeals.models import Case, Hearing
from appeals.services import hearing_set
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.appeals import Commission
from tests.factories.trail import in_the_book

WHY = Text("The interpreter of the appellant fell ill this morning.", "L'interprète de l'appelant est malade ce matin.")


def make_plan(days: int = NOTICE_DAYS + 1, **changes: Any) -> Plan:
    given = {
        "starts_at": clock.now() + timedelta(days=days),
        "minutes": 120,
        "zone_ca": "America/Toronto",
        "zone_us": "America/Chicago",
        "place": "Room 4, Windsor",
        "link": "https://hearing.example/room-4",
    }
    return Plan(**{**given, **changes})


def make_hearing(case: Case, commission: Commission, **changes: Any) -> Hearing:
    return hearing_set(actor=commission.actor("registrar"), case_id=case.id, plan=make_plan(**changes))


def hearing_row(case_id: UUID, words: str) -> UUID:
    """A hearing written without a panel, for the isolation matrix; gives the case it belongs to."""
    now = clock.now()
    with in_the_book():
        Hearing.objects.create(
            case_id=case_id,
            starts_at=now + timedelta(days=30),
            ends_at=now + timedelta(days=30, hours=2),
            zone_ca="America/Toronto",
            zone_us="America/New_York",
            place="Room 4, Windsor",  # everybody may read it; the link is for those who take part
            link=f"https://hearing.example/{words}",
            set_by_id=case_id,
            set_at=now,
            changed_at=now,
        )
    return case_id
