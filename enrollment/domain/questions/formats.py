"""What single answers look like: dates, months, plates, vehicle numbers, places, cards. Each check names the fix.

A plate is one to ten letters and digits, a vehicle identification number seventeen without I, O and Q (domain
facts 8); a wrong check digit of the latter is common outside North America and therefore not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from enrollment.domain.numbers import FAST_SHAPE, PASSID_SHAPE, normalised
from enrollment.domain.questions.shapes import (
    CARD,
    CHOICE,
    CONSENT,
    DATE,
    LONG_TEXT,
    LONGEST,
    MONTH,
    NUMBER,
    PAST_DATE,
    PLATE,
    REGION,
    TEXT,
    VIN,
    YES_NO,
    YES_OR_NO,
    Question,
)
from portal.core.domain.text import Text

PLATE_SHAPE = re.compile(r"[A-Z0-9]{1,10}")
VIN_SHAPE = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
MONTH_SHAPE = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
PROVINCE_SHAPE = re.compile(r"AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|YT")
STATE_SHAPE = re.compile(
    r"A[KLRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]"
)
EARLIEST = date(1900, 1, 1)
Fault = tuple[Text, Text]


def as_date(value: Any) -> date | None:
    """Read an ISO date; None when it is not one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def as_month(value: Any) -> date | None:
    """Read a month, 2021-04, as its first day; None when it is not one."""
    text = str(value).strip()
    if not MONTH_SHAPE.fullmatch(text):
        return None
    return as_date(f"{text}-01")


def region_country(value: Any) -> str:
    """Give the country of a province or state: CA, US or nothing."""
    code = str(value).strip().upper()
    if PROVINCE_SHAPE.fullmatch(code):
        return "CA"
    return "US" if STATE_SHAPE.fullmatch(code) else ""


def fault_of(question: Question, value: Any, today: date) -> Fault | None:
    """Say what is wrong with an answer that was given and how to put it right; None when it will do."""
    return _CHECKS[question.kind](question, value, today)


def _text(question: Question, value: Any, today: date) -> Fault | None:
    if isinstance(value, str) and len(value) <= LONGEST.get(question.kind, 200):
        return None
    return Text("This text is too long.", "Ce texte est trop long."), Text("Shorten it.", "Raccourcissez-le.")


def _choice(question: Question, value: Any, today: date) -> Fault | None:
    if isinstance(value, str) and value in dict(question.choices or YES_OR_NO):
        return None
    return (
        Text("This is not one of the choices.", "Ce n'est pas l'un des choix."),
        Text("Choose one from the list.", "Choisissez dans la liste."),
    )


def _number(question: Question, value: Any, today: date) -> Fault | None:
    if str(value).isascii() and str(value).isdigit() and int(value) < 10**7:
        return None
    return (
        Text("This is not a whole number.", "Ce n'est pas un nombre entier."),
        Text("Write digits only, for example 120.", "Inscrivez seulement des chiffres, par exemple 120."),
    )


def _date(question: Question, value: Any, today: date) -> Fault | None:
    if as_date(value) is not None:
        return None
    return (
        Text("This is not a date.", "Ce n'est pas une date."),
        Text("Write year, month and day: 1988-04-30.", "Inscrivez l'année, le mois et le jour : 1988-04-30."),
    )


def _past_date(question: Question, value: Any, today: date) -> Fault | None:
    found = as_date(value)
    if found is None:
        return _date(question, value, today)
    return None if EARLIEST <= found <= today else _not_past()


def _month(question: Question, value: Any, today: date) -> Fault | None:
    found = as_month(value)
    if found is None:
        return (
            Text("This is not a month.", "Ce n'est pas un mois."),
            Text("Write year and month: 2021-04.", "Inscrivez l'année et le mois : 2021-04."),
        )
    return None if EARLIEST <= found <= today else _not_past()


def _not_past() -> Fault:
    return (
        Text("This lies in the future or too far back.", "C'est dans le futur ou trop loin dans le passé."),
        Text("Check the year.", "Vérifiez l'année."),
    )


def _plate(question: Question, value: Any, today: date) -> Fault | None:
    if PLATE_SHAPE.fullmatch(normalised(str(value))):
        return None
    return (
        Text("A plate has one to ten letters and digits.", "Une plaque compte de un à dix lettres et chiffres."),
        Text("Copy it from the vehicle, for example AB 12345.", "Recopiez-la du véhicule, par exemple AB 12345."),
    )


def _vin(question: Question, value: Any, today: date) -> Fault | None:
    if VIN_SHAPE.fullmatch(normalised(str(value))):
        return None
    return (
        Text(
            "A vehicle identification number has 17 letters and digits, without I, O and Q.",
            "Un numéro d'identification du véhicule compte 17 lettres et chiffres, sans I, O ni Q.",
        ),
        Text("Copy it from the registration.", "Recopiez-le du certificat d'immatriculation."),
    )


def _region(question: Question, value: Any, today: date) -> Fault | None:
    if region_country(value):
        return None
    return (
        Text("This is no state, province or territory.", "Ce n'est ni un État, ni une province, ni un territoire."),
        Text("Write its two letters: ON, MI, BC.", "Inscrivez ses deux lettres : ON, MI, BC."),
    )


def _card(question: Question, value: Any, today: date) -> Fault | None:
    card = normalised(str(value))
    if FAST_SHAPE.fullmatch(card) or PASSID_SHAPE.fullmatch(card):
        return None
    return (
        Text(
            "This is no FAST number (14 digits) and no PASSID (9 digits).",
            "Ce n'est ni un numéro EXPRES (14 chiffres), ni un PASSID (9 chiffres).",
        ),
        Text("Copy it from the card, or leave it empty.", "Recopiez-le de la carte ou laissez la case vide."),
    )


def _consent(question: Question, value: Any, today: date) -> Fault | None:
    if value in (True, "yes", "on"):
        return None
    return Text("No answer yet.", "Pas encore de réponse."), Text(
        "Answer it, then save.", "Répondez, puis enregistrez."
    )


_CHECKS: dict[str, Callable[[Question, Any, date], Fault | None]] = {
    TEXT: _text,
    LONG_TEXT: _text,
    CHOICE: _choice,
    YES_NO: _choice,
    NUMBER: _number,
    DATE: _date,
    PAST_DATE: _past_date,
    MONTH: _month,
    PLATE: _plate,
    VIN: _vin,
    REGION: _region,
    CARD: _card,
    CONSENT: _consent,
}
