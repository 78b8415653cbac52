"""A site visit by both agencies: its report, when it is complete, and what it comes to (requirements 4.8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from enrollment.domain.joint import AGENCIES
from enrollment.domain.site_standard import GRADES, MET, NOT_APPLICABLE, NOT_MET, checklist
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

GOOD, ACTIONS, BAD = "meets", "meets_with_actions", "does_not_meet"
RESULTS = {
    GOOD: Text("Meets the criteria", "Satisfait aux critères"),
    ACTIONS: Text("Meets them once the findings are settled", "Y satisfait une fois les constats réglés"),
    BAD: Text("Does not meet them", "N'y satisfait pas"),
}
SHORTEST_SUMMARY = 40


def team_gaps(agencies: Iterable[str]) -> list[str]:
    """Name the agencies without an officer on the team: a joint visit has at least one of each."""
    there = set(agencies)
    return [agency for agency in AGENCIES if agency not in there]


def report_faults(site: str, grades: Mapping[str, str], summary: str, found: Iterable[str]) -> list[ErrorItem]:
    """Say what a report still lacks. `found` are the lines that have a finding."""
    lines, known = checklist(site), set(found)
    items = [UNGRADED.at(line.code, line.label) for line in lines if grades.get(line.code) not in GRADES]
    items += [
        UNFOUND.at(line.code, line.label)
        for line in lines
        if grades.get(line.code) in GRADES.keys() - {MET, NOT_APPLICABLE} and line.code not in known
    ]
    if len(summary.strip()) < SHORTEST_SUMMARY:
        items.append(ErrorItem(*THIN, path="summary", fix=THIN_FIX))
    return items


def result_of(grades: Mapping[str, str]) -> str:
    """Give the result that follows from the grades: nobody chooses it."""
    values = set(grades.values())
    if NOT_MET in values:
        return BAD
    return GOOD if values <= {MET, NOT_APPLICABLE} else ACTIONS


def report_digest(report: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the report both agencies sign."""
    text = json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class _Fault:
    """A refusal about one line of the checklist."""

    def __init__(self, code: str, message: Text, fix: Text) -> None:
        self.code, self.message, self.fix = code, message, fix

    def at(self, path: str, label: Text) -> ErrorItem:
        words = Text(f"{label.en}: {self.message.en}", f"{label.fr} : {self.message.fr}")
        return ErrorItem(self.code, words, path, fix=self.fix)


UNGRADED = _Fault(
    "ENR_VISIT_UNGRADED",
    Text("not looked at yet.", "pas encore examiné."),
    Text("Grade it, or say that it does not apply.", "Évaluez-le, ou indiquez qu'il est sans objet."),
)
UNFOUND = _Fault(
    "ENR_VISIT_NO_FINDING",
    Text("not met, but no finding says what was seen.", "non satisfait, mais aucun constat ne dit ce qui a été vu."),
    Text("Add the finding, with what puts it right.", "Ajoutez le constat, avec ce qui y remédie."),
)
THIN = (
    "ENR_VISIT_SUMMARY",
    Text(
        "The summary says in at least 40 characters what was seen.",
        "Le sommaire dit en au moins 40 caractères ce qui a été vu.",
    ),
)
THIN_FIX = Text("Write where, when and with whom you were.", "Écrivez où, quand et avec qui vous étiez.")
