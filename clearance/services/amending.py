"""Change or cancel what was filed without entering it again (R-26: a new version, never an edit)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from clearance.domain.manifest import Manifest
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import AgencyLine, Trip
from clearance.selectors.agencies import agencies_concerned
from clearance.selectors.carriers import NOT_A_FILER, carrier_for, may_file
from clearance.selectors.trips import trip_for_actor
from clearance.services.announcing import filing_body, start_cancelling, start_work, tell
from clearance.services.filing import (
    AGENCY_LINE,
    FiledTrip,
    VersionFacts,
    accepted,
    agency_rows,
    number_taken,
    trip_header,
    version_table,
)
from clearance.services.rows import Table, rows_write, version_rows
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply, apply_locked, refuse_stale

STAYS = (AGENCY_WORKFLOW.initial, "hold", "released")


@transaction.atomic
def trip_amend(
    *,
    actor: Actor,
    trip_id: UUID,
    manifest: Manifest,
    expected_version: int | None = None,
    amends_version: int | None = None,
    channel: str = "wizard",
) -> FiledTrip:
    """File the next version of a trip: same trip, same carrier, same direction; everything else may change.

    `expected_version` is the row_version a partner saw. `amends_version` is the filed version a person started
    from: an agency that answers while they type changes nothing of what they change. Agencies that had decided
    look again, and the new version is scored anew. Raises NotFound, NotAllowed, Conflict (stale, or too late in
    its life) or Invalid.
    """
    trip = trip_for_actor(actor=actor, trip_id=trip_id, lock=True)
    refuse_stale(trip.row_version, seen=expected_version)
    refuse_stale(trip.current_version, seen=amends_version)
    _same_way(trip, manifest)
    carrier = carrier_for(actor=actor, trip=manifest.trip, carrier_id=trip.carrier_id)
    warnings = accepted(manifest, carrier, trip_id)
    version = VersionFacts.of(
        manifest, number=trip.current_version + 1, channel=channel, actor=actor, warnings=warnings
    )
    filed = FiledTrip(
        trip.id,
        trip_header(manifest)["trip_number"],
        version.number,
        trip.row_version + 1,
        TRIP_WORKFLOW.initial,
        version.digest,
        version.filed_at,
        warnings,
    )
    trip = _amended(actor, trip, filed, manifest)
    missing = _ask_again(actor, trip, agencies_concerned(manifest))
    lines = agency_rows(trip.id, missing, version.filed_at)
    rows_write(
        [version_table(trip.id, version), Table(AgencyLine, AGENCY_LINE, lines), *version_rows(version.id, manifest)]
    )
    start_work(trip.id, version.number)
    tell(event="amended", filed=filed, crossing=trip.crossing, carrier_id=trip.carrier_id)
    return filed


def _amended(actor: Actor, trip: Trip, filed: FiledTrip, manifest: Manifest) -> Trip:
    """Take the trip, which is locked, to its next version; raises Conflict for a number that another trip has."""
    try:
        return apply_locked(
            workflow=TRIP_WORKFLOW,
            row=trip,
            action="amend",
            actor=actor,
            subject=Subject("trip", trip.id),
            changes={**trip_header(manifest), "current_version": filed.version, "updated_at": filed.filed_at},
            body=filing_body(filed, manifest),
            organisation_id=trip.carrier_id,
        )
    except IntegrityError as error:
        raise Conflict([number_taken(filed.trip_number)]) from error


def _same_way(trip: Trip, manifest: Manifest) -> None:
    if manifest.trip.direction != trip.direction:
        raise Invalid(
            [
                ErrorItem(
                    "CLR_AMEND_DIRECTION",
                    Text(
                        "An amendment keeps the direction of the trip.",
                        "Une modification garde le sens du voyage.",
                    ),
                    path="trip.direction",
                    value=manifest.trip.direction,
                    fix=Text(
                        "Cancel this trip and file a new one the other way.",
                        "Annulez ce voyage et déclarez-en un nouveau dans l'autre sens.",
                    ),
                )
            ]
        )


def _ask_again(actor: Actor, trip: Trip, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Reopen the lines of agencies that had answered; gives the agencies that have no line yet.

    A hold stays: it was put on the truck, not on the paper.
    """
    lines = list(AgencyLine.objects.filter(trip_id=trip.id))
    for line in lines:
        if line.status not in STAYS:
            apply(
                workflow=AGENCY_WORKFLOW,
                obj=line,
                action="reopen",
                actor=actor,
                subject=Subject("trip", trip.id),
                changes={"updated_at": trip.updated_at, "reason": None, "acting_for": ""},
                body={"agency": line.agency},
                organisation_id=trip.carrier_id,
            )
    known = {line.agency for line in lines}
    return tuple(agency for agency in agencies if agency not in known)


@transaction.atomic
def trip_cancel(*, actor: Actor, trip_id: UUID, expected_version: int | None, reason: str = "") -> Trip:
    """Take a trip back before it reaches the booth. Its versions stay; its number is free again."""
    if not may_file(actor):
        raise NotAllowed([NOT_A_FILER])
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="cancel",
        actor=actor,
        subject=Subject("trip", trip.id),
        expected_version=expected_version,
        changes={"updated_at": clock.now()},
        body={"trip_number": trip.trip_number, "note": reason[:500]},
        organisation_id=trip.carrier_id,
    )
    start_cancelling(trip.id)
    filed = FiledTrip(
        trip.id, trip.trip_number, trip.current_version, trip.row_version, trip.status, "", trip.updated_at
    )
    tell(event="cancelled", filed=filed, crossing=trip.crossing, carrier_id=trip.carrier_id)
    return trip
