"""Seals of the demonstration: a load cleared at a factory gate for tonight, and a seal that was opened on the way."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any
from uuid import UUID

from clearance.domain.prior import ProtocolTerms
from clearance.services import (
    SealFacts,
    SiteFacts,
    manifest_read,
    prior_book,
    prior_check,
    prior_clear,
    prior_start,
    protocol_draft,
    protocol_sign,
    seal_batch_receive,
    seal_judge,
    seal_register,
    site_register,
    trip_file,
    trip_score,
)
from clearance.services.prior import Booking
from portal.accounts.selectors import actor_for_client
from portal.accounts.services import partner_application_create
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.site.demo_accounts import PORT
from portal.site.seed.facilities import site_accredited
from portal.site.seed.people import Cast
from portal.site.seed.trucks import GOODS, manifest

CHOCOLATE = next(entry for entry in GOODS if entry[1] == "180632")
YARD, REST_AREA = (42.2846, -82.9942), (42.2721, -82.4296)


def seals_seed(cast: Cast, card: str) -> str:
    """Make both; gives what to tell. Their random choices are their own, so that other seeds stay as they are."""
    chance = random.Random(1806)
    token = _cleared_at_the_gate(cast, card, chance)
    _opened_on_the_way(cast, card, chance)
    return f"a load cleared at a factory gate ({token}), and a seal opened on the way"


def _cleared_at_the_gate(cast: Cast, card: str, chance: random.Random) -> str:
    """CFIA inspects chocolate at a plant, for FDA too under a protocol; the truck crosses tonight."""
    now, inspector = clock.now(), cast.actor("cfia")
    site = site_register(
        actor=cast.actor("cfia.supervisor"),
        facts=SiteFacts(
            "WINDSOR-CHOC", "Example chocolate works", "plant", "Windsor", "CA",
        ),
    )  # fmt: skip
    site_accredited(cast, site.id)
    _protocol(cast)
    data = _truck("GATE00001", 120, card, chance, regulated=True)
    trailer = data["equipment"][0]
    for shipment in data["shipments"]:
        shipment["lines"] = [line for line in shipment["lines"] if line["hs_code"] == "180632"] or [
            {**shipment["lines"][0], "description": CHOCOLATE[0], "hs_code": "180632", "package_code": "BOX"}
        ]
    booking = Booking(
        kind="site", agency="CFIA", equipment=trailer["number"], goods=("1806",), description=CHOCOLATE[0],
        planned_at=now + timedelta(minutes=5), site_id=site.id,
    )  # fmt: skip
    session = prior_book(actor=cast.actor("carrier"), booking=booking)
    session = prior_start(actor=inspector, clearance_id=session.id, expected_version=session.row_version)
    for code in ("health", "loading"):
        prior_check(
            actor=inspector, clearance_id=session.id, code=code, passed=True, expected_version=session.row_version
        )
    session = prior_clear(
        actor=inspector,
        clearance_id=session.id,
        seal=SealFacts(trailer["seals"][0]["number"], "", "H", "electronic", "E28011700000020A1B2C3D4E"),
        expires_at=now + timedelta(hours=36),
        expected_version=session.row_version,
    )
    data["shipments"][0]["perimeter_id"] = session.token
    _file(cast, data)
    return session.token


def _protocol(cast: Cast) -> None:
    now = clock.now()
    protocol = protocol_draft(
        actor=cast.actor("fda.supervisor"),
        terms=ProtocolTerms("FDA", "CFIA", ("1806",), "Memorandum on the recognition of food inspection"),
        starts_at=now - timedelta(seconds=1),
        ends_at=now + timedelta(days=365),
    )
    for key in ("fda.supervisor", "cfia.supervisor"):
        protocol = protocol_sign(actor=cast.actor(key), protocol_id=protocol.id, expected_version=protocol.row_version)


def _opened_on_the_way(cast: Cast, card: str, chance: random.Random) -> None:
    """The carrier's own reader: closed at the yard, open at a rest area. The trip is in review."""
    data = _truck("TAMPER001", 50, card, chance)
    trailer = data["equipment"][0]
    carrier = cast.organisations["carrier"]
    number = trailer["seals"][0]["number"]
    officer = cast.actor("cbsa.primary")
    seal_register(
        actor=officer, facts=SealFacts(number, trailer["number"], site="Windsor yard"), organisation_id=carrier
    )
    _file(cast, data)
    reader = _reader(cast.actor("carrier"), carrier)
    now = clock.now()
    steps = ((1, False, "Windsor yard", 0, YARD), (2, True, "Rest area, Highway 401", 1, REST_AREA))
    events = [
        {
            "reader": "trailer-box", "sequence": count, "seal": number, "kind": "read", "open": opened, "battery": 81,
            "at": (now + timedelta(seconds=later)).isoformat(), "place": place,
            "position": {"latitude": where[0], "longitude": where[1]},
        }
        for count, opened, place, later, where in steps
    ]  # fmt: skip
    batch, _ = seal_batch_receive(actor=reader, content=json.dumps({"events": events}).encode())
    for seal_id in set(batch.events.values_list("seal_id", flat=True)):
        seal_judge(seal_id=seal_id)


def _reader(actor: Actor, organisation_id: UUID) -> Actor:
    application, _secret = partner_application_create(
        actor=actor, organisation_id=organisation_id, name="Trailer readers", scopes=["seals:write"]
    )
    found = actor_for_client(application.client_id)
    if found is None:
        raise LookupError("the key that was just made is not there")
    return found


def _truck(reference: str, minutes: int, card: str, chance: random.Random, **changes: Any) -> dict[str, Any]:
    return manifest(
        carrier="carrier", reference=reference, crossing=PORT, eta=clock.now() + timedelta(minutes=minutes),
        direction="SB", chance=chance, card=card, **changes,
    )  # fmt: skip


def _file(cast: Cast, data: dict[str, Any]) -> UUID:
    trip = trip_file(actor=cast.actor("carrier"), manifest=manifest_read(data), channel="api")
    trip_score(trip_id=trip.id, version=1)
    return trip.id
