"""What an officer writes down about a check, and what must not be missing (OIG: factors without a record of why)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from enrollment.domain.vetting.judging import CLEAR, FOUND, NOT_APPLICABLE, OUTCOMES, RESOLUTIONS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LEAST_TEXT = 15
LEAST_WHY = 5
ACTIONS = {CLEAR: "clear", FOUND: "find", NOT_APPLICABLE: "not_apply"}
Exists = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """One check as recorded. `evidence` is `kind:reference`; `text` is internal, and the counterpart reads it only
    when `shared`."""

    code: str
    outcome: str
    evidence: str = ""
    text: str = ""
    shared: bool = False


def entry_faults(entry: CheckEntry, exists: Exists) -> list[ErrorItem]:
    """Say what an entry lacks, with the factor's code in the path; none means it may be recorded."""
    if entry.outcome not in OUTCOMES:
        return [_item("ENR_CHECK_OUTCOME", OUTCOME, CHOOSE, f"{entry.code}.outcome", entry.outcome)]
    found = []
    if entry.outcome != NOT_APPLICABLE and not exists(entry.evidence):
        found.append(_item("ENR_CHECK_EVIDENCE", EVIDENCE, GIVE_REFERENCE, f"{entry.code}.evidence", entry.evidence))
    least = {FOUND: LEAST_TEXT, NOT_APPLICABLE: LEAST_WHY}.get(entry.outcome, 0)
    if len(entry.text.strip()) < least:
        found.append(_item("ENR_CHECK_TEXT", WORDS.format(n=least), SAY_WHY, f"{entry.code}.text", entry.text))
    return found


def resolution_faults(resolution: str, evidence: str, text: str, exists: Exists) -> list[ErrorItem]:
    """Say what a resolution lacks; none means a second officer can be asked."""
    found = []
    if resolution not in RESOLUTIONS:
        found.append(_item("ENR_RESOLUTION", HOW, CHOOSE, "resolution", resolution))
    if not exists(evidence):
        found.append(_item("ENR_CHECK_EVIDENCE", EVIDENCE, GIVE_REFERENCE, "evidence", evidence))
    if len(text.strip()) < LEAST_TEXT:
        found.append(_item("ENR_CHECK_TEXT", WORDS.format(n=LEAST_TEXT), SAY_WHY, "text", text))
    return found


def _item(code: str, message: Text, fix: Text, path: str, value: str) -> ErrorItem:
    return ErrorItem(code, message, path=path, value=value, fix=fix)


OUTCOME = Text("Say what the check showed.", "Dites ce que la vérification a montré.")
CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
HOW = Text("Say how the factor was resolved.", "Dites comment le facteur a été réglé.")
EVIDENCE = Text(
    "The register or record that was consulted is missing, or not known here.",
    "Le registre ou le dossier consulté manque, ou n'est pas connu ici.",
)
GIVE_REFERENCE = Text(
    "Write the register and its number, as police:2026-118, or the reference of a record.",
    "Écrivez le registre et son numéro, comme police:2026-118, ou la référence d'un dossier.",
)
WORDS = Text("This needs words: at least {n} characters.", "Il faut des mots : au moins {n} caractères.")
SAY_WHY = Text("Say what was found, or why.", "Dites ce qui a été constaté, ou pourquoi.")
