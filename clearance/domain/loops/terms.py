"""What one version of a loop says: plants in both countries, parts, ports, carriers, how often (R-62).

Terms are signed by both agencies and never edited; a change is the next version. Pure.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

COUNTRIES = ("CA", "US")
LONGEST_DAYS = 366
MOST_TRIPS = 500
LEAST_DIGITS = 4
_PREFIX = re.compile(r"[0-9]{4,10}", re.ASCII)
_CARRIER = re.compile(r"[A-Z0-9-]{2,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Plant:
    """One end of the chain: whose it is, what the site is called, where it stands."""

    organisation: str
    site: str
    address: str
    city: str
    jurisdiction: str
    country: str


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of part by the first four to ten digits of its code, in plain words beside it."""

    hs_prefix: str
    description: str


@dataclass(frozen=True, slots=True)
class LoopTerms:
    """What both agencies sign. `carriers` are the carrier codes (SCAC or CBSA) whose trips may state the loop;
    `trips_per_week` counts both directions.
    """

    name: str
    plants: tuple[Plant, ...]
    parts: tuple[Part, ...]
    crossings: tuple[str, ...]
    carriers: tuple[str, ...]
    trips_per_week: int

    def as_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return made

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LoopTerms:
        return cls(
            data["name"],
            tuple(Plant(**plant) for plant in data["plants"]),
            tuple(Part(**part) for part in data["parts"]),
            tuple(data["crossings"]),
            tuple(data["carriers"]),
            int(data["trips_per_week"]),
        )


def loop_digest(terms: LoopTerms, number: int, version: int, owner: str, starts: datetime, ends: datetime) -> str:
    """Give the SHA-256 of everything that is signed; `owner` is the id of the company."""
    signed = {
        **terms.as_dict(),
        "number": number,
        "version": version,
        "owner": owner,
        "from": starts.isoformat(),
        "to": ends.isoformat(),
    }
    return hashlib.sha256(json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def loop_faults(
    terms: LoopTerms, *, starts: datetime, ends: datetime, now: datetime, crossings: Iterable[str]
) -> list[ErrorItem]:
    """Say what is wrong with a proposal, field by field; `plants[1].city` names the second plant's city."""
    return [
        *_name_faults(terms),
        *_plant_faults(terms),
        *_part_faults(terms),
        *_port_faults(terms, frozenset(crossings)),
        *_date_faults(starts, ends, now),
    ]


def _name_faults(terms: LoopTerms) -> Iterable[ErrorItem]:
    if not terms.name.strip():
        yield _item("name", "", NO_NAME)
    if not 0 < terms.trips_per_week <= MOST_TRIPS:
        yield _item("trips_per_week", str(terms.trips_per_week), FREQUENCY)


def _plant_faults(terms: LoopTerms) -> Iterable[ErrorItem]:
    for place, plant in enumerate(terms.plants):
        for name, value in asdict(plant).items():
            if not value.strip():
                yield _item(f"plants[{place}].{name}", "", PLANT_PART)
        if plant.country and plant.country not in COUNTRIES:
            yield _item(f"plants[{place}].country", plant.country, PLANT_COUNTRY)
    if {plant.country for plant in terms.plants} != set(COUNTRIES):
        yield _item("plants", str(len(terms.plants)), BOTH_COUNTRIES)


def _part_faults(terms: LoopTerms) -> Iterable[ErrorItem]:
    for place, part in enumerate(terms.parts):
        if not _PREFIX.fullmatch(part.hs_prefix):
            yield _item(f"parts[{place}].hs_prefix", part.hs_prefix, PREFIX)
        if not part.description.strip():
            yield _item(f"parts[{place}].description", "", IN_WORDS)
    if not terms.parts:
        yield _item("parts", "", NO_PARTS)


def _port_faults(terms: LoopTerms, known: frozenset[str]) -> Iterable[ErrorItem]:
    if not terms.crossings:
        yield _item("crossings", "", NO_PORTS)
    for code in terms.crossings:
        if code not in known:
            yield _item("crossings", code, UNKNOWN_PORT)
    if not terms.carriers:
        yield _item("carriers", "", NO_CARRIERS)
    for code in terms.carriers:
        if not _CARRIER.fullmatch(code):
            yield _item("carriers", code, CARRIER)


def _date_faults(starts: datetime, ends: datetime, now: datetime) -> Iterable[ErrorItem]:
    if ends <= starts:
        yield _item("ends_at", ends.isoformat(), ENDS_FIRST)
    elif (ends - starts).days > LONGEST_DAYS:
        yield _item("ends_at", ends.isoformat(), TOO_LONG)
    if ends <= now:
        yield _item("ends_at", ends.isoformat(), OVER_ALREADY)


Words = tuple[str, Text, Text]


def _item(path: str, value: str, words: Words) -> ErrorItem:
    code, message, fix = words
    return ErrorItem(code, message, path, value or None, fix=fix)


NO_NAME = (
    "CLR_LOOP_NAME",
    Text("A loop has a name people know it by.", "Une boucle porte un nom que l'on connaît."),
    Text("For example: door panels Windsor and Detroit.", "Par exemple : panneaux de porte Windsor et Detroit."),
)
FREQUENCY = (
    "CLR_LOOP_FREQUENCY",
    Text(f"A loop runs 1 to {MOST_TRIPS} trips a week.", f"Une boucle compte de 1 à {MOST_TRIPS} voyages par semaine."),
    Text("Give the trips of both directions together.", "Donnez les voyages des deux directions ensemble."),
)
PLANT_PART = (
    "CLR_LOOP_PLANT",
    Text(
        "A plant needs its company, site, street, city, province or state and country.",
        "Une usine exige entreprise, site, rue, ville, province ou État et pays.",
    ),
    Text("Fill this in.", "Remplissez ce champ."),
)
PLANT_COUNTRY = (
    "CLR_LOOP_COUNTRY",
    Text("A plant of a loop stands in Canada or in the United States.", "Une usine d'une boucle se trouve au Canada ou aux États-Unis."),
    Text("Choose CA or US.", "Choisissez CA ou US."),
)  # fmt: skip
BOTH_COUNTRIES = (
    "CLR_LOOP_PLANTS",
    Text("A loop needs at least one plant in each country.", "Une boucle exige au moins une usine dans chaque pays."),
    Text("Add the plant on the other side.", "Ajoutez l'usine de l'autre côté."),
)
PREFIX = (
    "CLR_LOOP_PREFIX",
    Text("Parts are named by 4 to 10 digits of their code.", "Les pièces se désignent par 4 à 10 chiffres de leur code."),
    Text("For example 8708 for parts of motor vehicles.", "Par exemple 8708 pour les pièces de véhicules."),
)  # fmt: skip
IN_WORDS = (
    "CLR_LOOP_WORDS",
    Text("Say in plain words what the part is.", "Dites en mots simples ce qu'est la pièce."),
    Text("For example: stamped door panels.", "Par exemple : panneaux de porte emboutis."),
)
NO_PARTS = (
    "CLR_LOOP_PARTS",
    Text("A loop names at least one part.", "Une boucle nomme au moins une pièce."),
    Text("Give the first digits of its code and plain words.", "Donnez les premiers chiffres de son code et des mots simples."),
)  # fmt: skip
NO_PORTS = (
    "CLR_LOOP_PORTS",
    Text("A loop names its crossings.", "Une boucle nomme ses passages."),
    Text("Choose at least one.", "Choisissez-en au moins un."),
)
UNKNOWN_PORT = (
    "CLR_LOOP_PORT",
    Text("This crossing is not known.", "Ce passage n'est pas connu."),
    Text("Choose crossings of the list.", "Choisissez des passages de la liste."),
)
NO_CARRIERS = (
    "CLR_LOOP_CARRIERS",
    Text("A loop names the carriers that drive it.", "Une boucle nomme les transporteurs qui la desservent."),
    Text("Give their SCAC or CBSA carrier codes.", "Donnez leurs codes SCAC ou codes de transporteur de l'ASFC."),
)
CARRIER = (
    "CLR_LOOP_CARRIER",
    Text("This is not a carrier code.", "Ce n'est pas un code de transporteur."),
    Text("A SCAC has 2 to 4 letters, a CBSA code 4 characters.", "Un SCAC a de 2 à 4 lettres, un code de l'ASFC 4 caractères."),
)  # fmt: skip
ENDS_FIRST = (
    "CLR_LOOP_DATES",
    Text("The loop ends before it starts.", "La boucle prend fin avant de commencer."),
    Text("Give an end after the start.", "Donnez une fin postérieure au début."),
)
TOO_LONG = (
    "CLR_LOOP_LONG",
    Text("A loop runs for one year at most.", "Une boucle dure au plus un an."),
    Text("Give an earlier end; it can be renewed.", "Donnez une fin plus proche; la boucle peut être renouvelée."),
)
OVER_ALREADY = (
    "CLR_LOOP_OVER",
    Text("This end has passed already.", "Cette fin est déjà passée."),
    Text("Give an end in the future.", "Donnez une fin à venir."),
)
