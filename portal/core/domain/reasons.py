"""The reason of an adverse step: code, words, evidence, fix and how to contest it (architecture rule 8).

The quality check answers lesson 8 of requirements section 3.1: no letter that only says "does not meet
eligibility". R-37.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text

MINIMUM_LENGTH = 30
BOILERPLATE = (
    "does not meet eligibility",
    "do not meet the program eligibility",
    "ne répond pas aux critères",
    "ne répondez pas aux critères",
)

# What the record that a reason rests on is called where people read of it.
RECORDS = {
    "audit_case": Text("Audit", "Vérification"),
    "finding": Text("Finding", "Constat"),
    "inspection": Text("Inspection", "Inspection"),
    "invoice": Text("Invoice", "Facture"),
    "near_match": Text("Near match", "Concordance"),
    "override_case": Text("Decision against the rule", "Décision contraire à la règle"),
    "photo": Text("Photo", "Photo"),
    "score": Text("Score of the filing", "Cote de la déclaration"),
    "worksheet": Text("Vetting worksheet", "Feuille de filtrage"),
}
UNREADABLE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def evidence_words(reference: str) -> Text:
    """Give `audit_case:PMA-2026-00002` in words; an identifier nobody can read is left out, an unknown kind is as written."""
    kind, colon, number = reference.partition(":")
    if not colon or kind not in RECORDS:
        return Text(reference, reference)
    shown = "" if UNREADABLE.fullmatch(number) else f" {number}"
    return Text(RECORDS[kind].en + shown, RECORDS[kind].fr + shown)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an adverse step was taken. `evidence` names the record it rests on, for example a filing or finding."""

    code: str
    text: Text
    evidence: str
    fix: Text
    appeal: Text

    def check(self) -> Reason:
        """Raise Invalid naming each missing or empty part; give the reason back when it holds."""
        items = [*self._missing(), *self._too_thin()]
        if items:
            raise Invalid(items)
        return self

    def _missing(self) -> list[ErrorItem]:
        parts = {
            "reason.code": self.code,
            "reason.evidence": self.evidence,
            "reason.text.en": self.text.en,
            "reason.text.fr": self.text.fr,
            "reason.fix.en": self.fix.en,
            "reason.fix.fr": self.fix.fr,
            "reason.appeal.en": self.appeal.en,
            "reason.appeal.fr": self.appeal.fr,
        }
        return [
            ErrorItem(
                "CORE_REASON_INCOMPLETE",
                Text(
                    "An adverse step needs this part of its reason.",
                    "Une décision défavorable exige cet élément de motif.",
                ),
                path=path,
                fix=Text("Fill it in, in both languages.", "Remplissez-le, dans les deux langues."),
            )
            for path, value in parts.items()
            if not value.strip()
        ]

    def _too_thin(self) -> list[ErrorItem]:
        return [
            ErrorItem(
                "CORE_REASON_THIN",
                Text(
                    "The reason must name the criterion, the fact and the evidence in at least {n} characters.",
                    "Le motif doit nommer le critère, le fait et la preuve en au moins {n} caractères.",
                ).format(n=MINIMUM_LENGTH),
                path=path,
                value=words,
            )
            for path, words in (("reason.text.en", self.text.en), ("reason.text.fr", self.text.fr))
            if words.strip() and (len(words.strip()) < MINIMUM_LENGTH or words.lower().strip(" .") in BOILERPLATE)
        ]

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "text": self.text.as_dict(),
            "evidence": self.evidence,
            "fix": self.fix.as_dict(),
            "appeal": self.appeal.as_dict(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reason:
        return cls(
            data["code"],
            Text.from_dict(data["text"]),
            data["evidence"],
            Text.from_dict(data["fix"]),
            Text.from_dict(data["appeal"]),
        )
