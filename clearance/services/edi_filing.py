"""File by sending the message itself: what the page and the JSON API do, from a partner's own EDI (issue item 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from clearance.edi import EdiError, Reading, read
from clearance.edi.canonical import manifest_data
from clearance.edi.codebook import CBP, CBSA, IMPORT_OF
from clearance.edi.planning import EDIFACT, UNLINK, X12, functions
from clearance.models import InboundMessage, Trip, TripVersion
from clearance.selectors.code_book import code_book
from clearance.selectors.trips import trips_for_actor
from clearance.services.agency_answers import fault_item
from clearance.services.amending import trip_amend, trip_cancel
from clearance.services.edi_replies import reply_to
from clearance.services.filing import FiledTrip, manifest_read, trip_file
from clearance.services.inbound import inbound_move
from portal.accounts.selectors import actor_for_client, actor_for_user
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text

CANCELS = frozenset({"cancel", "trip_cancel"})
CHANGES = frozenset({"cargo_change", "cargo_cancel", "trip_replace", "trip_arrival", "crew_replace"})
Data = dict[str, Any]


@dataclass(slots=True)
class Part:
    """The messages of one interchange that are about one trip."""

    agency: str
    readings: list[Reading] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)

    def values(self) -> list[Data]:
        return [reading.values for reading in self.readings]


@transaction.atomic
def filing_read(*, inbound_id: UUID) -> InboundMessage:
    """Read one partner's message that was kept and file what is in it; safe to repeat."""
    row = InboundMessage.objects.select_for_update(of=("self",)).select_related("person").get(pk=inbound_id)
    if row.status != "received":
        return row
    content = bytes(row.content)
    try:
        readings = read(content)
    except EdiError as error:
        item = fault_item(error)
        return inbound_move(row, "fail", errors=[item.as_dict()], reply=reply_to(content, faults=(error,)))
    kinds = sorted({reading.kind for reading in readings})
    faults = [fault for reading in readings for fault in reading.errors]
    if faults:
        items = [fault_item(fault).as_dict() for fault in faults]
        return inbound_move(row, "refuse", kinds=kinds, errors=items, reply=reply_to(content, faults=tuple(faults)))
    actor = _sender(row)
    outcomes = [_file(actor, number, part) for number, part in _parts(readings).items()]
    errors = [item for outcome in outcomes for item in outcome["errors"]]
    filed = [outcome for outcome in outcomes if outcome["trip_id"]]
    action = "refuse" if any(item["severity"] == "error" for item in errors) else "read"
    reply = reply_to(content, outcomes=outcomes)
    trip_id = UUID(filed[0]["trip_id"]) if filed else None
    return inbound_move(row, action, kinds=kinds, errors=errors, results=outcomes, reply=reply, trip_id=trip_id)


def _sender(row: InboundMessage) -> Actor | None:
    """Who sent it, with the authority that key or person has now."""
    if row.client_id:
        return actor_for_client(row.client_id)
    if row.person is not None:
        return actor_for_user(row.person, organisation_id=row.organisation_id, mfa=True)
    return None


def _parts(readings: Sequence[Reading]) -> dict[str, Part]:
    """Put the messages together by trip; cargo without a trip number belongs to the only trip there is."""
    parts: dict[str, Part] = {}
    for reading in readings:
        agency = agency_of(reading)
        number = trip_number_of(reading.values)
        part = parts.setdefault(number, Part(agency))
        part.readings.append(reading)
        part.uses.append(use_of(reading, agency))
    loose = parts.pop("", None)
    if loose is not None and len(parts) == 1:
        only = next(iter(parts.values()))
        only.readings += loose.readings
        only.uses += loose.uses
    elif loose is not None:
        parts[""] = loose
    return parts


def trip_number_of(values: Data) -> str:
    """The whole trip number of a message: the maps give the carrier's code and the reference apart."""
    trip = values.get("trip") or {}
    carrier = str(trip.get("scac") or trip.get("cbsa_code") or "")
    reference = str(trip.get("reference") or "")
    return reference if not reference or reference.startswith(carrier) else carrier + reference


def agency_of(reading: Reading) -> str:
    """Say whose form a message has: by its map, else by the address it was written to."""
    cbsa = reading.map_id.endswith("_cbsa") or reading.map_id.startswith(("cbsa", "govcbr"))
    return CBSA if cbsa or reading.interchange.receiver.startswith("INETCEC") else CBP


def use_of(reading: Reading, agency: str) -> str:
    """Say what a message does, by its map and its function code; a new trip when the code is not known."""
    code = str(reading.values.get("@function", ""))
    for syntax in (EDIFACT, X12):
        for use, function in functions(agency, syntax).items():
            if (_base(function.map_id), function.code) == (_base(reading.map_id), code):
                return use
    return "complete"


def _base(map_id: str) -> str:
    return map_id.removesuffix("_cbsa")


def _file(actor: Actor | None, number: str, part: Part) -> Data:
    """Do what one trip's messages say, in a savepoint of its own; gives its result with what was wrong."""
    result: Data = {"trip_number": number, "action": "", "trip_id": "", "version": 0, "digest": "", "errors": []}
    try:
        with transaction.atomic():
            if actor is None:
                raise NotAllowed([GONE])
            return result | _act(actor, number, part)
    except (Invalid, Conflict, NotAllowed, NotFound) as refusal:
        return result | {"errors": _items(refusal)}


def _items(refusal: DomainError) -> list[Data]:
    return [item.as_dict() for item in refusal.items]


def _act(actor: Actor, number: str, part: Part) -> Data:
    trip = trips_for_actor(actor=actor).filter(trip_number=number).exclude(status="cancelled").first()
    if CANCELS & set(part.uses):
        return _cancel(actor, trip)
    data = manifest_data(part.values(), part.agency, code_book(), direction=IMPORT_OF[part.agency])
    if trip is not None and CHANGES & set(part.uses):
        manifest = manifest_read(_changed(trip, part, data))
        filed = trip_amend(
            actor=actor, trip_id=trip.id, manifest=manifest, amends_version=trip.current_version, channel="edi"
        )
        return _receipt("amend", filed)
    return _receipt("file", trip_file(actor=actor, manifest=manifest_read(data), channel="edi"))


def _cancel(actor: Actor, trip: Trip | None) -> Data:
    if trip is None:
        raise NotFound([UNKNOWN_TRIP])
    done = trip_cancel(actor=actor, trip_id=trip.id, expected_version=trip.row_version)
    return {"action": "cancel", "trip_id": str(done.id), "trip_number": done.trip_number}


def _receipt(action: str, filed: FiledTrip) -> Data:
    return {
        "action": action,
        "trip_id": str(filed.id),
        "trip_number": filed.trip_number,
        "version": filed.version,
        "digest": filed.digest,
        "errors": [item.as_dict() for item in filed.warnings],
    }


def _changed(trip: Trip, part: Part, data: Data) -> Data:
    """Lay a change over what is filed: the message's records replace theirs, the others stay."""
    version = TripVersion.objects.only("manifest").get(trip_id=trip.id, number=trip.current_version)
    filed: Data = dict(version.manifest)
    for key in ("trip", "conveyance"):
        if data.get(key):
            filed[key] = {**filed.get(key, {}), **data[key]}
    for key in ("equipment", "crew"):
        if data.get(key):
            filed[key] = data[key]
    gone = _gone(part)
    known = {shipment["reference"]: shipment for shipment in filed.get("shipments", ())}
    for shipment in data.get("shipments", ()):
        reference = shipment.get("reference", "")
        known[reference] = {**known.get(reference, {}), **shipment}
    filed["shipments"] = [shipment for reference, shipment in known.items() if reference not in gone]
    return filed


def _gone(part: Part) -> set[str]:
    """References of the shipments a change takes off: cancelled, or unlinked from the trip."""
    gone: set[str] = set()
    for reading, use in zip(part.readings, part.uses, strict=True):
        alone = manifest_data([reading.values], part.agency, code_book(), direction=IMPORT_OF[part.agency])
        for shipment, read_ in zip(alone.get("shipments", ()), reading.values.get("shipments", ()), strict=False):
            if use == "cargo_cancel" or (use.startswith("trip_") and read_.get("@action") == UNLINK):
                gone.add(shipment.get("reference", ""))
    return gone


GONE = ErrorItem(
    "CLR_EDI_SENDER",
    Text("The key this came with is no longer valid.", "La clé utilisée n'est plus valide."),
    fix=Text("Send it again with a valid key.", "Renvoyez-le avec une clé valide."),
)
UNKNOWN_TRIP = ErrorItem(
    "CLR_EDI_TRIP",
    Text("No trip of yours with this number is on file.", "Aucun de vos voyages au dossier ne porte ce numéro."),
    path="trip.reference",
    fix=Text("Check the trip number.", "Vérifiez le numéro du voyage."),
)
