"""What stands on a lead sheet, worked out once for the paper and for the phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from clearance.domain.agency_workflow import PENDING
from clearance.domain.codes import SOUTHBOUND
from clearance.domain.manifest import Manifest, Seal
from clearance.domain.numbers import control_numbers
from clearance.domain.officers import arrival_agency
from clearance.domain.sheet.stops import Stop
from clearance.domain.transitions import AGENCY_WORKFLOW
from portal.core.domain.text import Text

# What a notice does to the entry of a consignment (clearance/edi/data/agency_notices.csv).
_ENTRY_THERE = frozenset({"matched", "released"})
_ON_ENTRY = _ENTRY_THERE | {"entry_missing", "cancelled"}
LIFE = timedelta(hours=24)  # after the expected arrival


@dataclass(frozen=True, slots=True)
class Consignment:
    """One line of the list: control number, release type, the first goods in words.

    `matched`: the agency of arrival has said that an entry is on file for it, or released it already.
    """

    number: str
    release_type: str
    description: str
    matched: bool = False


@dataclass(frozen=True, slots=True)
class AgencyWord:
    """Where one agency stands, as the public reads it; `heard` once it has answered at all."""

    agency: str
    words: Text
    heard: bool


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The sheet without its signature. `lane` is empty until it is advised for this very filing."""

    direction: str
    trip_number: str
    number: int
    eta: datetime
    zone: str
    port: Text
    port_code: str
    lane: str
    tier: str
    issued: datetime
    carrier: str
    drivers: tuple[str, ...]
    plate_country: str
    plate_jurisdiction: str
    plate: str
    trailers: tuple[str, ...]
    seals: tuple[str, ...]
    consignments: tuple[Consignment, ...]
    agencies: tuple[AgencyWord, ...]
    stop: Stop
    bring: tuple[Text, ...]
    digest: str

    @property
    def expires(self) -> datetime:
        return self.eta + LIFE

    @property
    def eta_day(self) -> date:
        """The day at the port, as the code carries it."""
        return self.eta.astimezone(ZoneInfo(self.zone)).date()

    @property
    def arrival(self) -> str:
        """The agency that receives the truck."""
        return arrival_agency(self.direction)

    @property
    def truck(self) -> str:
        return f"{self.plate_jurisdiction} {self.plate}".strip() or "–"


def drivers_of(manifest: Manifest) -> tuple[str, ...]:
    """Name the drivers; one known by card or number alone is named by it."""
    return tuple(
        f"{driver.given_name} {driver.family_name}".strip() or driver.fast_card or driver.ace_id
        for driver in manifest.drivers
    )


def trailers_of(manifest: Manifest) -> tuple[str, ...]:
    """Name trailers and containers by number, with the plate where it has another one."""
    return tuple(
        f"{unit.number} ({unit.plate_jurisdiction} {unit.plate})"
        if unit.plate and unit.plate != unit.number
        else unit.number
        for unit in manifest.equipment
    )


def seals_of(manifest: Manifest) -> tuple[str, ...]:
    """Give every seal number once, the truck's first."""
    return tuple(dict.fromkeys(seal.number for seal in _seals(manifest) if seal.number))


def _seals(manifest: Manifest) -> Iterator[Seal]:
    yield from manifest.conveyance.seals
    for unit in manifest.equipment:
        yield from unit.seals


def consignments_of(manifest: Manifest, notices: Iterable[Mapping[str, Any]] = ()) -> tuple[Consignment, ...]:
    """Give the list of consignments, in the order filed; the last of an agency's `notices` on one decides."""
    said = {notice["control_number"]: notice["effect"] for notice in notices if notice["effect"] in _ON_ENTRY}
    numbers = control_numbers(manifest)
    return tuple(
        Consignment(
            number,
            shipment.release_type,
            shipment.lines[0].description if shipment.lines else "",
            said.get(number) in _ENTRY_THERE,
        )
        for number, shipment in zip(numbers, manifest.shipments, strict=True)
    )


_CARD = Text("FAST card", "Carte EXPRES")
_PASSPORT = Text("Driver's licence and passport", "Permis de conduire et passeport")
_PAPERS = Text(
    "Invoices and labels: keep them with you, hand them over only when asked",
    "Factures et étiquettes : gardez-les avec vous, remettez-les seulement sur demande",
)
_HAZMAT = Text("Shipping papers of the dangerous goods", "Documents d'expédition des marchandises dangereuses")
_SHEET = Text("This page or the printed sheet", "Cette page ou la feuille imprimée")


def bring_of(manifest: Manifest) -> tuple[Text, ...]:
    """List what the driver takes along: cards before papers, and papers only for what is aboard."""
    found = [_SHEET]
    if any(driver.fast_card for driver in manifest.drivers):
        found.append(_CARD)
    if not all(driver.fast_card for driver in manifest.drivers):
        found.append(_PASSPORT)
    if manifest.shipments:
        found.append(_PAPERS)
    if any(line.un_number for line in manifest.lines):
        found.append(_HAZMAT)
    return tuple(found)


def agencies_of(
    lines: Mapping[str, str], direction: str, delays: Mapping[str, Text] | None = None
) -> tuple[AgencyWord, ...]:
    """Put each agency's answer in words, the border agencies first, the one that receives the truck in front.

    `delays` says of an agency that is still silent why: unreachable, an outage.
    """
    own = arrival_agency(direction)
    order = sorted(lines, key=lambda agency: (agency not in {"CBP", "CBSA"}, agency != own, agency))
    late = delays or {}
    return tuple(
        AgencyWord(agency, late.get(agency) or AGENCY_WORKFLOW.state(lines[agency]).public, lines[agency] != PENDING)
        for agency in order
    )


def form_name(direction: str) -> Text:
    """Give the words the receiving agency asks for in large type; CBP's are English on every sheet."""
    if direction == SOUTHBOUND:
        return Text("ACE Electronic Manifest", "ACE Electronic Manifest")
    return Text("ACI eManifest", "Manifeste électronique (IPEC)")
