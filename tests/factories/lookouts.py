"""Look-outs and the filings they meet. Everything goes through the services; nobody real is named."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from clearance.domain.lookouts.checking import Entry
from clearance.models import Lookout, LookoutMatch, Trip
from clearance.services import trip_file, trip_score
from clearance.services.lookouts import lookout_enter
from portal.accounts.models import Organisation
from portal.core import clock
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import targeting

BORN = "1980-03-07"
GROUNDS = "Document photograph compared with the file of the driver."


def entry_of(kind: str = "person", ends: datetime | None = None, **fields: Any) -> Entry:
    """Give a complete entry; `fields` are parts of the identity or of the entry."""
    parts = {"person": {"family": "Exemple", "given": "Conducteur", "birth_date": BORN}}.get(kind, {})
    named = {"family", "given", "birth_date", "number", "jurisdiction", "name", "identifiers"}
    identity = {**parts, **{name: value for name, value in fields.items() if name in named}}
    rest = {name: value for name, value in fields.items() if name not in named}
    return Entry(
        **{
            "kind": kind,
            "identity": identity,
            "source_class": "police",
            "quality": "confirmed",
            "purpose": "Stop and identify for a test",
            "reason_class": "identity",
            "expires_at": ends or clock.now() + timedelta(days=7),
            "detail": "Kept inside",
            **rest,
        }
    )


def make_lookout(kind: str = "person", agency: str = "CBP", **fields: Any) -> Lookout:
    return lookout_enter(actor=targeting(agency), entry=entry_of(kind, **fields))


def lookout_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """Give a look-out and a match that waits, for the isolation matrix; every free text holds the canary."""
    lookout = make_lookout(purpose=f"{words} to be stopped", detail=words)
    trip = driven_by("Exempel", carrier=owner)
    trip_score(trip_id=trip.id, version=1)
    return {"lookout": lookout.id, "lookout_match": LookoutMatch.objects.get(trip=trip).id}


def driven_by(
    family: str = "Exemple",
    given: str = "Conducteur",
    born: str = BORN,
    carrier: Organisation | None = None,
    **trip: Any,
) -> Trip:
    """File a trip with this driver, not scored yet."""
    carrier = carrier or make_carrier()
    data = manifest_for(carrier, **trip)
    data["crew"][0] |= {"family_name": family, "given_name": given, "birth_date": born}
    filed = trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    return Trip.objects.get(pk=filed.id)


def make_met(**fields: Any) -> LookoutMatch:
    """Give a near match that waits: the driver's name is one letter off."""
    make_lookout(**fields)
    trip = driven_by("Exempel")
    trip_score(trip_id=trip.id, version=1)
    return LookoutMatch.objects.get(trip=trip)
