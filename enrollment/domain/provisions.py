"""A fee or waiver as the document both agencies sign, and what is missing before it can be one (R-105).

The four parts no fee may lack: owner, legal basis, estimated cost to users, review date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from enrollment.domain.fees import CENT, CURRENCY, POLICY_GROUNDS, TIER, WHOLE
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import NO_TIER, TIERS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

FEE, WAIVER = "fee", "waiver"
MOST = Decimal(10_000)
LONGEST = 300
_WORDS: dict[str, Text] = {
    "owner": Text("who answers for it", "qui en répond"),
    "basis_en": Text("the legal basis or policy, in English", "le fondement légal ou la politique, en anglais"),
    "basis_fr": Text("the legal basis or policy, in French", "le fondement légal ou la politique, en français"),
    "cost_en": Text("the estimated cost to users, in English", "le coût estimé pour les usagers, en anglais"),
    "cost_fr": Text("the estimated cost to users, in French", "le coût estimé pour les usagers, en français"),
}
_DATES: dict[str, Text] = {
    "review_on": Text("the day of the next review", "la date du prochain examen"),
    "starts_on": Text("the first day", "le premier jour"),
}


def provision_faults(kind: str, document: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Name everything that keeps a provision from being proposed, each at its field with the fix."""
    items = [_missing(name, words) for name, words in _WORDS.items() if not str(document.get(name) or "").strip()]
    items += [_too_long(name) for name in _WORDS if len(str(document.get(name) or "")) > LONGEST]
    items += [_missing(name, words) for name, words in _DATES.items() if day_of(document.get(name)) is None]
    if document.get("programme") not in PROGRAMMES:
        items.append(_missing("programme", Text("the programme", "le programme")))
    items += _date_faults(document, today)
    items += _amount_faults(document) if kind == FEE else _waiver_faults(document)
    return items


def _date_faults(document: Mapping[str, Any], today: date) -> list[ErrorItem]:
    starts, ends, review = (day_of(document.get(name)) for name in ("starts_on", "ends_on", "review_on"))
    items = []
    if starts and starts < today:
        items.append(
            _wrong(
                "starts_on",
                Text("It cannot begin in the past.", "Elle ne peut pas commencer dans le passé."),
                Text("Choose today or a later day.", "Choisissez aujourd'hui ou un jour ultérieur."),
            )
        )
    if starts and ends and ends < starts:
        items.append(
            _wrong(
                "ends_on",
                Text("It ends before it begins.", "Elle prend fin avant de commencer."),
                Text("Choose a later last day, or leave it empty.", "Choisissez un dernier jour ultérieur, ou rien."),
            )
        )
    if document.get("ends_on") and ends is None:
        items.append(_missing("ends_on", Text("the last day", "le dernier jour")))
    if starts and review and review <= starts:
        items.append(
            _wrong(
                "review_on",
                Text("It is reviewed after it began.", "Elle s'examine après son entrée en vigueur."),
                Text("Choose a later review day.", "Choisissez une date d'examen ultérieure."),
            )
        )
    return items


def _amount_faults(document: Mapping[str, Any]) -> list[ErrorItem]:
    amount = amount_of(document.get("amount"))
    if amount is not None and Decimal(0) <= amount <= MOST and document.get("currency", CURRENCY) == CURRENCY:
        return []
    return [
        _wrong(
            "amount",
            Text(
                f"An amount is given in US dollars, from 0 to {MOST}, with at most two decimals.",
                f"Un montant est en dollars américains, de 0 à {MOST}, avec deux décimales au plus.",
            ),
            Text("Write it like 120.00.", "Écrivez-le comme 120.00."),
        )
    ]


def _waiver_faults(document: Mapping[str, Any]) -> list[ErrorItem]:
    items = []
    percent = document.get("percent")
    if isinstance(percent, bool) or not isinstance(percent, int) or not 1 <= percent <= WHOLE:
        items.append(
            _wrong(
                "percent",
                Text(
                    "A waiver or credit is 1 to 100 per cent.", "Une exonération ou un crédit va de 1 à 100 pour cent."
                ),
                Text("Write 100 to waive the fee.", "Écrivez 100 pour exonérer."),
            )
        )
    if document.get("ground") not in POLICY_GROUNDS:
        items.append(_missing("ground", Text("who pays less", "qui paie moins")))
    if document.get("ground") == TIER and document.get("tier") not in set(TIERS) - {NO_TIER}:
        items.append(_missing("tier", Text("the tier it takes", "le niveau requis")))
    return items


def amount_of(typed: Any) -> Decimal | None:
    """Read an amount with at most two decimals; None for anything else, a float among it."""
    if isinstance(typed, float):
        return None
    try:
        amount = Decimal(str(typed).strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) > MOST:
        return None
    cents = amount.quantize(CENT)
    return cents if cents == amount else None


def day_of(typed: Any) -> date | None:
    """Read a day written as 2027-01-31."""
    try:
        return date.fromisoformat(str(typed))
    except ValueError:
        return None


def _missing(path: str, what: Text) -> ErrorItem:
    return ErrorItem(
        "ENR_FEE_INCOMPLETE",
        Text(f"A fee cannot be published without {what.en}.", f"Des frais ne se publient pas sans {what.fr}."),
        path=path,
        fix=Text("Fill it in.", "Remplissez ce champ."),
        help="docs/fees.md",
    )


def _too_long(path: str) -> ErrorItem:
    return _wrong(
        path,
        Text(f"This is longer than {LONGEST} characters.", f"Ce texte dépasse {LONGEST} caractères."),
        Text("Shorten it and cite the document.", "Abrégez-le et citez le document."),
    )


def _wrong(path: str, message: Text, fix: Text) -> ErrorItem:
    return ErrorItem("ENR_FEE_WRONG", message, path=path, fix=fix)
