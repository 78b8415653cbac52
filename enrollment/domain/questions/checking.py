"""Checks over answers: one answer, the rows of a table, a section. What was typed is kept in any case (rule 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from enrollment.domain.questions.formats import fault_of
from enrollment.domain.questions.shapes import (
    CONSENT,
    FILES,
    LONGEST,
    MOST_ROWS,
    Question,
    Row,
    Section,
    Table,
)
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

ATTACHED: frozenset[str] = frozenset()
MET = ("in_place", "partly")


def check_answer(question: Question, value: Any, today: date, path: str = "") -> ErrorItem | None:
    """Check one answer; None when it will do. Dates are ISO strings, numbers are whole and not negative."""
    place = path or question.code
    if value in (None, ""):
        return missing(place) if question.required else None
    fault = fault_of(question, value, today)
    if fault is None:
        return None
    if question.kind == CONSENT:
        return missing(place)
    return ErrorItem("ENR_ANSWER_WRONG", fault[0], path=place, value=value, fix=fault[1])


def check_section(
    section: Section, answers: Mapping[str, Any], today: date, attached: Collection[str] = ATTACHED
) -> list[ErrorItem]:
    """Give everything wrong in one section. `attached` are the codes of the questions that have documents."""
    found: list[ErrorItem | None] = []
    for question in section.questions:
        if question.kind == FILES:
            found.append(_check_files(question, attached))
            continue
        found.append(check_answer(question, answers.get(question.code), today))
        if question.evidence:
            found.append(_check_evidence(question, answers, today, attached))
    items = [item for item in found if item is not None]
    for table in section.tables:
        items += check_table(table, rows_of(table, answers), answers, today)
    return items


def check_table(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Give what is wrong cell by cell, then with the rows together; the path names row and column."""
    items = [item for place, row in enumerate(rows) for item in _check_row(table, place, row, today)]
    needed = table.least
    if table.needed_if and answers.get(table.needed_if[0]) == table.needed_if[1]:
        needed = max(needed, 1)
    if len(rows) < needed:
        items.append(_too_few(table, needed))
    for rule in table.rules:
        items += rule(table, rows, answers, today)
    return items


def _check_row(table: Table, place: int, row: Row, today: date) -> list[ErrorItem]:
    found = (
        check_answer(column, row.get(column.code), today, f"{table.code}[{place}].{column.code}")
        for column in table.columns
    )
    return [item for item in found if item is not None]


def rows_of(table: Table, answers: Mapping[str, Any]) -> list[Row]:
    """Give the rows of a table; anything that is no row is left out."""
    rows = answers.get(table.code)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def kept_answers(section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Keep only the answers to questions of the section, shortened to what can be stored; empty rows go."""
    kept = {
        question.code: _kept(question, answers[question.code]) for question in section.asked if question.code in answers
    }
    for table in section.tables:
        if table.code in answers:
            rows = (
                {column.code: _kept(column, row.get(column.code, "")) for column in table.columns}
                for row in rows_of(table, answers)
            )
            kept[table.code] = [row for row in rows if any(row.values())][:MOST_ROWS]
    return kept


def _kept(question: Question, value: Any) -> Any:
    return value.strip()[: LONGEST.get(question.kind, 200)] if isinstance(value, str) else value


def missing(path: str) -> ErrorItem:
    """Say that an answer is still to be given."""
    return ErrorItem(
        "ENR_ANSWER_MISSING",
        Text("No answer yet.", "Pas encore de réponse."),
        path=path,
        fix=Text("Answer it, then save.", "Répondez, puis enregistrez."),
    )


def _check_files(question: Question, attached: Collection[str]) -> ErrorItem | None:
    return missing(question.code) if question.required and question.code not in attached else None


def _check_evidence(
    question: Question, answers: Mapping[str, Any], today: date, attached: Collection[str]
) -> ErrorItem | None:
    """What is said to be in place is shown, in words or by a document."""
    how = question.evidence_question
    value = answers.get(how.code)
    if value or question.code in attached or answers.get(question.code) not in MET:
        return check_answer(how, value, today)
    return ErrorItem(
        "ENR_EVIDENCE_MISSING",
        Text("Nothing shows yet that this is in place.", "Rien ne montre encore que c'est en place."),
        path=how.code,
        fix=Text(
            "Say in a few words how it is done, or attach a document.",
            "Dites en quelques mots comment c'est fait ou joignez un document.",
        ),
    )


def _too_few(table: Table, needed: int) -> ErrorItem:
    return ErrorItem(
        "ENR_ROWS_MISSING",
        Text("At least {needed} row is needed here.", "Il faut au moins {needed} ligne ici.").format(needed=needed),
        path=table.code,
        fix=Text("Fill in a row, then save.", "Remplissez une ligne, puis enregistrez."),
    )
