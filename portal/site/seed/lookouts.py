"""Look-outs and days of draws of the demonstration: roles and invented marks only, one near match waiting (R-43, R-98)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from clearance.domain.lookouts.checking import Entry
from clearance.services import manifest_read, trip_file, trip_score
from clearance.services.draws import draw_day_ensure, draw_days_keep
from clearance.services.lookouts import lookout_enter
from portal.core import clock
from portal.site.demo_accounts import PORT
from portal.site.seed.story import Story
from portal.site.seed.trucks import manifest

DAYS = 4
BORN = "1979-02-11"
SOUGHT: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "cbp.targeting",
        {
            "kind": "person",
            "identity": {"family": "Example", "given": "Driver", "birth_date": BORN},
            "source_class": "police",
            "quality": "confirmed",
            "purpose": "Identify and interview; demonstration only",
            "reason_class": "identity",
            "detail": "Invented for the demonstration. Names nobody.",
            "shared": True,
        },
    ),
    (
        "cbsa.targeting",
        {
            "kind": "plate",
            "identity": {"number": "ZZ00000", "jurisdiction": "ON"},
            "source_class": "own_finding",
            "quality": "probable",
            "purpose": "Examine the fuel tank; demonstration only",
            "reason_class": "security",
            "detail": "Kept by the CBSA: what CBP sees of it is its class, owner and end.",
        },
    ),
    (
        "cbp.targeting",
        {
            "kind": "seal",
            "identity": {"number": "000000"},
            "source_class": "report",
            "quality": "unjudged",
            "purpose": "Seal reported stolen; demonstration only",
            "reason_class": "seal",
        },
    ),
)


def days_seed() -> int:
    """Commit to the seeds of the last days and of tomorrow, and publish those that are over; gives how many."""
    today = clock.now().date()
    for before in range(DAYS, 0, -1):
        day = today - timedelta(days=before)
        with clock.frozen(datetime.combine(day, time(0), UTC) - timedelta(hours=12)):
            draw_day_ensure(day)
    return draw_days_keep()


def lookouts_seed(story: Story) -> str:
    """Enter the look-outs and file a truck whose driver's name is one slip from one of them."""
    for officer, fields in SOUGHT:
        ends = clock.now() + timedelta(days=21)
        lookout_enter(actor=story.cast.actor(officer), entry=Entry(**{"expires_at": ends, **fields}))
    data = manifest(
        carrier="newcomer",
        reference="NEAR00001",
        crossing=PORT,
        eta=clock.now() + timedelta(minutes=95),
        direction="NB",
        chance=story.chance,
        member_importer=False,
    )
    data["crew"][0] |= {"family_name": "Exampel", "given_name": "Driver", "birth_date": BORN}
    trip = trip_file(actor=story.cast.actor("newcomer"), manifest=manifest_read(data), channel="api")
    trip_score(trip_id=trip.id, version=1)
    return f"{len(SOUGHT)} look-outs, one near match to judge"
