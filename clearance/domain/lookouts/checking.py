"""What must stand in a look-out before it is kept: enough to know whom it means, a source, a purpose, an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from clearance.domain.lookouts.closed_lists import KINDS, LEAST_PURPOSE, LONGEST_DAYS, QUALITIES, REASONS, SOURCES
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

NEEDED = {"plate": ("number", "jurisdiction"), "trailer": ("number",), "seal": ("number",)}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a targeting officer enters. `identity` has the fields of portal.core.domain.matching.Identity as text."""

    kind: str
    identity: Mapping[str, Any]
    source_class: str
    quality: str
    purpose: str
    reason_class: str
    expires_at: datetime | None
    detail: str = ""
    shared: bool = False


def entry_faults(entry: Entry, now: datetime) -> list[ErrorItem]:
    """Give every fault at its field; none means the look-out may be kept."""
    lists = (
        ("kind", KINDS),
        ("source_class", SOURCES),
        ("quality", QUALITIES),
        ("reason_class", REASONS),
    )
    found = [_choose(name) for name, options in lists if getattr(entry, name) not in options]
    if len(entry.purpose.strip()) < LEAST_PURPOSE:
        found.append(PURPOSE)
    if entry.expires_at is None:
        found.append(NO_EXPIRY)
    elif not now < entry.expires_at <= now + timedelta(days=LONGEST_DAYS):
        found.append(EXPIRY_RANGE)
    return found + _identity_faults(entry)


def _identity_faults(entry: Entry) -> list[ErrorItem]:
    given = entry.identity
    known = bool(given.get("identifiers"))
    missing = [name for name in NEEDED.get(entry.kind, ()) if not str(given.get(name, "")).strip()]
    if entry.kind == "company" and not known and not str(given.get("name", "")).strip():
        missing = ["name"]
    if entry.kind == "person" and not known:
        missing = [name for name in ("family", "given") if not str(given.get(name, "")).strip()]
    found = [_needed(name) for name in missing]
    if given.get("birth_date") and not _is_date(str(given["birth_date"])):
        found.append(BIRTH_DATE)
    return found


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _choose(name: str) -> ErrorItem:
    return ErrorItem(
        "CLR_LOOKOUT_LIST",
        Text(
            "This is not on the list, or nothing was chosen.",
            "Ce choix n'est pas dans la liste, ou rien n'a été choisi.",
        ),
        path=name,
        fix=Text("Choose one of the list.", "Choisissez dans la liste."),
    )


def _needed(name: str) -> ErrorItem:
    return ErrorItem(
        "CLR_LOOKOUT_IDENTITY",
        Text(
            "Without this nobody knows who or what is meant.", "Sans ce renseignement, on ne sait qui ni quoi est visé."
        ),
        path=name,
        fix=Text("Fill it in, or give an identifying number.", "Remplissez-le, ou donnez un numéro d'identification."),
    )


PURPOSE = ErrorItem(
    "CLR_LOOKOUT_PURPOSE",
    Text("A look-out needs a purpose.", "Un avis exige une finalité."),
    path="purpose",
    fix=Text("Say in a sentence what it is for.", "Dites en une phrase à quoi il sert."),
)
NO_EXPIRY = ErrorItem(
    "CLR_LOOKOUT_EXPIRY",
    Text("A look-out ends on a day that is set from the start.", "Un avis prend fin à une date fixée dès le départ."),
    path="expires_at",
    fix=Text("Give the day and time it ends.", "Donnez le jour et l'heure de fin."),
)
EXPIRY_RANGE = ErrorItem(
    "CLR_LOOKOUT_EXPIRY",
    Text(
        f"The end lies in the future and at most {LONGEST_DAYS} days away.",
        f"La fin est dans le futur et à {LONGEST_DAYS} jours au plus.",
    ),
    path="expires_at",
    fix=Text(
        "Choose an earlier end; it can be entered anew.", "Choisissez une fin plus proche; l'avis peut être réinscrit."
    ),
)
BIRTH_DATE = ErrorItem(
    "CLR_LOOKOUT_BIRTH",
    Text("This is no date.", "Ceci n'est pas une date."),
    path="birth_date",
    fix=Text("Write the year, the month and the day.", "Écrivez l'année, le mois et le jour."),
)
