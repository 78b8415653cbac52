"""What an organisation keeps to fill in again: parties, trucks, trailers, drivers, products, whole trips (R-23).

A kept record has the shape of its group in the element registry. Nothing that belongs to one crossing only
(seals, quantities) is kept. `identity` finds the record again in a filing, so that filing notes its last use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from clearance.domain.elements import GROUPS, NOT_ASKED, RECORD, RECORDS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

PARTY, TRUCK, TRAILER, DRIVER, PRODUCT, TEMPLATE = "party", "truck", "trailer", "driver", "product", "template"
LONGEST_NAME, LONGEST_IDENTITY = 80, 160
SOON = timedelta(days=30)
PARTIES = ("shipper", "consignee", "importer", "broker", "notify", "delivery")
PAPER_SOON, PAPER_OVER = "CLR_PAPER_SOON", "CLR_PAPER_OVER"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of kept record: its words, its group of elements, what of it is not kept, its papers that end."""

    code: str
    name: Text
    plural: Text
    group: str
    leave_out: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            TRUCK,
            Text("Truck", "Camion"),
            Text("Trucks", "Camions"),
            "conveyance",
            ("seals",),
            ("registration", "insurance"),
        ),
        Kind(
            TRAILER,
            Text("Trailer", "Remorque"),
            Text("Trailers", "Remorques"),
            "equipment",
            ("seals",),
            ("registration",),
        ),
        Kind(
            DRIVER,
            Text("Driver", "Conducteur"),
            Text("Drivers", "Conducteurs"),
            "crew",
            (),
            ("fast_card", "travel_document", "licence"),
        ),
        Kind(PARTY, Text("Party", "Partie"), Text("Parties", "Parties"), "party"),
        Kind(
            PRODUCT,
            Text("Product", "Produit"),
            Text("Products", "Produits"),
            "line",
            ("quantity", "weight", "value", "equipment", "marks"),
        ),
        Kind(TEMPLATE, Text("Template", "Modèle"), Text("Templates", "Modèles"), "manifest"),
    )
}
PAPERS: dict[str, Text] = {
    "registration": Text("registration", "immatriculation"),
    "insurance": Text("insurance", "assurance"),
    "fast_card": Text("FAST card", "carte FAST/EXPRES"),
    "travel_document": Text("travel document", "document de voyage"),
    "licence": Text("driving licence", "permis de conduire"),
}
# The field a paper's warning leads to, inside the record.
PLACES = {"registration": "plate", "insurance": "plate", "fast_card": "fast_card", "travel_document": "documents"}


# --- finding a record again -------------------------------------------------------------------------------
def identity(kind: str, data: Mapping[str, Any]) -> str:
    """Give what two records of one thing share, or "" when there is too little to tell."""
    parts = _IDENTITIES[kind](data) if kind in _IDENTITIES else ()
    clean = [" ".join(str(part or "").casefold().split()) for part in parts]
    return f"{kind}:{'|'.join(clean)}"[:LONGEST_IDENTITY] if clean and clean[0] else ""


def _truck(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return (data.get("plate") or data.get("number"), data.get("plate_jurisdiction") if data.get("plate") else "")


def _driver(data: Mapping[str, Any]) -> tuple[Any, ...]:
    number = data.get("fast_card") or data.get("ace_id")
    return (number,) if number else (data.get("family_name"), data.get("given_name"), data.get("birth_date"))


_IDENTITIES = {
    PARTY: lambda data: (data.get("name"), data.get("country"), data.get("city")),
    TRUCK: _truck,
    TRAILER: lambda data: (data.get("number"),),
    DRIVER: _driver,
    PRODUCT: lambda data: (data.get("description"), str(data.get("hs_code") or "").replace(".", "")),
}


def records_in(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give kind, path and record of everything in a filing that could be a kept one."""
    yield from _one(TRUCK, "conveyance", manifest.get("conveyance"))
    yield from _many(TRAILER, "equipment", manifest.get("equipment"))
    yield from _many(DRIVER, "crew", manifest.get("crew"))
    for number, shipment in enumerate(_listed(manifest.get("shipments"))):
        path = f"shipments[{number}]"
        for key in PARTIES[:4]:
            yield from _one(PARTY, f"{path}.{key}", shipment.get(key))
        for key in PARTIES[4:]:
            yield from _many(PARTY, f"{path}.{key}", shipment.get(key))
        yield from _many(PRODUCT, f"{path}.lines", shipment.get("lines"))


def identities_in(manifest: Mapping[str, Any]) -> set[str]:
    """Give the identities of everything in a filing."""
    return {found for kind, _, record in records_in(manifest) if (found := identity(kind, record))}


def _one(kind: str, path: str, value: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    if isinstance(value, Mapping) and value:
        yield kind, path, value


def _many(kind: str, path: str, value: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for number, record in enumerate(_listed(value)):
        yield from _one(kind, f"{path}[{number}]", record)


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []


# --- what is kept, what is filled in ----------------------------------------------------------------------
def kept(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a record that is worth keeping, without empty values."""
    known = {element.key for element in GROUPS[KINDS[kind].group]}.difference(KINDS[kind].leave_out)
    return {key: value for key, value in data.items() if key in known and value not in ("", None, [], {}, False)}


def for_direction(group: str, data: Mapping[str, Any], direction: str) -> dict[str, Any]:
    """Give a record with only what that direction asks, so that nothing of the other country is filled in."""
    out: dict[str, Any] = {}
    for element in GROUPS[group]:
        if element.key not in data or element.requirement(direction) == NOT_ASKED:
            continue
        value = data[element.key]
        if element.kind == RECORD and isinstance(value, Mapping):
            out[element.key] = for_direction(element.group, value, direction)
        elif element.kind == RECORDS and isinstance(value, list):
            out[element.key] = [
                for_direction(element.group, item, direction) for item in value if isinstance(item, Mapping)
            ]
        else:
            out[element.key] = value
    return out


def name_of(kind: str, data: Mapping[str, Any]) -> str:
    """Give the name a record is kept under when nobody gave one."""
    words = {
        PARTY: (data.get("name"), data.get("city")),
        TRUCK: (data.get("number"), data.get("plate")),
        TRAILER: (data.get("number"), data.get("plate")),
        DRIVER: (data.get("given_name"), data.get("family_name")),
        PRODUCT: (data.get("description"),),
    }.get(kind, ())
    name = " ".join(str(word) for word in words if word)
    return (name or str(data.get("fast_card") or data.get("ace_id") or ""))[:LONGEST_NAME]


# --- papers that end --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ending:
    """One paper that has ended or soon will. `days` is negative once it is over."""

    paper: str
    ends: date
    days: int

    @property
    def over(self) -> bool:
        return self.days < 0

    @property
    def words(self) -> Text:
        """`FAST card ends in 9 days`, as choosers and lists say it."""
        name, days = PAPERS[self.paper], abs(self.days)
        if self.over:
            return Text(f"{name.en} ended {_days(days)[0]} ago", f"{name.fr} : échéance dépassée de {_days(days)[1]}")
        if not days:
            return Text(f"{name.en} ends today", f"{name.fr} : échéance aujourd'hui")
        return Text(f"{name.en} ends in {_days(days)[0]}", f"{name.fr} : échéance dans {_days(days)[1]}")


def _days(days: int) -> tuple[str, str]:
    return f"{days} day{'' if days == 1 else 's'}", f"{days} jour{'' if days == 1 else 's'}"


def endings(papers: Mapping[str, Any], on: date) -> list[Ending]:
    """Give the papers that are over on that day or end within thirty days of it, the most urgent first."""
    found = []
    for paper, value in papers.items():
        try:
            ends = date.fromisoformat(str(value))
        except ValueError:
            continue
        if paper in PAPERS and ends - on <= SOON:
            found.append(Ending(paper, ends, (ends - on).days))
    return sorted(found, key=lambda ending: ending.ends)


def paper_items(manifest: Mapping[str, Any], papers_of: Mapping[str, Mapping[str, Any]], on: date) -> list[ErrorItem]:
    """Give a warning for each paper of a kept record used in the filing that is over, or nearly, on the day it crosses.

    `papers_of` maps identities to the dates kept with them.
    """
    return [
        _paper_item(path, name_of(kind, record), ending)
        for kind, path, record in records_in(manifest)
        for ending in endings(papers_of.get(identity(kind, record), {}), on)
    ]


def _paper_item(path: str, name: str, ending: Ending) -> ErrorItem:
    words = ending.words
    return ErrorItem(
        PAPER_OVER if ending.over else PAPER_SOON,
        Text(f"{name}: {words.en}.", f"{name} – {words.fr}."),
        path=f"{path}.{PLACES.get(ending.paper, 'documents')}",
        value=ending.ends.isoformat(),
        severity="warning" if ending.over else "info",
        fix=Text(
            "Renew it, or choose another; then correct the date in your saved records.",
            "Renouvelez-le ou faites un autre choix, puis corrigez la date dans vos fiches.",
        ),
    )


def unreadable_dates(papers: Iterable[tuple[str, str]]) -> list[ErrorItem]:
    """Give an error for each date that is none."""
    found = []
    for paper, value in papers:
        try:
            date.fromisoformat(value)
        except ValueError:
            found.append(
                ErrorItem(
                    "CLR_PAPER_DATE",
                    Text("This is not a date of the calendar.", "Cette date n'existe pas au calendrier."),
                    path=f"papers-{paper}",
                    value=value[:20],
                    fix=Text(
                        "Write the year, the month and the day: 2027-03-31.",
                        "Écrivez l'année, le mois et le jour : 2027-03-31.",
                    ),
                )
            )
    return found
