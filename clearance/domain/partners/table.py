"""Reads the three tables of partner agencies and refuses a row that makes no sense."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from clearance.domain.elements import CODE, CONDITIONAL, FORMATS, MANDATORY, OPTIONAL, TEXT, Element
from clearance.domain.elements.base import PURPOSES
from clearance.domain.partners.base import (
    CONFIDENCES,
    MAY,
    MOMENTS,
    MUST,
    Ask,
    Condition,
    Filter,
    Programme,
    Question,
)
from portal.core.domain.text import Text

DATA = Path(__file__).resolve().parent.parent / "data"
Row = Mapping[str, str]


def question_from_row(row: Row) -> Question:
    """Build one question; ValueError or KeyError names what the row gets wrong."""
    code = row["code"]
    if row["kind"] not in {TEXT, CODE} or row["moment"] not in MOMENTS or not (row["name_en"] and row["name_fr"]):
        raise ValueError(f"{code}: kind, moment and a name in both languages are needed")
    if row["format"] and row["format"] not in FORMATS:
        raise ValueError(f"{code}: unknown format {row['format']}")
    if bool(row["format"]) == bool(row["choices"]):
        raise ValueError(f"{code}: either a format or a closed list is needed")
    if not row["basis"] or bool(row["help_en"]) != bool(row["help_fr"]):
        raise ValueError(f"{code}: a legal basis is needed, and help in both languages or none")
    element = Element(
        key=code,
        name=Text(row["name_en"], row["name_fr"]),
        kind=row["kind"],
        size=int(row["size"]),
        us=OPTIONAL,
        ca=OPTIONAL,
        cbp="",
        cbsa="",
        format=row["format"],
        choices=tuple(row["choices"].split("|")) if row["choices"] else (),
        group="",
        strip=" " if row["kind"] == CODE else "",
        basis=row["basis"],
        purpose=PURPOSES[row["purpose"]],
        help=Text(row["help_en"], row["help_fr"]) if row["help_en"] else None,
        example=row["example"],
    )
    return Question(element, row["moment"], row["once"] == "1", row["edi"])


def ask_from_row(row: Row, questions: Mapping[str, Question]) -> Ask:
    """Build one ask of a programme."""
    if row["need"] not in {MANDATORY, CONDITIONAL, OPTIONAL}:
        raise ValueError(f"{row['programme']}.{row['question']}: need is M, C or O")
    subject, _, wanted = row["when"].partition("=")
    if subject and subject not in {"origin", "hs"} and subject not in questions:
        raise ValueError(f"{row['programme']}.{row['question']}: unknown condition {row['when']}")
    return Ask(questions[row["question"]], row["need"], Condition(subject, Filter.parse(wanted)))


def programme_from_row(row: Row, asks: tuple[Ask, ...]) -> Programme:
    """Build one programme; ValueError names what the row gets wrong."""
    code = row["code"]
    prefixes = tuple(row["prefixes"].split())
    if not prefixes or not all(prefix.isdecimal() for prefix in prefixes):
        raise ValueError(f"{code}: prefixes of the goods code are needed")
    if row["severity"] not in {"", MUST, MAY} or row["confidence"] not in CONFIDENCES or not row["source"]:
        raise ValueError(f"{code}: severity, source and confidence are needed")
    if not all(row[name] for name in ("name_en", "name_fr", "reason_en", "reason_fr")):
        raise ValueError(f"{code}: name and reason are needed in both languages")
    return Programme(
        code=code,
        agency=row["agency"],
        name=Text(row["name_en"], row["name_fr"]),
        prefixes=prefixes,
        exceptions=tuple(row["except"].split()),
        origins=Filter.parse(row["origins"]),
        end_uses=Filter.parse(row["end_uses"]),
        severity=row["severity"],
        minutes=int(row["minutes"]),
        starts=date.fromisoformat(row["from"]),
        ends=date.fromisoformat(row["to"]) if row["to"] else None,
        source=row["source"],
        confidence=row["confidence"],
        reason=Text(row["reason_en"], row["reason_fr"]),
        asks=asks,
    )


def programmes_from_rows(
    programmes: Iterable[Row], questions: Mapping[str, Question], asks: Iterable[Row]
) -> dict[str, Programme]:
    """Gather the tables; a programme occurs once per effective date, every ask belongs to one."""
    by_programme: dict[str, list[Ask]] = {}
    for row in asks:
        by_programme.setdefault(row["programme"], []).append(ask_from_row(row, questions))
    found: dict[str, Programme] = {}
    for row in programmes:
        key = f"{row['code']} {row['from']}"
        if key in found:
            raise ValueError(f"{key} is in the table twice")
        found[key] = programme_from_row(row, tuple(by_programme.get(row["code"], ())))
    unknown = by_programme.keys() - {programme.code for programme in found.values()}
    if unknown:
        raise ValueError(f"questions of unknown programmes: {sorted(unknown)}")
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


QUESTIONS: dict[str, Question] = {row["code"]: question_from_row(row) for row in _rows("agency_questions.csv")}
PROGRAMMES: tuple[Programme, ...] = tuple(
    programmes_from_rows(_rows("agency_programmes.csv"), QUESTIONS, _rows("agency_asks.csv")).values()
)
