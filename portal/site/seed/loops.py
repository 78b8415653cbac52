"""A value-chain loop of the demonstration: signed by both agencies, with crossings of today, and one that waits (R-62)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from clearance.domain.inspection_words import CHECKS
from clearance.domain.loops import LoopTerms, Part, Plant
from clearance.selectors import trip_for_officer
from clearance.services import booth_refer, inspection_complete, manifest_read, trip_file, trip_score
from clearance.services.findings import NOTHING
from clearance.services.loops import loop_propose, loop_sign
from clearance.targeting.lanes import SECONDARY
from portal.core import clock
from portal.site.demo_accounts import PORT
from portal.site.seed.story import Story
from portal.site.seed.trucks import manifest

STAMPING = Plant("Example Carrier ABCD", "Windsor subassembly", "1 Example Road", "Windsor", "ON", "CA")
ASSEMBLY = Plant("Example Lakes Automotive", "Detroit assembly", "34 Second Street", "Detroit", "MI", "US")
PARTS = (Part("8708", "Brake assemblies and road wheels"), Part("854430", "Wiring harnesses"))
LINE = {"description": "Brake assemblies for passenger cars", "hs_code": "870830"}
MINUTES = (12, 18, 22, 55, 130)
RELEASED, CHECKED = (0, 1), 2


def loops_seed(story: Story) -> str:
    """Have one loop signed and crossed, and one more proposed; tells what was made."""
    now = clock.now()
    label = ""
    for owner, name, signers in (
        ("shipper", "Brakes and wiring, Windsor and Detroit", ("cbp.targeting", "cbsa.targeting")),
        ("carrier", "Road wheels, Windsor and Detroit", ()),
    ):
        loop = loop_propose(
            actor=story.cast.actor(owner),
            terms=LoopTerms(name, (STAMPING, ASSEMBLY), PARTS, (PORT,), ("ABCD",), 30),
            starts_at=now,
            ends_at=now + timedelta(days=300),
        )
        for key in signers:
            loop = loop_sign(actor=story.cast.actor(key), loop_id=loop.id, expected_version=loop.row_version)
            label = loop.label
    trips = [_filed(story, label, number) for number in range(len(MINUTES))]
    for number in RELEASED:
        if _lane(story, trips[number]) != SECONDARY:
            story.released(trips[number])
    _checked(story, trips[CHECKED])
    return f"loop {label} signed by both agencies, {len(trips)} trips state it; another waits for its keys"


def _filed(story: Story, label: str, number: int) -> UUID:
    data: dict[str, Any] = manifest(
        carrier="carrier",
        reference=f"CHAIN{number:05d}",
        crossing=PORT,
        eta=clock.now() + timedelta(minutes=MINUTES[number]),
        direction="SB",
        chance=story.chance,
        card=story.card,
    )
    data["trip"]["loop"] = label
    for shipment in data["shipments"]:
        shipment["lines"] = [{**shipment["lines"][0], **LINE}]
    trip = trip_file(actor=story.cast.actor("carrier"), manifest=manifest_read(data), channel="api")
    trip_score(trip_id=trip.id, version=1)
    return trip.id


def _lane(story: Story, trip_id: UUID) -> str:
    return trip_for_officer(actor=story.cast.actor("cbp.primary"), trip_id=trip_id).lane


def _checked(story: Story, trip_id: UUID) -> None:
    """One truck is sent to secondary for papers, a routine check, and found clean."""
    officer = story.cast.actor("cbp.primary")
    trip = trip_for_officer(actor=officer, trip_id=trip_id)
    if trip.lane == SECONDARY:
        return
    referral = booth_refer(actor=officer, trip_id=trip_id, cause="G9", note="", expected_version=trip.row_version)
    inspection_complete(
        actor=story.cast.actor("cbp.secondary"),
        inspection_id=referral.inspection.id,
        result="clean",
        found=NOTHING,
        checks=list(CHECKS),
        summary="",
        expected_version=referral.inspection.row_version,
    )
