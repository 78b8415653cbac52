"""The joint application forms, one per programme, and the checks over their answers."""

from __future__ import annotations

from collections.abc import Mapping
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
from enrollment.domain.questions.company import CARRIER_FORM, SHIPPER_FORM
from enrollment.domain.questions.person import DRIVER_FORM, TRAVELLER_FORM
from enrollment.domain.questions.shapes import (
    Question,
    Section,
    as_date,
    check_answer,
    check_section,
    kept_answers,
)
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


def form_for(programme: str) -> tuple[Section, ...]:
    return FORMS[programme]


def section_get(programme: str, code: str) -> Section | None:
    """Give one section of a programme's form, or None when it has none of that code."""
    return next((section for section in FORMS[programme] if section.code == code), None)


def section_state(section: Section, answers: Mapping[str, Any], today: date) -> str:
    """Say how far a section is: todo, started or done."""
    if not check_section(section, answers, today):
        return DONE
    return STARTED if any(answers.get(question.code) for question in section.questions) else UNTOUCHED


def check_application(programme: Programme, answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Give everything that stands between this application and its submission."""
    items = [item for section in FORMS[programme.code] for item in check_section(section, answers, today)]
    return [*items, *_age_items(programme, answers, today), *_licence_items(answers, today)]


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
    "STARTED",
    "UNTOUCHED",
    "Question",
    "Section",
    "as_date",
    "check_answer",
    "check_application",
    "check_section",
    "form_for",
    "kept_answers",
    "section_get",
    "section_state",
]
