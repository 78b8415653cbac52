"""Officers, the profile in force, and trips as they stand at the border. Everything goes through the services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any
from unittest.mock import patch

from PIL import Image

from clearance.domain.holds import HOLD_REASONS
from clearance.domain.inspection_words import CHECKS
from clearance.models import Inspection, InspectionPhoto, Referral, ThreatProfile, Trip
from clearance.services import (
    booth_hold,
    booth_refer,
    inspection_complete,
    profile_activate,
    profile_propose,
    profile_sign,
    simulation_request,
    simulation_run_now,
    trip_file,
    trip_score,
)
from clearance.services.findings import NOTHING, Found
from clearance.services.inspection_record import photo_add
from clearance.targeting.interpreter import score
from clearance.targeting.profile import default_document
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.factories.accounts import staff_actor
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.clearance_facts import links

PORT = "ambassador-bridge"
FOUND = Found("undeclared", "moderate", "Two crates of tools behind the last pallet", by_check="seal")
A_FACT = "The trailer doors show fresh pry marks beside both hinges, seen by two officers."


def primary(agency: str = "CBP", port: str = PORT) -> Actor:
    return staff_actor("officer.primary", agency, port)


def secondary(agency: str = "CBP", port: str = PORT) -> Actor:
    return staff_actor("officer.secondary", agency, port)


def partner(agency: str = "FDA", port: str = PORT) -> Actor:
    return staff_actor("officer.pga", agency, port)


def targeting(agency: str = "CBP") -> Actor:
    return staff_actor("officer.targeting", agency)


def make_profile(document: dict[str, Any] | None = None) -> ThreatProfile:
    """Propose a profile, have it simulated, sign it with both keys and put it in force."""
    profile = profile_propose(actor=targeting("CBP"), document=document or default_document())
    profile = signed(simulated(profile), "CBP", "CBSA")
    return profile_activate(actor=targeting("CBSA"), profile_id=profile.id, expected_version=profile.row_version)


def simulated(profile: ThreatProfile) -> ThreatProfile:
    """Have a draft simulated on what history there is."""
    simulation = simulation_request(actor=targeting(), kind="profile", subject_id=profile.id)
    simulation_run_now(simulation_id=simulation.id)
    return ThreatProfile.objects.get(pk=profile.id)


def signed(profile: ThreatProfile, *agencies: str) -> ThreatProfile:
    """Sign for each agency, by somebody who did not write the profile."""
    for agency in agencies:
        profile = profile_sign(actor=targeting(agency), profile_id=profile.id, expected_version=profile.row_version)
    return profile


@contextmanager
def tiers(driver: str, carrier: str, importer: str) -> Iterator[None]:
    """Let the three links have these tiers, whoever they are."""
    found = links(driver, carrier, importer)
    with (
        patch("clearance.services.scoring.links_of", return_value=found),
        patch("clearance.selectors.advice.links_of", return_value=found),
    ):
        yield


def make_filed(carrier: Organisation | None = None, regulated: bool = False, **options: Any) -> Trip:
    """File a trip; `regulated` goods concern FDA or CFIA."""
    carrier = carrier or make_carrier()
    data = manifest_for(carrier, **options)
    if regulated:
        data["shipments"][0]["lines"][0] |= {"description": "Dark chocolate bars", "hs_code": "180632"}
    filed = trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    return Trip.objects.get(pk=filed.id)


def make_scored(links_have: tuple[str, str, str] = ("T2", "T2", "T2"), security: int = 0, **options: Any) -> Trip:
    """File a trip and score it; `links_have` are the tiers of driver, carrier and importer, `security` the score."""
    trip = make_filed(**options)

    def scored(*args: Any, **kwargs: Any) -> Any:
        return replace(score(*args, **kwargs), security=security)

    with tiers(*links_have), patch("clearance.services.scoring.score", scored):
        trip_score(trip_id=trip.id, version=1)
    return fresh(trip)


def make_referred(cause: str = "G1", officer: Actor | None = None, trip: Trip | None = None) -> Referral:
    trip = trip or make_scored()
    actor = officer or primary("CBP" if trip.direction == "SB" else "CBSA")
    return booth_refer(actor=actor, trip_id=trip.id, cause=cause, note=A_FACT, expected_version=trip.row_version)


def make_inspected(result: str = "clean", trip: Trip | None = None) -> Inspection:
    """Send a trip to secondary and record the result there."""
    inspection = make_referred(trip=trip).inspection
    return inspection_complete(
        actor=secondary(),
        inspection_id=inspection.id,
        result=result,
        found=FOUND if result == "finding" else NOTHING,
        checks=list(CHECKS)[:2],
        summary="",
        expected_version=inspection.row_version,
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **extra: Any) -> bytes:
    """A small picture as a camera sends it."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **extra)
    return out.getvalue()


def make_photo(inspection: Inspection, caption: str = "Left door") -> InspectionPhoto:
    return photo_add(actor=secondary(), inspection_id=inspection.id, raw=picture(), caption=caption)


def hold(actor: Actor, trip: Trip, reason: str = "documents") -> Trip:
    booth_hold(actor=actor, trip_id=trip.id, text=HOLD_REASONS[reason], expected_version=fresh(trip).row_version)
    return fresh(trip)


def fresh(trip: Trip) -> Trip:
    return Trip.objects.get(pk=trip.pk)


def status_of(trip: Trip, agency: str) -> str:
    return str(trip.agency_lines.values_list("status", flat=True).get(agency=agency))
