"""File a trip once, for both countries and every agency (R-20, R-29)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from clearance.domain.filing import check_manifest
from clearance.domain.fixes import with_fixes
from clearance.domain.loops import loop_number
from clearance.domain.manifest import Manifest, canonical_bytes, from_dict, to_dict
from clearance.domain.numbers import trip_number
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import AgencyLine, Trip, TripVersion
from clearance.selectors.agencies import agencies_concerned
from clearance.selectors.carriers import Carrier, carrier_for
from clearance.selectors.context import context_for
from clearance.services.announcing import announce
from clearance.services.rows import Table, rows_write, version_rows
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.core.ids import uuid7


@dataclass(frozen=True, slots=True)
class FiledTrip:
    """What a filing gives back: the trip, the version just made, its receipt digest and the warnings."""

    id: UUID
    trip_number: str
    version: int
    row_version: int
    status: str
    digest: str
    filed_at: datetime
    warnings: tuple[ErrorItem, ...] = ()


def manifest_read(data: Any) -> Manifest:
    """Turn JSON into a manifest; raises Invalid with every structural error, by path."""
    manifest, errors = from_dict(data)
    if manifest is None:
        raise Invalid(with_fixes(errors, data) if isinstance(data, dict) else errors)
    return manifest


def trip_file(
    *,
    actor: Actor,
    manifest: Manifest,
    channel: str,
    carrier_id: UUID | None = None,
    filer_id: UUID | None = None,
) -> FiledTrip:
    """File a new trip: check it, write version 1 with its rows and agency lines, record, announce.

    The number of queries does not depend on the number of shipments. Raises Invalid with every broken rule
    (errors and warnings together), NotAllowed for people who may not file, Conflict when the same trip
    number was filed at the same moment. Warnings of an accepted filing stay on the version.
    """
    carrier = carrier_for(actor=actor, trip=manifest.trip, carrier_id=carrier_id)
    warnings = accepted(manifest, carrier)
    version = VersionFacts.of(manifest, number=1, channel=channel, actor=actor, warnings=warnings)
    trip_id = uuid7()
    header = trip_header(manifest)
    filed = FiledTrip(
        trip_id,
        header["trip_number"],
        1,
        1,
        TRIP_WORKFLOW.initial,
        version.digest,
        version.filed_at,
        warnings,
    )
    rows = [
        *_trip_rows(trip_id, carrier.id, filer_id or actor.organisation_id or carrier.id, header, version),
        version_table(trip_id, version),
        Table(AgencyLine, AGENCY_LINE, agency_rows(trip_id, agencies_concerned(manifest), version.filed_at)),
        *version_rows(version.id, manifest),
    ]
    # Refusals came before the transaction: what fails inside it is the database's and ends the caller's too.
    try:
        with transaction.atomic(savepoint=False):
            rows_write(rows)
            announce(actor=actor, event="filed", filed=filed, manifest=manifest, carrier_id=carrier.id)
    except IntegrityError as error:
        raise Conflict([number_taken(header["trip_number"])]) from error
    return filed


def accepted(manifest: Manifest, carrier: Carrier, trip_id: UUID | None = None) -> tuple[ErrorItem, ...]:
    """Check every rule; gives the warnings, raises Invalid when there is an error."""
    context = context_for(manifest, carrier, exclude_trip=trip_id)
    items = check_manifest(manifest, context)
    if any(item.severity == "error" for item in items):
        raise Invalid(with_fixes(items, to_dict(manifest), context))
    return tuple(items)


# --- the rows a filing writes -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version about to be written."""

    id: UUID
    number: int
    manifest_json: str
    digest: str
    channel: str
    warnings_json: str
    filed_by: UUID | None
    filed_as: str
    filed_at: datetime

    @classmethod
    def of(
        cls, manifest: Manifest, *, number: int, channel: str, actor: Actor, warnings: tuple[ErrorItem, ...]
    ) -> VersionFacts:
        canonical = canonical_bytes(manifest)
        return cls(
            id=uuid7(),
            number=number,
            manifest_json=canonical.decode(),
            digest=hashlib.sha256(canonical).hexdigest(),
            channel=channel,
            warnings_json=json.dumps([item.as_dict() for item in warnings]),
            filed_by=actor.user_id,
            filed_as=(actor.name or actor.client_id)[:150],
            filed_at=clock.now(),
        )


VERSION = (
    "id",
    "created_at",
    "trip_id",
    "number",
    "manifest",
    "digest",
    "channel",
    "warnings",
    "filed_by_id",
    "filed_as",
    "filed_at",
)
AGENCY_LINE = (
    "id",
    "created_at",
    "row_version",
    "trip_id",
    "agency",
    "status",
    "updated_at",
    "decided_as",
    "acting_for",
)
HISTORY = ("history_date", "history_type", "history_change_reason", "history_user_id")


def trip_header(manifest: Manifest) -> dict[str, Any]:
    """Give the columns of the trip that repeat its current version."""
    driver = next(iter(manifest.drivers), None)
    return {
        "direction": manifest.trip.direction,
        "crossing": manifest.trip.crossing,
        "trip_number": trip_number(manifest.trip),
        "eta": manifest.trip.eta,
        "plate": manifest.conveyance.plate,
        "plate_jurisdiction": manifest.conveyance.plate_jurisdiction,
        "driver_name": f"{driver.given_name} {driver.family_name}".strip() if driver else "",
        "driver_card": driver.fast_card if driver else "",
        "shipment_count": len(manifest.shipments),
        "line_count": len(manifest.lines),
        "weight_kg": sum((shipment.weight_kg for shipment in manifest.shipments), start=0),
        "loop_number": loop_number(manifest.trip.loop),
        "lane": "",
    }


def version_table(trip_id: UUID, version: VersionFacts) -> Table:
    row = (
        version.id,
        version.filed_at,
        trip_id,
        version.number,
        version.manifest_json,
        version.digest,
        version.channel,
        version.warnings_json,
        version.filed_by,
        version.filed_as,
        version.filed_at,
    )
    return Table(TripVersion, VERSION, [row])


def agency_rows(trip_id: UUID, agencies: tuple[str, ...], at: datetime) -> list[tuple[Any, ...]]:
    return [(uuid7(), at, 1, trip_id, agency, AGENCY_WORKFLOW.initial, at, "", "") for agency in agencies]


def _trip_rows(
    trip_id: UUID, carrier_id: UUID, filer_id: UUID, header: dict[str, Any], version: VersionFacts
) -> tuple[Table, Table]:
    """The trip and its first history row, which simple_history would only write for a saved instance."""
    columns = {
        "id": trip_id,
        "created_at": version.filed_at,
        "row_version": 1,
        "carrier_id": carrier_id,
        "filer_id": filer_id,
        "status": TRIP_WORKFLOW.initial,
        "current_version": 1,
        "updated_at": version.filed_at,
        "scored_version": 0,
        **header,
    }
    names, values = tuple(columns), tuple(columns.values())
    history = (*values, version.filed_at, "+", "clearance.trip.filed", version.filed_by)
    return Table(Trip, names, [values]), Table(Trip.history.model, (*names, *HISTORY), [history])


def number_taken(number: str) -> ErrorItem:
    return ErrorItem(
        "CLR_TRIP_NUMBER_TAKEN",
        Text("A trip with this number was filed a moment ago.", "Un voyage portant ce numéro vient d'être déclaré."),
        path="trip.reference",
        value=number,
        fix=Text(
            "Open that trip, or give this one another reference.",
            "Ouvrez ce voyage, ou donnez une autre référence à celui-ci.",
        ),
    )
