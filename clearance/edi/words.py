"""What an agency's codes mean, in both languages, and which field they are about (clearance/edi/data/*.csv).

An agency's error becomes our one error object at the path of the manifest it concerns. Codes that are not
published are known by their words; a code nobody knows is shown as the agency wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from clearance.domain.manifest import Manifest, to_dict
from clearance.domain.numbers import ccn, scn
from clearance.edi.codebook import CBP
from clearance.edi.codelists import rows
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

if TYPE_CHECKING:
    from clearance.edi.answers import Answer, AnswerError, AnswerNotice

ERROR, OUTCOME, ACCEPTED, WARNING, TECHNICAL = "error", "outcome", "accepted", "warning", "technical"

_UNKNOWN = Text("{agency} answered: {text}", "Réponse de {agency_fr} : {text}")
_UNKNOWN_FIX = Text(
    "Correct what the agency names; only that is sent again.",
    "Corrigez ce que l'organisme indique; seul cela est renvoyé.",
)
_AGENCY = {"CBP": Text("CBP", "la CBP"), "CBSA": Text("The CBSA", "l'ASFC")}


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """One row of the table of errors; `path` is the element concerned, lists marked by `[]`."""

    agency: str
    code: str
    role: str
    path: str
    meaning: Text
    fix: Text
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One row of the table of notices; `effect` says what it does to a trip or a shipment."""

    agency: str
    code: str
    effect: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason an agency takes for an amendment: of a trip, a shipment or an in-bond movement."""

    agency: str
    scope: str
    code: str
    meaning: Text


@cache
def error_table(agency: str) -> Mapping[str, ErrorWords]:
    """The errors of one agency by code."""
    return {
        row["code"]: ErrorWords(
            agency,
            row["code"],
            row["role"],
            row["path"],
            Text(row["meaning_en"], row["meaning_fr"]),
            Text(row["fix_en"], row["fix_fr"]),
            tuple(phrase for phrase in row["words"].split(";") if phrase),
        )
        for row in rows("agency_errors.csv")
        if row["agency"] == agency
    }


@cache
def notice_table(agency: str) -> Mapping[str, NoticeWords]:
    """The notices of one agency by code."""
    return {
        row["code"]: NoticeWords(agency, row["code"], row["effect"], Text(row["meaning_en"], row["meaning_fr"]))
        for row in rows("agency_notices.csv")
        if row["agency"] == agency
    }


@cache
def reasons(agency: str, scope: str) -> tuple[Reason, ...]:
    """The reasons an agency takes for an amendment."""
    return tuple(
        Reason(agency, scope, row["code"], Text(row["meaning_en"], row["meaning_fr"]))
        for row in rows("reasons.csv")
        if (row["agency"], row["scope"]) == (agency, scope)
    )


def error_words(agency: str, code: str, text: str = "") -> ErrorWords:
    """Say what an error means: by its code, else by its words, else as the agency wrote it."""
    table = error_table(agency)
    found = table.get(code) or _by_words(table, text)
    if found:
        return found
    words = (text or code).strip()
    name = _AGENCY.get(agency, Text(agency, agency))
    said = Text(_UNKNOWN.en.format(agency=name.en, text=words), _UNKNOWN.fr.format(agency_fr=name.fr, text=words))
    return ErrorWords(agency, code, ERROR, "", said, _UNKNOWN_FIX)


def _by_words(table: Mapping[str, ErrorWords], text: str) -> ErrorWords | None:
    """The row whose longest phrase stands in the text, as whole words."""
    said = f" {' '.join(re.findall(r'[A-Z0-9-]+', text.upper()))} "
    hits = [(len(phrase), row) for row in table.values() for phrase in row.phrases if f" {phrase} " in said]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def notice_words(agency: str, notice: AnswerNotice) -> NoticeWords:
    """Say what a notice means; one nobody knows is a remark."""
    known = notice_table(agency).get(notice.code)
    words = notice.text or notice.code
    return known or NoticeWords(agency, notice.code, "remark", Text(words, words))


# --- at the field --------------------------------------------------------------------------------------------
def error_items(answer: Answer, manifest: Manifest | Mapping[str, Any], agency: str) -> list[ErrorItem]:
    """Give the errors of an answer as our error objects, each at the field of the manifest it is about.

    What only says that something else is wrong ("manifest rejected") is left out where that else is named.
    """
    data = to_dict(manifest) if isinstance(manifest, Manifest) else dict(manifest)
    places = _places(manifest, data, agency)
    named = {error.shipment for error in answer.errors if error_words(agency, error.code, error.text).role != OUTCOME}
    return [
        _item(error, error_words(agency, error.code, error.text), data, places, agency)
        for error in answer.errors
        if error.shipment not in named or error_words(agency, error.code, error.text).role != OUTCOME
    ]


def _places(manifest: Manifest | Mapping[str, Any], data: Mapping[str, Any], agency: str) -> dict[str, int]:
    """The place of every shipment by its control number."""
    if isinstance(manifest, Manifest):
        number = scn if agency == CBP else ccn
        return {number(manifest.trip, one): place for place, one in enumerate(manifest.shipments)}
    key = "scac" if agency == CBP else "cbsa_code"
    prefix = str(data.get("trip", {}).get(key) or "")
    return {
        (one.get(key) or prefix) + str(one.get("reference") or ""): place
        for place, one in enumerate(data.get("shipments", []))
    }


def _item(
    error: AnswerError, words: ErrorWords, data: Mapping[str, Any], places: Mapping[str, int], agency: str
) -> ErrorItem:
    path = error.path or concrete(words.path, data, places.get(error.shipment), error.text)
    if not path and error.shipment in places:
        path = f"shipments[{places[error.shipment]}]"
    severity = "warning" if words.role == WARNING else "error"
    return ErrorItem(f"{agency}_{error.code}", words.meaning, path, error.text or None, severity, agency, words.fix)


def concrete(path: str, data: Mapping[str, Any], shipment: int | None, text: str = "") -> str:
    """Turn `crew[].fast_card` into the place of one person: the one whose value the agency quotes, else the first
    that has the value, else the first at all. A list that is empty is named itself."""
    out, at = "", data
    steps = path.split(".") if path else []
    for number, step in enumerate(steps):
        key = step.removesuffix("[]")
        out = f"{out}.{key}" if out else key
        found = at.get(key) if isinstance(at, Mapping) else None
        if step == key:
            at = found if isinstance(found, Mapping) else {}
            continue
        entries = [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
        if not entries:
            return out
        place = (
            shipment if key == "shipments" and shipment is not None else _likeliest(entries, steps[number + 1 :], text)
        )
        out, at = f"{out}[{place}]", entries[place]
    return out


def _likeliest(entries: list[Mapping[str, Any]], rest: Iterable[str], text: str) -> int:
    keys = [step.removesuffix("[]") for step in rest][:1]
    said = set(re.findall(r"[A-Z0-9-]{3,}", text.upper()))
    for place, entry in enumerate(entries):
        if said.intersection(str(value).upper() for value in entry.values() if isinstance(value, str)):
            return place
    return next((place for place, entry in enumerate(entries) if all(entry.get(key) for key in keys)), 0)
