"""The joint report of an audit: its sections, what may be missing from it, and what both agencies sign (R-10, R-77)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from enrollment.domain.infractions import HARMS, INFRACTIONS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.reasons import MINIMUM_LENGTH
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import document_digest

ANSWER_DAYS = 15
SHORTEST = 20
LONGEST = 4000
CURRENCIES = ("CAD", "USD")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report, written in both languages."""

    code: str
    label: Text
    hint: Text
    least: int = SHORTEST


SECTIONS: tuple[Section, ...] = (
    Section(
        "scope",
        Text("What was examined", "Ce qui a été examiné"),
        Text("Records, places, people heard.", "Documents, lieux, personnes entendues."),
    ),
    Section(
        "facts",
        Text("What was found", "Ce qui a été constaté"),
        Text("Name the rule, the fact and the document.", "Nommez la règle, le fait et le document."),
        MINIMUM_LENGTH,
    ),
    Section(
        "cause",
        Text("Why it happened", "Pourquoi c'est arrivé"),
        Text("The cause, as far as it is known.", "La cause, dans la mesure où elle est connue."),
    ),
    Section(
        "remedy",
        Text("How to put it right", "Comment y remédier"),
        Text("What the member does, step by step.", "Ce que le membre fait, étape par étape."),
    ),
)
Sections = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Draft:
    """The report as written so far. `amount` is what was at stake in money, None when it cannot be said."""

    sections: Sections
    infraction: str = ""
    harm: str = ""
    amount: Decimal | None = None
    currency: str = ""
    fix_by: date | None = None


def draft_faults(draft: Draft, today: date) -> list[ErrorItem]:
    """Say everything a report lacks before the member may read it."""
    items = [
        MISSING.at(f"{section.code}_{language}", section.label)
        for section in SECTIONS
        for language in ("en", "fr")
        if len(_words(draft, section.code, language)) < section.least
    ]
    if draft.infraction not in INFRACTIONS:
        items.append(ErrorItem("CMP_CHOICE", UNKNOWN, path="infraction", value=draft.infraction, fix=CHOOSE))
    if draft.harm not in HARMS:
        items.append(ErrorItem("CMP_CHOICE", UNKNOWN, path="harm", value=draft.harm, fix=CHOOSE))
    if (draft.amount is None) == bool(draft.currency):
        items.append(AMOUNT)
    if draft.fix_by is None or draft.fix_by <= today:
        items.append(FIX_BY)
    return items


def _words(draft: Draft, code: str, language: str) -> str:
    text = draft.sections.get(code)
    return text.get(language).strip() if text else ""


def report_digest(number: str, revision: int, draft: Draft) -> str:
    """Give the SHA-256 of what is sent to the member and signed by both."""
    document: dict[str, Any] = {
        "number": number,
        "revision": revision,
        "sections": {code: text.as_dict() for code, text in sorted(draft.sections.items())},
        "infraction": draft.infraction,
        "harm": draft.harm,
        "amount": f"{draft.amount:.2f}" if draft.amount is not None else "",
        "currency": draft.currency,
        "fix_by": draft.fix_by.isoformat() if draft.fix_by else "",
    }
    return document_digest(document)


def clean_digest(number: str, revision: int, note: str) -> str:
    """Give the SHA-256 of a closing without a finding."""
    return document_digest({"number": number, "revision": revision, "note": note})


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    message: Text
    fix: Text

    def at(self, path: str, label: Text) -> ErrorItem:
        words = Text(f"{label.en}: {self.message.en}", f"{label.fr} : {self.message.fr}")
        return ErrorItem(self.code, words, path, fix=self.fix)


MISSING = _Fault(
    "CMP_SECTION",
    Text("missing or too short.", "manque ou est trop court."),
    Text("Write it in both languages, a sentence at least.", "Rédigez-le dans les deux langues, au moins une phrase."),
)
UNKNOWN = Text("This is not chosen yet.", "Ce choix n'est pas encore fait.")
CHOOSE = Text("Choose one of the values of the list.", "Choisissez une des valeurs de la liste.")
AMOUNT = ErrorItem(
    "CMP_AMOUNT",
    Text("An amount goes with its currency.", "Un montant va avec sa devise."),
    path="amount",
    fix=Text("Give both, or leave both empty.", "Indiquez les deux, ou laissez les deux vides."),
)
FIX_BY = ErrorItem(
    "CMP_FIX_BY",
    Text("The day by which it is put right lies ahead.", "La date limite pour y remédier est à venir."),
    path="fix_by",
    fix=Text("Choose a day after today.", "Choisissez une date après aujourd'hui."),
)
