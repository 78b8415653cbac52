"""Fixes that follow from the place alone: the same for our own rules and for what an agency answers.

The common rejects of requirements 5.3: shipment or manifest already on file, ACE number, FAST card or travel
document not valid, no person in charge, trailer plate, port mismatch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from clearance.domain.context import STANDARD_NOTICE
from clearance.domain.elements import elements_by_path
from clearance.domain.fixes.base import ADD, MERGE, SET, Case, Fix, Maker, leave_out, take_out, use
from clearance.domain.fixes.numbers import next_number
from clearance.domain.release_types import DEFAULTS, release_types
from portal.core.domain.text import Text

_INDEX = re.compile(r"\[\d+\]")
NEW_NUMBER = Text("Use the next number, {number}", "Utiliser le numéro suivant, {number}")
SPLIT = Text("Take it off this trip", "Retirer de ce voyage")
SPARE = timedelta(minutes=10)
PLATE_KEYS = ("plate", "plate_jurisdiction", "plate_country")


def place_of(path: str) -> str:
    """Give the element a path names: `crew[].ace_id`."""
    return _INDEX.sub("[]", path)


def trip_reference(case: Case) -> Iterator[Fix]:
    """Manifest already on file: the next number."""
    number = str(case.at("trip.reference") or "")
    if number:
        made = next_number(number, elements_by_path()["trip.reference"].size, _references(case))
        yield use("trip.reference", made, NEW_NUMBER.format(number=made))


def shipment_reference(case: Case) -> Iterator[Fix]:
    """Shipment already on file: the next number, or the shipment off this trip."""
    number = str(case.at(case.path) or "")
    if number:
        longest = elements_by_path()["shipments[].reference"].size
        made = next_number(number, longest, _references(case))
        yield use(case.path, made, NEW_NUMBER.format(number=made))
    if len(case.records("shipments")) > 1:
        yield take_out(case.parent, SPLIT)


def _references(case: Case) -> frozenset[str]:
    """Give the references this document uses already: trip and shipments must differ in Canada."""
    own = {str(item.get("reference", "")) for item in case.records("shipments")}
    return frozenset(own | {str(case.at("trip.reference") or "")})


def ace_id(case: Case) -> Iterator[Fix]:
    """An ACE number nobody knows: the person or truck is identified by its other data."""
    label = Text(
        "Leave the ACE number out; the other details identify them",
        "Omettre le numéro ACE; les autres renseignements suffisent",
    )
    yield leave_out(case.path, label)
    yield from known_person(case)


def fast_card(case: Case) -> Iterator[Fix]:
    """A card that is not valid: identify the person by name and document instead."""
    label = Text("Leave the card out and cross as a non-member", "Omettre la carte et passer sans adhésion")
    yield leave_out(case.path, label)
    yield from known_person(case)


def travel_document(case: Case) -> Iterator[Fix]:
    """A document that is not valid: take it off, or use the person's details of an earlier trip."""
    entry = re.match(r"crew\[\d+\]\.documents\[\d+\]", case.path)
    if entry:
        yield take_out(entry.group(), Text("Take this document off", "Retirer ce document"))
    yield from known_person(case)


def known_person(case: Case) -> Iterator[Fix]:
    """Put the person of an earlier trip in place of this entry, where one is known."""
    entry = re.match(r"crew\[\d+\]", case.path)
    if entry is None:
        return
    person = case.at(entry.group())
    if not isinstance(person, dict):
        return
    known = case.facts.people.get(name_of(person))
    if known is None and person.get("role") == "DRIVER":
        known = case.facts.driver
    if known is not None and dict(known) != person:
        name = name_of(known)
        label = Text(f"Use {name} as on your last trip", f"Utiliser {name}, comme à votre dernier voyage")
        yield Fix(SET, entry.group(), dict(known), label)


def name_of(person: object) -> str:
    """Give the name a person is known by, empty without one."""
    if not hasattr(person, "get"):
        return ""
    return f"{person.get('given_name', '')} {person.get('family_name', '')}".strip()


def person_in_charge(case: Case) -> Iterator[Fix]:
    """Nobody in charge: someone aboard becomes the driver, or the driver of the last trip is added."""
    crew = case.records("crew")
    for number, person in enumerate(crew):
        if person.get("role") == "CREW":
            name = name_of(person) or f"{number + 1}"
            yield use(f"crew[{number}].role", "DRIVER", Text(f"{name} drives", f"{name} conduit"))
    if case.facts.driver is not None:
        name = name_of(case.facts.driver) or str(case.facts.driver.get("fast_card", ""))
        label = Text(f"Add {name}, driver of your last trip", f"Ajouter {name}, qui conduisait à votre dernier voyage")
        yield Fix(ADD, "crew", dict(case.facts.driver), label)
    elif not any(person.get("role") == "DRIVER" for person in crew):
        label = Text("Add a driver to fill in", "Ajouter un conducteur à remplir")
        yield Fix(ADD, "crew", {"role": "DRIVER"}, label)


def trailer_plate(case: Case) -> Iterator[Fix]:
    """A plate that does not fit: as last filed for this trailer, or as the truck's, or none."""
    entry = case.parent
    trailer = case.at(entry)
    if not isinstance(trailer, dict):
        return
    known = case.facts.trailers.get(str(trailer.get("number", "")))
    plate = {key: known.get(key) for key in PLATE_KEYS} if known and known.get("plate") else None
    if plate and plate != {key: trailer.get(key) for key in PLATE_KEYS}:
        words = " ".join(str(value) for value in plate.values() if value)
        label = Text(f"Use {words} as on your last trip", f"Utiliser {words}, comme à votre dernier voyage")
        yield Fix(MERGE, entry, plate, label)
    yield from _as_truck(case, entry, trailer)
    label = Text("Send the trailer without its plate", "Envoyer la remorque sans plaque")
    yield Fix(MERGE, entry, dict.fromkeys(PLATE_KEYS), label)


def _as_truck(case: Case, entry: str, trailer: object) -> Iterator[Fix]:
    truck = case.at("conveyance")
    if not isinstance(truck, dict) or not isinstance(trailer, dict) or not truck.get("plate_country"):
        return
    wanted = {key: truck.get(key) for key in PLATE_KEYS[1:]}
    if trailer.get("plate") and wanted != {key: trailer.get(key) for key in PLATE_KEYS[1:]}:
        words = f"{wanted['plate_jurisdiction']}, {wanted['plate_country']}"
        label = Text(f"Use {words} as for the truck", f"Utiliser {words}, comme pour le camion")
        yield Fix(MERGE, entry, wanted, label)


def release_office(case: Case) -> Iterator[Fix]:
    """Port mismatch, northbound: the office of the crossing."""
    crossing = case.context.crossing(str(case.at("trip.crossing") or "")) if case.context else None
    office = crossing.cbsa_office_code if crossing else ""
    if crossing and office and case.at(case.path) != office:
        label = Text(
            f"Ask for release at {office}, {crossing.name.en}", f"Demander la mainlevée à {office}, {crossing.name.fr}"
        )
        yield use(case.path, office, label)


def port(case: Case) -> Iterator[Fix]:
    """Port mismatch: the crossing of the port the answer or the shipments name, else that of an earlier trip."""
    crossings = case.context.crossings if case.context else {}
    named = {str(case.item.value or "")} | {str(item.get("release_office", "")) for item in case.records("shipments")}
    wanted = [
        code
        for code, crossing in crossings.items()
        if {crossing.cbp_port_code, crossing.cbsa_office_code} & (named - {""})
    ]
    for code in dict.fromkeys((*wanted, *case.facts.crossings)):
        crossing = crossings.get(code)
        if crossing and code != case.at("trip.crossing"):
            label = Text(f"Cross at {crossing.name.en}", f"Passer par {crossing.name.fr}")
            yield use("trip.crossing", code, label)


def arrival(case: Case) -> Iterator[Fix]:
    """An arrival that is too soon: the first moment the notice allows, on the clock of the port."""
    if case.context is None:
        return
    crossing = case.context.crossing(str(case.at("trip.crossing") or ""))
    soonest = case.context.now + STANDARD_NOTICE + SPARE
    soonest += timedelta(minutes=-soonest.minute % 5) - timedelta(seconds=soonest.second)
    local = (soonest.astimezone(crossing.zone) if crossing else soonest).replace(microsecond=0)
    clock = local.strftime("%Y-%m-%d %H:%M")
    yield use("trip.eta", local.isoformat(), Text(f"Arrive at {clock}", f"Arriver à {clock}"))


def release_type(case: Case) -> Iterator[Fix]:
    """The successor of a release type that cannot be used, else the ordinary one of the direction."""
    shipment = case.path.partition(".")[0]
    path = f"{shipment}.release_type"
    known = release_types().get(str(case.at(path) or ""))
    wanted = known.successor if known and known.direction == case.direction else DEFAULTS.get(case.direction, "")
    kind = release_types().get(wanted)
    if kind and case.at(path) != wanted:
        yield use(path, wanted, Text(f"Use {wanted}: {kind.name.en}", f"Utiliser {wanted} : {kind.name.fr}"))


def optional_number(case: Case) -> Iterator[Fix]:
    """A number nobody has to give."""
    yield leave_out(case.path)


BY_PLACE: dict[str, Maker] = {
    "trip.reference": trip_reference,
    "trip.crossing": port,
    "trip.eta": arrival,
    "shipments[].reference": shipment_reference,
    "shipments[].release_office": release_office,
    "shipments[].release_type": release_type,
    "conveyance.ace_id": ace_id,
    "conveyance.usdot": optional_number,
    "crew": person_in_charge,
    "crew[].ace_id": ace_id,
    "crew[].fast_card": fast_card,
    "crew[].documents": travel_document,
    "crew[].documents[]": travel_document,
    "crew[].documents[].type": travel_document,
    "crew[].documents[].number": travel_document,
    "crew[].documents[].country": travel_document,
    "equipment[].plate": trailer_plate,
    "equipment[].plate_jurisdiction": trailer_plate,
    "equipment[].plate_country": trailer_plate,
}
