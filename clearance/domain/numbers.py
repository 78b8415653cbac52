"""Trip and control numbers, and what a scanned or typed code means at the booth.

One reference part, two prefixes: the US trip number and the shipment control number (SCN) begin with the
SCAC, the Canadian conveyance reference (CRN) and the cargo control number (CCN) with the CBSA carrier
code. CBP: 8 to 25 and 8 to 16 characters; CBSA: 8 to 25 each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearance.domain.codes import NORTHBOUND, SOUTHBOUND
from clearance.domain.manifest import Manifest, Shipment, Trip
from clearance.domain.sheet.layout import LONGEST_SCAN, looks_signed

TRIP, SHIPMENT, PLATE, FAST_CARD, UNKNOWN = "trip", "shipment", "plate", "fast_card", "unknown"
SIGNED = "signed"

_FAST_CARD = re.compile(r"4270\d{8}0[12]", re.ASCII)
_NUMBER = re.compile(r"[A-Z0-9-]{4}[A-Z0-9]{4,21}", re.ASCII)
_PLATE = re.compile(r"[A-Z0-9]{2,10}", re.ASCII)
_QR_LENGTH = 60
_QR_DATE = re.compile(r"\d{8}", re.ASCII)


def us_trip_number(trip: Trip) -> str:
    """SCAC + reference, or "" while one of them is missing."""
    return trip.scac + trip.reference if trip.scac and trip.reference else ""


def crn(trip: Trip) -> str:
    """Conveyance reference number: CBSA carrier code + reference, or ""."""
    return trip.cbsa_code + trip.reference if trip.cbsa_code and trip.reference else ""


def trip_number(trip: Trip) -> str:
    """The number the country of entry knows the trip by."""
    if trip.direction == SOUTHBOUND:
        return us_trip_number(trip)
    return crn(trip) if trip.direction == NORTHBOUND else ""


def scn(trip: Trip, shipment: Shipment) -> str:
    """Shipment control number: SCAC of the issuing carrier + reference, or ""."""
    prefix = shipment.scac or trip.scac
    return prefix + shipment.reference if prefix and shipment.reference else ""


def ccn(trip: Trip, shipment: Shipment) -> str:
    """Cargo control number: CBSA code of the issuing carrier + reference, or ""."""
    prefix = shipment.cbsa_code or trip.cbsa_code
    return prefix + shipment.reference if prefix and shipment.reference else ""


def control_number(trip: Trip, shipment: Shipment) -> str:
    """The number the country of entry knows the shipment by."""
    if trip.direction == SOUTHBOUND:
        return scn(trip, shipment)
    return ccn(trip, shipment) if trip.direction == NORTHBOUND else ""


def control_numbers(manifest: Manifest) -> tuple[str, ...]:
    """The control number of every shipment, in order."""
    return tuple(control_number(manifest.trip, shipment) for shipment in manifest.shipments)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to look for. `kind`: trip, shipment, plate, fast_card, signed or unknown; `value` is clean."""

    kind: str
    value: str
    alternatives: tuple[str, ...] = ()


def clean_plate(text: str) -> str:
    """A plate as it is stored: upper case, no spaces and no hyphens."""
    return re.sub(r"[\s-]+", "", text).upper()


def parse_scan(text: str) -> Lookup:
    """Turn what was scanned or typed into a look-up; never raises.

    Knows FAST cards, the 60-character QR content CBP publishes (layout version 3, trip 25, ETA 8, two
    plates of 12), our signed code (the same with more behind it), trip and shipment numbers, and plates. A short code that could be both a
    number and a plate gives the number with the plate as the alternative.
    """
    raw = text.strip()[:LONGEST_SCAN]
    if looks_signed(raw):
        return Lookup(SIGNED, raw, _plates_of(raw))
    fixed = _fixed_qr(text[:LONGEST_SCAN].rstrip("\r\n"))
    if fixed:
        return fixed
    code = re.sub(r"\s+", "", raw).upper()
    compact = code.replace("-", "")
    if _FAST_CARD.fullmatch(compact):
        return Lookup(FAST_CARD, compact)
    plate = (compact,) if _PLATE.fullmatch(compact) else ()
    if _NUMBER.fullmatch(code):
        return Lookup(TRIP, code, plate)
    if _NUMBER.fullmatch(compact):
        return Lookup(TRIP, compact, plate)
    return Lookup(PLATE, compact) if plate else Lookup(UNKNOWN, code)


def _fixed_qr(raw: str) -> Lookup | None:
    """Read the fixed-width QR: three characters of layout version, then the trip identifier."""
    if not (_QR_LENGTH - 24 <= len(raw) <= _QR_LENGTH + 4 and _QR_DATE.fullmatch(raw[28:36])):
        return None
    trip = trip_in_layout(raw)
    return Lookup(TRIP, trip, _plates_of(raw)) if trip else None


def trip_in_layout(raw: str) -> str:
    """Give the trip number at its place in CBP's layout, "" when there is none."""
    trip = raw[3:28].strip().upper()
    return trip if _NUMBER.fullmatch(trip) else ""


def _plates_of(raw: str) -> tuple[str, ...]:
    plates = (clean_plate(raw[at + 5 : at + 12]) for at in (36, 48))
    return tuple(plate for plate in plates if plate)
