"""Fixes that follow from the rule that was broken; where a rule has none here, its place may have one."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.domain.fixes import by_place
from clearance.domain.fixes.base import MERGE, Case, Fix, Maker, leave_out, take_out, use
from portal.core.domain.text import Text

OTHER = {"CA": "US", "US": "CA"}
MONEY = {"SB": "USD", "NB": "CAD"}
REPEAT = Text("Take the repeat out", "Retirer la répétition")


def load_code(case: Case) -> Iterator[Fix]:
    loaded = bool(case.records("shipments"))
    words = Text("The truck is loaded", "Le camion est chargé") if loaded else Text("The truck is empty", "Le camion est vide")  # fmt: skip
    yield use("trip.load", "LOADED" if loaded else "EMPTY", words)


def country_of_plate(case: Case) -> Iterator[Fix]:
    """A state written with the other country: change the country."""
    record = case.at(case.parent)
    if not isinstance(record, dict) or case.context is None:
        return
    code, country = str(record.get("plate_jurisdiction", "")), OTHER.get(str(record.get("plate_country", "")), "")
    if country and code in case.context.subdivisions.get(country, ()):
        yield Fix(
            MERGE, case.parent, {"plate_country": country}, Text(f"{code} is in {country}", f"{code} : {country}")
        )
    if case.parent.startswith("equipment"):
        yield from by_place.trailer_plate(case)


def repeat(case: Case) -> Iterator[Fix]:
    """The entry of a list that repeats another."""
    yield take_out(case.path if case.path.endswith("]") else case.parent, REPEAT)


def in_bond(case: Case) -> Iterator[Fix]:
    """In-bond data without an in-bond type: leave the data out; a type without data: the ordinary type."""
    if case.at(case.path) is not None:
        yield leave_out(case.path, Text("Leave the in-bond data out", "Omettre les données sous douane"))
    else:
        yield from by_place.release_type(case)


def currency(case: Case) -> Iterator[Fix]:
    wanted = MONEY.get(case.direction)
    if wanted:
        yield use(case.path, wanted)


def boarded(case: Case) -> Iterator[Fix]:
    yield leave_out(case.path, Text("All of it is aboard", "Tout est à bord"))


def loaded_on(case: Case) -> Iterator[Fix]:
    """A trailer that is not on the trip: the only one that is, or none."""
    numbers = [item.get("number") for item in case.records("equipment")]
    if len(numbers) == 1 and numbers[0]:
        number = numbers[0]
        yield use(case.path, number, Text(f"It is on {number}", f"C'est sur {number}"))
    yield leave_out(case.path)


def marked_origin(case: Case) -> Iterator[Fix]:
    origin = case.at(f"{case.parent}.origin")
    if origin:
        yield use(case.path, origin, Text(f"It is marked {origin}", f"L'origine marquée est {origin}"))


def other_seal(case: Case) -> Iterator[Fix]:
    """What was cleared abroad does not ride here: cross without the benefit."""
    yield leave_out(
        case.path, Text("Cross without the perimeter clearance", "Passer sans le dédouanement au périmètre")
    )


def not_asked(case: Case) -> Iterator[Fix]:
    if case.at(case.path) is not None:
        yield leave_out(case.path)


def instruments(case: Case) -> Iterator[Fix]:
    yield use("trip.iit", ["EC"], Text("Empty, carrier's bond", "Vide, caution du transporteur"))


BY_RULE: dict[str, Maker] = {
    "CLR_N003": by_place.trip_reference,
    "CLR_N004": by_place.shipment_reference,
    "CLR_N007": by_place.arrival,
    "CLR_N009": by_place.arrival,
    "CLR_N010": load_code,
    "CLR_N011": not_asked,
    "CLR_N021": country_of_plate,
    "CLR_N023": repeat,
    "CLR_N027": repeat,
    "CLR_N041": by_place.person_in_charge,
    "CLR_N042": by_place.known_person,
    "CLR_N044": by_place.travel_document,
    "CLR_N046": by_place.fast_card,
    "CLR_N061": by_place.shipment_reference,
    "CLR_N062": by_place.shipment_reference,
    "CLR_N063": by_place.release_type,
    "CLR_N064": by_place.release_type,
    "CLR_N065": by_place.release_type,
    "CLR_N066": in_bond,
    "CLR_N068": by_place.release_type,
    "CLR_N069": by_place.release_type,
    "CLR_N077": currency,
    "CLR_N078": boarded,
    "CLR_N087": loaded_on,
    "CLR_N090": marked_origin,
    "CLR_N092": by_place.release_type,
    "CLR_N096": other_seal,
    "CLR_N097": other_seal,
    "CLR_N105": instruments,
    "CLR_S003": not_asked,
}
