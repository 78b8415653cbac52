"""One message of a seal reader, as a machine sends it, with the fields of ISO 18185-2 and its position (R-56, R-67)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from clearance.domain.seals.position import Position, position_faulty, position_from
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

SEALED, READ, HANDED_OVER, OPENED, REPLACED = "sealed", "read", "handed_over", "opened", "replaced"
EVENT_KINDS: dict[str, Text] = {
    SEALED: Text("Sealed", "Scellé"),
    READ: Text("Read", "Lu"),
    HANDED_OVER: Text("Handed over", "Remis"),
    OPENED: Text("Opened", "Ouvert"),
    REPLACED: Text("Replaced", "Remplacé"),
}
GRADES: dict[str, Text] = {
    "H": Text("High security (ISO 17712 H)", "Haute sécurité (ISO 17712 H)"),
    "S": Text("Security (ISO 17712 S)", "Sécurité (ISO 17712 S)"),
    "I": Text("Indicative (ISO 17712 I)", "Indicatif (ISO 17712 I)"),
}
MECHANICAL, ELECTRONIC = "mechanical", "electronic"
MAKES: dict[str, Text] = {
    MECHANICAL: Text("Mechanical", "Mécanique"),
    ELECTRONIC: Text("Electronic", "Électronique"),
}
NUMBER = re.compile(r"[A-Z0-9]{1,15}")
EQUIPMENT = re.compile(r"[A-Z0-9]{1,17}")
READER = re.compile(r"[A-Za-z0-9._-]{1,40}")
TAG = re.compile(r"[A-Za-z0-9:-]{1,40}")
LARGEST_SEQUENCE = 2**53
FIELDS = frozenset(
    {"reader", "sequence", "seal", "tag", "kind", "open", "battery", "at", "place", "equipment", "position"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one device says of one seal.

    `opened` is the sealed-open bit, None when the device has none; `battery` is in percent; `at` is the
    device's own clock, aware. Repetitions are known by `reader` and `sequence`.
    """

    reader: str
    sequence: int
    number: str
    tag: str
    kind: str
    opened: bool | None
    battery: int | None
    at: datetime
    place: str = ""
    equipment: str = ""
    position: Position | None = None


def reading_from(data: Any, path: str) -> Reading | ErrorItem:
    """Read one entry of a batch; gives the first fault instead, at its field. `path` is the place of the entry."""
    if not isinstance(data, Mapping):
        return _fault(path, data, SHAPE)
    for name, fault in _faults(data):
        return _fault(f"{path}.{name}", _given(data, name), fault)
    kind = str(data["kind"])
    opened = data.get("open")
    return Reading(
        reader=str(data["reader"]),
        sequence=int(data["sequence"]),
        number=str(data.get("seal", "")).upper(),
        tag=str(data.get("tag", "")),
        kind=kind,
        opened=kind == OPENED if opened is None and kind in (SEALED, OPENED) else opened,
        battery=data.get("battery"),
        at=datetime.fromisoformat(data["at"]),
        place=str(data.get("place", "")),
        equipment=str(data.get("equipment", "")).upper(),
        position=position_from(data["position"]) if "position" in data else None,
    )


Words = tuple[str, Text, Text]


def _faults(data: Mapping[str, Any]) -> list[tuple[str, Words]]:
    found: list[tuple[str, Words]] = [(name, UNKNOWN) for name in sorted(set(data) - FIELDS, key=str)]
    checks = (
        ("reader", _text(data.get("reader"), READER), READER_FAULT),
        ("sequence", _whole(data.get("sequence"), LARGEST_SEQUENCE), SEQUENCE_FAULT),
        ("seal", _known(data) and (not data.get("seal") or _text(_upper(data["seal"]), NUMBER)), NUMBER_FAULT),
        ("tag", not data.get("tag") or _text(data["tag"], TAG), NUMBER_FAULT),
        ("kind", data.get("kind") in tuple(EVENT_KINDS), KIND_FAULT),
        ("open", isinstance(data.get("open"), bool) or ("open" not in data and data.get("kind") != READ), OPEN_FAULT),
        ("battery", "battery" not in data or _whole(data["battery"], 100), BATTERY_FAULT),
        ("at", _moment(data.get("at")), TIME_FAULT),
        ("place", isinstance(data.get("place", ""), str) and len(data.get("place", "")) <= 60, PLACE_FAULT),
        ("equipment", not data.get("equipment") or _text(_upper(data["equipment"]), EQUIPMENT), EQUIPMENT_FAULT),
    )
    found += [(name, fault) for name, good, fault in checks if not good]
    wrong = position_faulty(data["position"]) if "position" in data else None
    return found if wrong is None else [*found, (f"position{wrong}", POSITION_FAULT)]


def _given(data: Mapping[str, Any], name: str) -> Any:
    """What was sent for a field; `position.latitude` is one inside another."""
    outer, _, inner = name.partition(".")
    value = data.get(outer)
    return value.get(inner) if inner and isinstance(value, Mapping) else value


def _known(data: Mapping[str, Any]) -> bool:
    return bool(data.get("seal") or data.get("tag"))


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _text(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and value.isascii() and pattern.fullmatch(value) is not None


def _whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _moment(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return False
    return found.tzinfo is not None and 2000 <= found.year <= 2100


def _fault(path: str, value: Any, words: Words) -> ErrorItem:
    code, message, fix = words
    shown = value if isinstance(value, (str, int, bool)) or (isinstance(value, float) and isfinite(value)) else None
    return ErrorItem(code, message, path, shown[:80] if isinstance(shown, str) else shown, fix=fix)


SHAPE = (
    "CLR_SEAL_EVENT_SHAPE",
    Text("Each event is one object.", "Chaque événement est un objet."),
    Text("Send a list of objects under “events”.", "Envoyez une liste d'objets sous « events »."),
)
UNKNOWN = (
    "CLR_SEAL_EVENT_FIELD",
    Text("This field is not known.", "Ce champ n'est pas connu."),
    Text("Leave it out, or see the documentation of the API.", "Retirez-le, ou consultez la documentation de l'API."),
)
READER_FAULT = (
    "CLR_SEAL_EVENT_READER",
    Text("The reader has no usable name.", "Le lecteur n'a pas de nom utilisable."),
    Text("One to 40 letters, digits, points, hyphens.", "De 1 à 40 lettres, chiffres, points ou traits d'union."),
)
SEQUENCE_FAULT = (
    "CLR_SEAL_EVENT_SEQUENCE",
    Text("The device's own count is missing.", "Le compteur de l'appareil manque."),
    Text("Send a whole number from 0 that grows with each event of the reader.",
         "Envoyez un nombre entier à partir de 0, croissant à chaque événement du lecteur."),
)  # fmt: skip
NUMBER_FAULT = (
    "CLR_SEAL_EVENT_NUMBER",
    Text("The seal is not named by a usable number or tag.", "Le sceau n'est désigné par aucun numéro ou puce lisible."),
    Text("Give its number, up to 15 letters and digits, or its tag.",
         "Donnez son numéro, au plus 15 lettres et chiffres, ou sa puce."),
)  # fmt: skip
KIND_FAULT = (
    "CLR_SEAL_EVENT_KIND",
    Text("The kind of event is not known.", "Ce genre d'événement n'est pas connu."),
    Text("One of: sealed, read, handed_over, opened, replaced.",
         "L'un de : sealed, read, handed_over, opened, replaced."),
)  # fmt: skip
OPEN_FAULT = (
    "CLR_SEAL_EVENT_OPEN",
    Text("A reading says whether the seal is open.", "Une lecture dit si le sceau est ouvert."),
    Text("Send “open” as true or false.", "Envoyez « open » avec true ou false."),
)
BATTERY_FAULT = (
    "CLR_SEAL_EVENT_BATTERY",
    Text("The battery level is not a percentage.", "Le niveau de la pile n'est pas un pourcentage."),
    Text("Send a whole number from 0 to 100.", "Envoyez un nombre entier de 0 à 100."),
)
TIME_FAULT = (
    "CLR_SEAL_EVENT_TIME",
    Text("The time of the device is missing or has no offset.", "L'heure de l'appareil manque ou est sans décalage."),
    Text("Send it as 2026-11-24T14:05:00+00:00.", "Envoyez-la sous la forme 2026-11-24T14:05:00+00:00."),
)
PLACE_FAULT = (
    "CLR_SEAL_EVENT_PLACE",
    Text("The place is longer than 60 characters.", "Le lieu dépasse 60 caractères."),
    Text("Shorten it.", "Raccourcissez-le."),
)
EQUIPMENT_FAULT = (
    "CLR_SEAL_EVENT_EQUIPMENT",
    Text("The number of the trailer or container is not usable.", "Le numéro de remorque ou de conteneur est inutilisable."),
    Text("Up to 17 letters and digits.", "Au plus 17 lettres et chiffres."),
)  # fmt: skip
POSITION_FAULT = (
    "CLR_SEAL_EVENT_POSITION",
    Text("The position is not a latitude and a longitude.", "La position n'est pas une latitude et une longitude."),
    Text("Send both as decimal degrees (WGS 84): latitude from -90 to 90, longitude from -180 to 180; or neither.",
         "Envoyez les deux en degrés décimaux (WGS 84) : latitude de -90 à 90, longitude de -180 à 180; ou aucune."),
)  # fmt: skip
