"""Two years of movements for the benefit ledger: members before and after joining, and others beside them (R-39).

Made from a fixed seed. The demonstration's carrier is inspected less since it joined but its trucks are released later
than promised; another member is inspected more often: both show as benefit shortfalls.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from audit.compliance.selectors.shortfalls import shortfall_list
from audit.compliance.services.ledger import movements_fill, movements_past_keep
from audit.compliance.services.shortfalls import shortfall_answer, shortfalls_review
from clearance.selectors.ended import EndedTrip
from clearance.services import wait_report
from portal.accounts.selectors import organisation_by_identifier
from portal.core import clock
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.site.demo_accounts import PORT
from portal.site.seed.people import SEED, Cast

DAYS = 730
PORTS = (PORT, "blue-water-bridge", "peace-bridge")
SHARES = (6, 3, 2)
CHAPTERS = ("87", "84", "39", "")
OTHERS, MORE_MEMBERS = 12, 9
WAITS = ((PORT, "SB", 14), (PORT, "NB", 22))
ANSWER = Text(
    "In September the FAST booth was closed on eleven mornings for repairs. It is open again; the figures of the next "
    "quarter will show whether that was all.",
    "En septembre, la guérite EXPRES a été fermée onze matins pour réparation. Elle est rouverte; les chiffres du "
    "prochain trimestre diront si c'était tout.",
)


@dataclass(frozen=True, slots=True)
class Haulier:
    """How many movements a day of one company, odds of an inspection before and as a member, usual minutes of both.

    `joined` is how many days ago; 0 for a company that never did. `loop` is the value-chain loop of a third of its parts.
    """

    id: UUID
    daily: float
    odds: tuple[float, float]
    minutes: tuple[int, int]
    joined: int
    tiers: tuple[str, ...] = ("T1", "T2")
    loop: int | None = None


def ledger_seed(cast: Cast) -> str:
    """Count what crossed so far, add the two years, look for shortfalls and answer one; tells what was made."""
    chance = random.Random(39)
    today = clock.now().date()
    carrier = cast.organisations["carrier"]
    movements_fill(first=today - timedelta(days=30), last=today)
    past = [trip for haulier in _hauliers(chance, carrier) for trip in _crossings(haulier, chance)]
    why = "history of the demonstration"
    kept = movements_past_keep(actor=SEED, past=past, subject=Subject("organisation", carrier), why=why)
    opened, _ = shortfalls_review()
    office = cast.actor("administrator")
    for case in shortfall_list(actor=office).filter(organisation_id=carrier):
        shortfall_answer(actor=office, shortfall_id=case.id, text=ANSWER, expected_version=case.row_version)
    for crossing, direction, minutes in WAITS:
        agency = "cbp.primary" if direction == "SB" else "cbsa.primary"
        wait_report(actor=cast.actor(agency), crossing=crossing, direction=direction, minutes=minutes)
    return f"{kept} movements in the benefit ledger, {opened} shortfalls found by the figures"


def _hauliers(chance: random.Random, carrier: UUID) -> Iterator[Haulier]:
    yield Haulier(carrier, 2.0, (0.075, 0.035), (41, 27), 330, loop=1)
    worse = organisation_by_identifier("SCAC", "PSTA")
    if worse is not None:
        yield Haulier(worse.id, 1.5, (0.03, 0.09), (35, 24), 300, ("T2",))
    for _ in range(OTHERS):
        yield Haulier(UUID(int=chance.getrandbits(128), version=4), 0.6, (0.075, 0), (42, 42), 0)
    for place in range(MORE_MEMBERS):
        tiers = (("T1",), ("T2",), ("T3",))[place % 3]
        yield Haulier(UUID(int=chance.getrandbits(128), version=4), 0.4, (0.07, 0.03), (40, 18), DAYS, tiers)


def _crossings(haulier: Haulier, chance: random.Random) -> Iterator[EndedTrip]:
    newest = clock.now().date() - timedelta(days=15)
    for number in range(round(haulier.daily * DAYS)):
        ago = chance.randrange(DAYS)
        member = ago < haulier.joined
        tier = chance.choice(haulier.tiers) if member else "T0"
        chapter = chance.choices(CHAPTERS, (6, 3, 2, 3))[0]
        usual = haulier.minutes[member]
        yield EndedTrip(
            trip_id=UUID(int=chance.getrandbits(128), version=4),
            trip_number=f"PAST{number:06d}",
            carrier_id=haulier.id,
            tier=tier,
            day=newest - timedelta(days=ago),
            crossing=chance.choices(PORTS, SHARES)[0],
            direction=chance.choice(("SB", "NB")),
            chapter=chapter,
            band=chance.choices(range(4), (1, 4, 4, 2))[0],
            inspected=chance.random() < haulier.odds[member],
            minutes=max(2, round(chance.gauss(usual, usual / 3))) if chance.random() < 0.7 else None,
            loop_number=haulier.loop if member and chapter == "87" and number % 3 == 0 else None,
            goods=(f"{chapter}0830",) if chapter else (),
        )
