"""Movements of the ledger, written straight: many at once, as the worker would have counted them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from audit.compliance.domain.ledger_shortfall import promised_minutes
from audit.compliance.models import BenefitShortfall, Movement, Signal
from portal.core import clock
from portal.core.ids import uuid7
from tests.factories.trail import in_the_book

PORT = "ambassador-bridge"


def move(
    organisation_id: UUID, day: date, count: int, *, inspected: int = 0, tier: str = "T0", **fields: Any
) -> list[Movement]:
    """Keep `count` alike movements of one day, the first `inspected` of them inspected."""
    same: dict[str, Any] = {
        "organisation_id": organisation_id,
        "day": day,
        "tier": tier,
        "crossing": PORT,
        "direction": "SB",
        "chapter": "87",
        "band": 1,
        "promised": promised_minutes(tier),
        **fields,
    }
    rows = [
        Movement(trip_id=uuid7(), trip_number=f"M{place:06d}", inspected=place < inspected, **same)
        for place in range(count)
    ]
    return Movement.objects.bulk_create(rows)


def worse_since_joining(organisation_id: UUID, today: date) -> None:
    """A member inspected more often after joining than before, and than others: grounds for a shortfall."""
    move(organisation_id, today - timedelta(days=200), 200, inspected=4)
    move(organisation_id, today, 200, inspected=40, tier="T2", minutes=20)
    move(uuid7(), today, 400, inspected=20, minutes=30)


def open_shortfall(organisation_id: UUID, name: str = "A member", ground: str = "rose") -> BenefitShortfall:
    now = clock.now()
    rate = {"share": 0.2, "part": 40, "n": 200, "low": 0.15, "high": 0.26}
    with in_the_book():
        return BenefitShortfall.objects.create(
            number=f"BSF-{str(uuid7())[-12:]}",
            organisation_id=organisation_id,
            organisation_name=name,
            ground=ground,
            figures={"first": "2026-01", "last": "2026-11", "now": rate, "against": rate, "gap": [0.1, 0.05, 0.15]},
            opened_at=now,
            due_on=now.date(),
        )


def note_signal(
    organisation_id: UUID,
    name: str = "A member",
    text: str = "Seal 1 was open on the way.",
    trip_id: UUID | None = None,
) -> Signal:
    """A signal as the monitor notes it."""
    with in_the_book():
        return Signal.objects.create(
            trip_id=trip_id or uuid7(),
            trip_number="ABCD000000001",
            organisation_id=organisation_id,
            organisation_name=name,
            code="PMA_D05",
            text={"en": text, "fr": text},
            noted_at=clock.now(),
        )
