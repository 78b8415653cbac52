"""When a simulated agency says no: a few real reasons, each with the code the portal knows it by.

What the real systems check is far more; these are the rejects a carrier meets most (requirements 5.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.edi.answers import AnswerError
from portal.simulators.store import Store

CARRIER = re.compile(r"[A-Z0-9]{2,4}", re.ASCII)
PORT = re.compile(r"\d{4}", re.ASCII)
NOT_REGISTERED = "ZZ"  # carrier codes that begin so are known to nobody
CARGO_ADD = frozenset({"complete", "cargo_add"})
TRIP_NEW = frozenset({"complete", "trip_add"})
WITH_TRUCK = frozenset({"complete", "trip_add", "trip_replace"})


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes and words one agency uses for the same reasons."""

    trip_known: tuple[str, str]
    cargo_known: tuple[str, str]
    carrier: tuple[str, str]
    plate: tuple[str, str]
    port: tuple[str, str]
    unknown_trip: tuple[str, str]
    changes: frozenset[str]  # what needs the trip on file; CBP keeps a refused trip as preliminary


CBP = Codes(
    ("TRPDUP", "TRIP ALREADY ON FILE"),
    ("SHPDUP", "SHIPMENT ALREADY ON FILE"),
    ("009", "CARRIER CODE NOT ON FILE"),
    ("402", "INVALID CONVEYANCE PLATE"),
    ("PRTMIS", "PORT MISMATCH"),
    ("509", "TRIP NOT ON FILE"),
    frozenset({"trip_arrival"}),
)
CBSA = Codes(
    ("DUPCRN", "DUPLICATE CRN"),
    ("DUPCCN", "DUPLICATE CCN"),
    ("CARRIER", "CARRIER CODE NOT VALID"),
    ("PLATE", "CONVEYANCE PLATE MISSING"),
    ("OFFICE", "OFFICE OF REPORT PORT MISMATCH"),
    ("ZZZ", "CONVEYANCE NOT ON FILE"),
    frozenset({"trip_replace"}),
)


@dataclass(frozen=True, slots=True)
class Filing:
    """One message as the simulator reads it."""

    use: str
    trip: str
    carrier: str
    port: str
    plate: str
    shipments: tuple[str, ...]

    @classmethod
    def of(cls, use: str, values: Mapping[str, Any], agency: str) -> Filing:
        trip = values.get("trip") or {}
        keys = ("scac", "cbsa_code") if agency == "CBP" else ("cbsa_code", "scac")
        carrier = _first(trip, keys)
        number = whole(carrier, str(trip.get("reference") or ""))
        shipments = values.get("shipments") or ()
        return cls(
            use=use,
            trip=number,
            carrier=carrier or number[:4],
            port=str(trip.get("crossing") or ""),
            plate=str((values.get("conveyance") or {}).get("plate") or ""),
            shipments=tuple(whole(_first(one, keys) or carrier, str(one.get("reference") or "")) for one in shipments),
        )


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(record[key]) for key in keys if record.get(key)), "")


def whole(carrier: str, reference: str) -> str:
    """The number with its carrier code, whichever way the map gives it."""
    return reference if not carrier or reference.startswith(carrier) else carrier + reference


def objections(filing: Filing, codes: Codes, store: Store) -> Iterator[AnswerError]:
    """Say what is wrong with a message, for the trip or for one shipment."""
    if not CARRIER.fullmatch(filing.carrier) or filing.carrier.startswith(NOT_REGISTERED):
        yield error(codes.carrier)
    if filing.use in TRIP_NEW and store.trip_known(filing.trip):
        yield error(codes.trip_known)
    if filing.use in codes.changes and not store.trip_known(filing.trip):
        yield error(codes.unknown_trip)
    if filing.use in WITH_TRUCK and not filing.plate:
        yield error(codes.plate)
    if filing.port and not PORT.fullmatch(filing.port):
        yield error(codes.port)
    yield from _cargo(filing, codes, store)


def _cargo(filing: Filing, codes: Codes, store: Store) -> Iterator[AnswerError]:
    for number in filing.shipments:
        known = store.cargo_of(number)
        if filing.use in CARGO_ADD and known is not None:
            yield error(codes.cargo_known, number)
        elif filing.use in ("trip_add", "trip_replace") and known and filing.port and known[1] not in ("", filing.port):
            yield error(codes.port, number)


def error(code: tuple[str, str], shipment: str = "") -> AnswerError:
    return AnswerError(code[0], code[1], shipment=shipment)


def take(filing: Filing, refused: frozenset[str], store: Store) -> None:
    """Put on file what was not refused."""
    taken = [number for number in filing.shipments if number not in refused]
    if filing.use in ("complete", "cargo_add", "cargo_change"):
        for number in taken:
            store.cargo_put(number, filing.trip, filing.port)
    elif filing.use in ("cargo_cancel", "cancel"):
        for number in taken:
            store.cargo_drop(number)
    if filing.use in WITH_TRUCK:
        store.trip_put(filing.trip, filing.port, filing.plate, filing.carrier)
    elif filing.use in ("trip_cancel", "cancel"):
        store.trip_drop(filing.trip)
