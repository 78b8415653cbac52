"""The columns of a trip file, made from the element registry: one row per goods line.

A column is named by the element's path: `trip.reference`, `conveyance.seals`, `equipment[1].number`,
`crew[1].documents[1].type`, `shipment.consignee.name`, `line.hs_code`. Numbers in brackets count from 1. An
answer to a partner agency has a column named by its question: `answer.end_use` (docs/agencies.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from clearance.domain.elements import GROUPS, NOT_ASKED, RECORD, RECORDS, Element
from clearance.domain.partners import QUESTIONS
from portal.core.domain.text import Text

TRAILERS, PEOPLE, DOCUMENTS = 2, 2, 1
_TRAILER_SHORT = ("number", "type", "plate", "plate_jurisdiction", "plate_country", "seals")
_PERSON_SHORT = ("role", "family_name", "given_name", "birth_date", "citizenship", "fast_card", "documents")
_PARTIES = ("shipper", "consignee", "importer", "broker")
_PARTY_MORE = ("phone",)
ANSWER = "answer."
_INDEX = re.compile(r"\[(\d{1,3})\]")
_KEY = re.compile(r"[a-z0-9_]+(\[\d{1,3}\])?(\.[a-z0-9_]+(\[\d{1,3}\])?)*")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key and the element it holds."""

    key: str
    element: Element
    owner: Text | None = None

    @property
    def label(self) -> Text:
        """The element's name, with whose it is where several have one."""
        if self.owner is None:
            return self.element.name
        name = self.element.name
        return Text(f"{self.owner.en}: {name.en}", f"{self.owner.fr} : {name.fr}")


@cache
def template_columns(direction: str) -> tuple[Column, ...]:
    """Give the columns of the template of one direction: only what that direction asks for (R-20)."""
    found = [*_record("trip", "trip", direction), *_record("conveyance", "conveyance", direction)]
    for number in range(1, TRAILERS + 1):
        owner = Text(f"Trailer {number}", f"Remorque {number}")
        found += _record("equipment", f"equipment[{number}]", direction, owner, only=_TRAILER_SHORT)
    for number in range(1, PEOPLE + 1):
        owner = Text(f"Person {number}", f"Personne {number}")
        found += _record("crew", f"crew[{number}]", direction, owner, only=_PERSON_SHORT)
    found += _record("shipment", "shipment", direction, leave_out=("scac", "cbsa_code"))
    found += _record("line", "line", direction)
    return tuple(found)


def _record(
    group: str,
    prefix: str,
    direction: str,
    owner: Text | None = None,
    *,
    only: tuple[str, ...] = (),
    leave_out: tuple[str, ...] = (),
) -> list[Column]:
    found: list[Column] = []
    for element in GROUPS[group]:
        asked = element.requirement(direction) != NOT_ASKED
        if asked and element.key not in leave_out and (not only or element.key in only):
            found += _columns(element, f"{prefix}.{element.key}", direction, owner)
    return found


def _columns(element: Element, key: str, direction: str, owner: Text | None) -> list[Column]:
    if element.kind == RECORD:
        more = _PARTY_MORE if element.key in _PARTIES else ()
        return _record(element.group, key, direction, element.name, leave_out=more)
    if element.key == "documents":
        return _record(element.group, f"{key}[1]", direction, owner)
    if element.kind == RECORDS and element.key != "seals":
        return []
    return [Column(key, element, owner)]


def column_of(key: str) -> Column | None:
    """Give the column a header cell names, also one that is not in the template; None when it names nothing."""
    key = key.strip().lower()
    if not _KEY.fullmatch(key):
        return None
    if key.startswith(ANSWER):
        question = QUESTIONS.get(key.removeprefix(ANSWER).upper())
        return Column(key, question.element) if question else None
    group, rest = _start(key)
    if group == "line" and len(rest) > 1:
        return None
    for part in rest:
        element = next((e for e in GROUPS.get(group, ()) if e.key == _INDEX.sub("", part)), None)
        if element is None:
            return None
        if part is rest[-1]:
            usable = element.key == "seals" or element.kind not in {RECORD, RECORDS}
            return Column(key, element) if usable and "[" not in part else None
        if (element.kind == RECORDS) != ("[" in part) or not element.group:
            return None
        group = element.group
    return None


def _start(key: str) -> tuple[str, list[str]]:
    """Give the group a key begins in and the parts that follow."""
    parts = key.split(".")
    if parts[0] in {"shipment", "line"}:
        return parts[0], parts[1:]
    return "manifest", parts
