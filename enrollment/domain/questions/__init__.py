"""The joint application forms, one per programme, and the checks over their answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from enrollment.domain.programmes import (
    FAST_CARRIER,
    FAST_DRIVER,
    FAST_SHIPPER,
    NEXUS_TRAVELLER,
    Programme,
    age_on,
)
from enrollment.domain.questions.checking import ATTACHED, check_answer, check_section, kept_answers, rows_of
from enrollment.domain.questions.company import CARRIER_FORM, SHIPPER_FORM
from enrollment.domain.questions.formats import as_date
from enrollment.domain.questions.person import DRIVER_FORM, TRAVELLER_FORM
from enrollment.domain.questions.shapes import Question, Section, Table
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

FORMS: dict[str, tuple[Section, ...]] = {
    FAST_CARRIER: CARRIER_FORM,
    FAST_SHIPPER: SHIPPER_FORM,
    FAST_DRIVER: DRIVER_FORM,
    NEXUS_TRAVELLER: TRAVELLER_FORM,
}

DONE = "done"
STARTED = "started"
UNTOUCHED = "todo"
OPTIONAL = "optional"
ROOT = re.compile(r"[a-z_]+")


def form_for(programme: str) -> tuple[Section, ...]:
    return FORMS[programme]


def section_get(programme: str, code: str) -> Section | None:
    """Give one section of a programme's form, or None when it has none of that code."""
    return next((section for section in FORMS[programme] if section.code == code), None)


def section_state(
    section: Section, answers: Mapping[str, Any], today: date, attached: Collection[str] = ATTACHED
) -> str:
    """Say how far a section is: todo, started, done, or optional while nothing is asked and nothing given."""
    touched = any(answers.get(question.code) for question in section.asked)
    touched = touched or any(rows_of(table, answers) for table in section.tables)
    touched = touched or any(question.code in attached for question in section.questions)
    if check_section(section, answers, today, attached):
        return STARTED if touched else UNTOUCHED
    return DONE if touched else OPTIONAL


def check_application(
    programme: Programme, answers: Mapping[str, Any], today: date, attached: Collection[str] = ATTACHED
) -> list[ErrorItem]:
    """Give everything that stands between this application and its submission."""
    found = (check_section(section, answers, today, attached) for section in FORMS[programme.code])
    items = [item for part in found for item in part]
    return [*items, *_age_items(programme, answers, today), *_licence_items(answers, today)]


def file_question(programme: str, code: str) -> Question | None:
    """Give the question of a programme's form that takes documents under this code, or None."""
    questions = (question for section in FORMS[programme] for question in section.questions)
    return next((question for question in questions if question.code == code and question.takes_files), None)


def place_of(programme: str, path: str) -> tuple[Section, Text]:
    """Give the section a path of an error lies in and what to call the place. Raises KeyError for no place of it."""
    for section in FORMS[programme]:
        label = label_in(section, path)
        if label is not None:
            return section, label
    raise KeyError(path)


def label_in(section: Section, path: str) -> Text | None:
    """Name the question, or table, row and column, that a path points at; None when it is not of this section."""
    found = ROOT.match(path)
    root = found.group() if found else ""
    for question in (*section.asked, *section.questions):
        if question.code == root:
            return question.label
    table = next((table for table in section.tables if table.code == root), None)
    return _row_label(table, path) if table else None


def _row_label(table: Table, path: str) -> Text:
    """Name table, row counted from one, and column."""
    cell = re.fullmatch(r"[a-z_]+\[(\d+)\]\.([a-z_]+)", path)
    if cell is None:
        return table.title
    number = int(cell.group(1)) + 1
    label = next(column.label for column in table.columns if column.code == cell.group(2))
    return Text(f"{table.title.en}, row {number}, {label.en}", f"{table.title.fr}, ligne {number}, {label.fr}")


def _age_items(programme: Programme, answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    born = as_date(answers.get("birth_date"))
    if programme.minimum_age is None or born is None or age_on(born, today) >= programme.minimum_age:
        return []
    return [
        ErrorItem(
            "ENR_TOO_YOUNG",
            Text(
                "This programme is open from the age of {age}.", "Ce programme est ouvert à partir de {age} ans."
            ).format(age=programme.minimum_age),
            path="birth_date",
            value=answers.get("birth_date"),
            fix=Text(
                "Check the date; otherwise apply once you are old enough.",
                "Vérifiez la date; sinon, présentez une demande lorsque vous aurez l'âge requis.",
            ),
        )
    ]


def _licence_items(answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    expiry = as_date(answers.get("licence_expiry"))
    if expiry is None or expiry > today:
        return []
    return [
        ErrorItem(
            "ENR_LICENCE_EXPIRED",
            Text("This licence has run out.", "Ce permis est échu."),
            path="licence_expiry",
            value=answers.get("licence_expiry"),
            fix=Text("Renew it first, then apply.", "Renouvelez-le d'abord, puis présentez votre demande."),
        )
    ]


__all__ = [
    "DONE",
    "FORMS",
    "OPTIONAL",
    "STARTED",
    "UNTOUCHED",
    "Question",
    "Section",
    "Table",
    "as_date",
    "check_answer",
    "check_application",
    "check_section",
    "file_question",
    "form_for",
    "kept_answers",
    "label_in",
    "place_of",
    "rows_of",
    "section_get",
    "section_state",
]
