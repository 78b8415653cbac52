"""The gate every adverse letter passes: a known criterion, the fact, its evidence, the fix, the appeal (R-37).

Answers the letters travellers were sent that said only "you do not meet the program eligibility requirements".
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from enrollment.domain.denials import GROUNDS
from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.vetting.catalogue import FACTORS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text

LEAST_LENGTH = 40
LEAST_OWN_WORDS = 4
SAME_TEXT = 0.9
LEAST_FIX = 10

# Every criterion a letter may name, with its words: grounds of an officer, factors of the catalogue, findings.
CRITERIA: dict[str, Text] = {
    **GROUNDS,
    **{code: factor.label for code, factor in FACTORS.items()},
    **{f"FINDING_{code}": one.label for code, one in INFRACTIONS.items()},
}
REFUSED_PHRASES = (
    "not meet program eligibility",
    "not meet the program eligibility",
    "not meet the programme eligibility",
    "not meet eligibility",
    "not meet the eligibility",
    "not eligible for the program",
    "at the discretion of the agency",
    "for security reasons",
    "ne répondez pas aux critères",
    "ne répond pas aux critères",
    "ne satisfaites pas aux exigences d'admissibilité",
    "ne satisfait pas aux exigences d'admissibilité",
    "ne remplissez pas les conditions d'admissibilité",
    "à la discrétion de l'organisme",
    "pour des raisons de sécurité",
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = 3  # letters up to which a word says nothing of its own


def letter_faults(reason: Reason, *, evidence_exists: bool) -> list[ErrorItem]:
    """Say what a letter lacks, part by part; none means it may be sent."""
    found = [] if reason.code in CRITERIA else [_CRITERION.at(reason.code)]
    if not evidence_exists:
        found.append(_EVIDENCE.at(reason.evidence))
    for path, text, language in (("en", reason.text.en, "en"), ("fr", reason.text.fr, "fr")):
        found += _text_faults(f"reason.text.{path}", text, CRITERIA.get(reason.code), language)
    if _same(reason.text):
        found.append(_UNTRANSLATED.at(reason.text.fr))
    for path, text in (("en", reason.fix.en), ("fr", reason.fix.fr)):
        if len(text.strip()) < LEAST_FIX:
            found.append(_FIX.at(text, f"reason.fix.{path}"))
    return found


def _text_faults(path: str, text: str, criterion: Text | None, language: str) -> list[ErrorItem]:
    plain = text.replace("’", "'").casefold()
    if any(phrase in plain for phrase in REFUSED_PHRASES):
        return [_BOILERPLATE.at(text, path)]
    if len(text.strip()) < LEAST_LENGTH:
        return [_SHORT.at(text, path)]
    restated = set(_words(criterion.get(language))) if criterion else set()
    own = {word for word in _words(text) if len(word) > _SMALL or word.isdigit()} - restated
    return [_RESTATED.at(text, path)] if len(own) < LEAST_OWN_WORDS else []


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _same(text: Text) -> bool:
    """Say whether the French is the English: equal, or a word changed here and there."""
    left, right = _words(text.en), _words(text.fr)
    return bool(left) and SequenceMatcher(None, left, right).ratio() >= SAME_TEXT


class _Fault:
    """A fault before it is known where."""

    def __init__(self, code: str, path: str, message: Text, fix: Text) -> None:
        self.code, self.path, self.message, self.fix = code, path, message, fix

    def at(self, value: str, path: str = "") -> ErrorItem:
        return ErrorItem(self.code, self.message, path=path or self.path, value=value, fix=self.fix)


_CRITERION = _Fault(
    "ENR_LETTER_CRITERION",
    "reason.code",
    Text("The letter must name a published criterion.", "La lettre doit nommer un critère publié."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
_EVIDENCE = _Fault(
    "ENR_LETTER_EVIDENCE",
    "reason.evidence",
    Text(
        "This evidence is not on record here and names no known register.",
        "Cette preuve n'est pas au dossier et ne nomme aucun registre connu.",
    ),
    Text(
        "Give the reference of a record, or a register and its number: court:2026-118.",
        "Donnez la référence d'un dossier, ou un registre et son numéro : court:2026-118.",
    ),
)
_BOILERPLATE = _Fault(
    "ENR_LETTER_BOILERPLATE",
    "reason.text.en",
    Text("This sentence says nothing about the case.", "Cette phrase ne dit rien du cas."),
    Text("Say what was found, where and when.", "Dites ce qui a été constaté, où et quand."),
)
_SHORT = _Fault(
    "ENR_LETTER_SHORT",
    "reason.text.en",
    Text(
        f"The fact is told in fewer than {LEAST_LENGTH} characters.",
        f"Le fait est exposé en moins de {LEAST_LENGTH} caractères.",
    ),
    Text("Name what was found, where and when.", "Nommez ce qui a été constaté, où et quand."),
)
_RESTATED = _Fault(
    "ENR_LETTER_RESTATED",
    "reason.text.en",
    Text("The text only repeats the criterion.", "Le texte ne fait que répéter le critère."),
    Text("Add the fact: what was found, where and when.", "Ajoutez le fait : ce qui a été constaté, où et quand."),
)
_UNTRANSLATED = _Fault(
    "ENR_LETTER_LANGUAGE",
    "reason.text.fr",
    Text("The two languages hold the same text.", "Les deux langues contiennent le même texte."),
    Text("Write the reason in each language.", "Rédigez le motif dans chaque langue."),
)
_FIX = _Fault(
    "ENR_LETTER_FIX",
    "reason.fix.en",
    Text("The letter must say how to put it right.", "La lettre doit dire comment corriger la situation."),
    Text(
        "Say what the person can do, or that only time helps and how long.",
        "Dites ce que la personne peut faire, ou que seul le temps aide, et combien.",
    ),
)
