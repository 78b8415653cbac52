"""A fortnight of trucks before the demonstration begins, so that a simulation has something to replay.

Made from a fixed seed. Carriers of both countries and three sizes; riskier trucks hide something a little more often,
so that findings are not noise. The trucks are few; `demo_history` adds as many as one likes.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from clearance.selectors.policies import lane_policy_in_force
from clearance.services import manifest_read, profile_propose, simulation_request, simulation_run_now
from clearance.services.past_trips import PastTrip, past_trips_keep
from clearance.targeting.facts import History
from clearance.targeting.profile import default_document
from portal.accounts.selectors import organisation_by_identifier
from portal.accounts.services import organisation_register
from portal.core import clock
from portal.core.domain.subjects import Subject
from portal.site.demo_accounts import PORT
from portal.site.seed.people import SEED, Cast
from portal.site.seed.trucks import manifest

DAYS, TRIPS = 14, 420
ZONE = ZoneInfo("America/Toronto")
# name, country, subdivision, size, share of the trips, usual tier
HAULIERS = (
    ("Example Lakeshore Freight", "CA", "ON", "500+", 40, "T2"),
    ("Example Prairie Lines", "CA", "MB", "100-499", 25, "T2"),
    ("Example Great Lakes Haulage", "US", "MI", "100-499", 20, "T1"),
    ("Example Two Trucks", "US", "OH", "2-9", 8, "T0"),
    ("Example Own Truck", "CA", "ON", "1", 7, "T0"),
)
HOURS = (1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2)
RESULTS = ("clean", "paper", "finding")
MOST_POINTS = 55


def past_seed(trips: int = TRIPS, *, days: int = DAYS, seed: int = 1926, only: str = "") -> int:
    """Put past trips on record, of one haulier if `only` names its SCAC; gives how many of them were inspected."""
    chance = random.Random(seed)
    hauliers = [_haulier(place, *entry[:4]) for place, entry in enumerate(HAULIERS)]
    start = clock.now().astimezone(ZONE).replace(minute=0, second=0, microsecond=0) - timedelta(days=days)
    places = [place for place in range(len(HAULIERS)) if only in ("", _code(place))]
    past = [_past(number, seed % 10_000, chance, hauliers, places, start, days) for number in range(trips)]
    return past_trips_keep(
        actor=SEED,
        past=past,
        policy=lane_policy_in_force(),
        subject=Subject("organisation", hauliers[0]),
        why="history of the demonstration",
    )


def _code(place: int) -> str:
    return f"PST{'ABCDE'[place]}"


def _haulier(place: int, name: str, country: str, subdivision: str, size: str) -> UUID:
    known = organisation_by_identifier("SCAC", _code(place))
    if known is not None:
        return known.id
    return organisation_register(
        actor=SEED,
        kind="carrier",
        legal_name=name,
        country=country,
        subdivision=subdivision,
        street=f"{place + 10} Example Road",
        city="Windsor" if country == "CA" else "Detroit",
        postal_code="N9A 1A1" if country == "CA" else "48201",
        size_class=size,
        contact_name="Dispatcher",
        contact_email=f"dispatch{place}@demo.preclear.example",
        identifiers=[("SCAC", _code(place)), ("CBSA_CARRIER", _code(place))],
    ).id


def _past(
    number: int,
    series: int,
    chance: random.Random,
    hauliers: list[UUID],
    places: list[int],
    start: datetime,
    days: int,
) -> PastTrip:
    place = chance.choices(places, [HAULIERS[each][4] for each in places])[0]
    tier = HAULIERS[place][5]
    hour = chance.choices(range(24), HOURS)[0]
    eta = start.replace(hour=hour, minute=chance.randrange(60)) + timedelta(days=number % days)
    notice = chance.choice((45, 70, 120, 240, 900))
    data = manifest(
        carrier="carrier" if place % 2 == 0 else "newcomer",
        reference=f"P{series:04d}{number:06d}",
        crossing=PORT,
        eta=eta,
        direction="SB",
        chance=chance,
        shipments=chance.choice((1, 1, 1, 2, 4)),
    )
    data["trip"] |= {"scac": _code(place), "cbsa_code": _code(place)}
    risky = tier == "T0" and chance.random() < 0.5
    if risky:
        data["equipment"][0]["seals"] = []
    record = History(
        carrier_trips=chance.choice((3, 9, 14) if tier == "T0" else (60, 180, 420)),
        driver_trips=chance.choice((1, 4, 22)),
        pair_trips=chance.choice((1, 4, 22)),
        findings=2 if risky and chance.random() < 0.5 else 0,
        security_findings=1 if risky and chance.random() < 0.3 else 0,
        known_hs4=None
        if risky
        else frozenset(line["hs_code"][:4] for one in data["shipments"] for line in one["lines"]),
    )
    return PastTrip(
        carrier_id=hauliers[place],
        manifest=manifest_read(data),
        filed_at=eta - timedelta(minutes=notice),
        hour=hour,
        links=_links(tier, chance, len(data["shipments"])),
        history=record,
        drawn=chance.random() < 0.06,
        result=chance.choices(RESULTS, (70, 10, 20) if risky else (93, 5, 2))[0],
        minutes=chance.randrange(20, 90),
    )


def _links(tier: str, chance: random.Random, shipments: int) -> Links:
    importers = tuple(
        LinkState(IMPORTER, chance.choice((tier, tier, "T2", "T0")), shipment=n) for n in range(shipments)
    )
    return Links(LinkState(DRIVER, tier), LinkState(CARRIER, tier), importers)


def stricter_document() -> dict[str, Any]:
    """The shipped profile with twice the weight of every security signal that is not mandatory."""
    document = default_document()
    for rule in document["rules"]:
        if rule["target"] == "security" and rule["points"] > 0 and not rule.get("stops"):
            rule["points"] = min(MOST_POINTS, rule["points"] * 2)
    return document


def draft_simulated(cast: Cast) -> UUID:
    """Propose a stricter profile and have it simulated on the past trips; both agencies have yet to sign it."""
    document = stricter_document()
    note = "Twice the weight of every security signal that is not mandatory"
    profile = profile_propose(actor=cast.actor("cbp.targeting"), document=document, note=note)
    simulation = simulation_request(actor=cast.actor("cbp.targeting"), kind="profile", subject_id=profile.id)
    return simulation_run_now(simulation_id=simulation.id).id
