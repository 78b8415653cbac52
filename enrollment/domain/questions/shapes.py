"""The joint application as data: sections of questions, each with what it serves at each agency (R-04, R-15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

TEXT = "text"
LONG_TEXT = "long_text"
CHOICE = "choice"
NUMBER = "number"
DATE = "date"
YES_NO = "yes_no"
CONSENT = "consent"
LONGEST = {TEXT: 200, LONG_TEXT: 2000}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `serves` names the criterion it answers at each agency; `choices` are (code, label) pairs."""

    code: str
    label: Text
    kind: str = TEXT
    hint: Text | None = None
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    serves: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the application. `purpose` says why the questions are asked and what the answers are used for."""

    code: str
    title: Text
    purpose: Text
    questions: tuple[Question, ...]


YES_OR_NO = (("yes", Text("Yes", "Oui")), ("no", Text("No", "Non")))


def check_answer(question: Question, value: Any, today: date) -> ErrorItem | None:
    """Check one answer; None when it will do. Dates are ISO strings, numbers are whole and not negative."""
    if value in (None, ""):
        return _missing(question) if question.required else None
    return _CHECKS[question.kind](question, value, today)


def check_section(section: Section, answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Give everything wrong in one section."""
    found = (check_answer(question, answers.get(question.code), today) for question in section.questions)
    return [item for item in found if item is not None]


def kept_answers(section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Keep only the answers to questions of the section, shortened to what can be stored."""
    kept: dict[str, Any] = {}
    for question in section.questions:
        if question.code in answers:
            value = answers[question.code]
            kept[question.code] = value.strip()[: LONGEST.get(question.kind, 200)] if isinstance(value, str) else value
    return kept


def _missing(question: Question) -> ErrorItem:
    return ErrorItem(
        "ENR_ANSWER_MISSING",
        Text("No answer yet.", "Pas encore de réponse."),
        path=question.code,
        fix=Text("Answer it, then save.", "Répondez, puis enregistrez."),
    )


def _wrong(question: Question, value: Any, message: Text, fix: Text) -> ErrorItem:
    return ErrorItem("ENR_ANSWER_WRONG", message, path=question.code, value=value, fix=fix)


def _check_text(question: Question, value: Any, today: date) -> ErrorItem | None:
    if isinstance(value, str) and len(value) <= LONGEST.get(question.kind, 200):
        return None
    return _wrong(
        question,
        value,
        Text("This text is too long.", "Ce texte est trop long."),
        Text("Shorten it.", "Raccourcissez-le."),
    )


def _check_choice(question: Question, value: Any, today: date) -> ErrorItem | None:
    if value in dict(question.choices or YES_OR_NO):
        return None
    return _wrong(
        question,
        value,
        Text("This is not one of the choices.", "Ce n'est pas l'un des choix."),
        Text("Choose one from the list.", "Choisissez dans la liste."),
    )


def _check_number(question: Question, value: Any, today: date) -> ErrorItem | None:
    if str(value).isdigit() and int(value) < 10**7:
        return None
    return _wrong(
        question,
        value,
        Text("This is not a whole number.", "Ce n'est pas un nombre entier."),
        Text("Write digits only, for example 120.", "Inscrivez seulement des chiffres, par exemple 120."),
    )


def _check_date(question: Question, value: Any, today: date) -> ErrorItem | None:
    if as_date(value) is not None:
        return None
    return _wrong(
        question,
        value,
        Text("This is not a date.", "Ce n'est pas une date."),
        Text("Write year, month and day: 1988-04-30.", "Inscrivez l'année, le mois et le jour : 1988-04-30."),
    )


def _check_consent(question: Question, value: Any, today: date) -> ErrorItem | None:
    if value in (True, "yes", "on"):
        return None
    return _missing(question)


def as_date(value: Any) -> date | None:
    """Read an ISO date; None when it is not one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


_CHECKS = {
    TEXT: _check_text,
    LONG_TEXT: _check_text,
    CHOICE: _check_choice,
    YES_NO: _check_choice,
    NUMBER: _check_number,
    DATE: _check_date,
    CONSENT: _check_consent,
}
