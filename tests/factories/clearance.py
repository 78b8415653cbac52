"""Carriers that file, and filed trips. Everything goes through the services."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from clearance.domain.manifest import Manifest
from clearance.models import Trip
from clearance.services import FiledTrip, manifest_read, trip_file
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import letters, make_organisation, member_actor
from tests.factories.manifests import manifest_dict

_numbers = itertools.count(1)


def make_carrier(**fields: Any) -> Organisation:
    """Give a carrier with a SCAC and a CBSA code of its own."""
    number = next(_numbers)
    identifiers = [("SCAC", f"C{letters(number)}"), ("CBSA_CARRIER", f"7{letters(number)}")]
    return make_organisation("carrier", identifiers=identifiers, **fields)


def codes_of(carrier: Organisation) -> dict[str, str]:
    found = {row.kind: row.value for row in carrier.identifiers.all()}
    return {"scac": found["SCAC"], "cbsa_code": found["CBSA_CARRIER"]}


def manifest_for(
    carrier: Organisation, direction: str = "SB", shipments: int = 1, lines: int = 1, **trip: Any
) -> dict[str, Any]:
    """Give the JSON of a manifest without a fault, filed by that carrier, arriving in three hours."""
    number = next(_numbers)
    data = manifest_dict(direction, shipments, lines)
    eta = (clock.now() + timedelta(hours=3)).replace(microsecond=0)
    data["trip"] |= {**codes_of(carrier), "reference": f"TRIP{number:06d}", "eta": eta.isoformat(), **trip}
    for position, shipment in enumerate(data["shipments"]):
        shipment["reference"] = f"S{number:06d}{position:03d}"
    return data


def read(data: dict[str, Any]) -> Manifest:
    return manifest_read(data)


def make_filer(carrier: Organisation, role: str = "trader.filer") -> Actor:
    return member_actor(carrier, role)


def file_trip(carrier: Organisation | None = None, actor: Actor | None = None, **options: Any) -> FiledTrip:
    """File a trip by the API channel."""
    carrier = carrier or make_carrier()
    actor = actor or make_filer(carrier)
    return trip_file(actor=actor, manifest=read(manifest_for(carrier, **options)), channel="api")


def make_trip(carrier: Organisation | None = None, **options: Any) -> Trip:
    return Trip.objects.get(pk=file_trip(carrier, **options).id)
