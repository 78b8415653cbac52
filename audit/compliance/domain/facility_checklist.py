"""What a facility visit looks at, when its report is complete, and what both agencies sign (R-63, R-107)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enrollment.domain.site_standard import SITE_STANDARD
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

CONFORM, NOT_CONFORM, NOT_SEEN = "conform", "not_conform", "not_seen"
MARKS = {
    CONFORM: Text("Conform", "Conforme"),
    NOT_CONFORM: Text("Not conform", "Non conforme"),
    NOT_SEEN: Text("Not seen", "Non vu"),
}
POINTS = SITE_STANDARD
SHORTEST_NOTE, LONGEST_NOTE = 10, 500
SHORTEST_SUMMARY, LONGEST_SUMMARY = 40, 2000
APPLIED, CONFLICT, ALREADY, REFUSED = "applied", "conflict", "already", "refused"


@dataclass(frozen=True, slots=True)
class Marked:
    """One point as it stands: its mark, what was noted, and the digests of its photos."""

    point: str
    mark: str
    note: str
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What the team adds to the checklist: the summary, what puts each failed point right, and by which day."""

    summary: str
    fixes: Mapping[str, str]
    fix_by: date | None = None

    def as_dict(self) -> dict[str, Any]:
        by = self.fix_by.isoformat() if self.fix_by else ""
        return {"summary": self.summary, "fixes": dict(self.fixes), "fix_by": by}


def failed(points: Mapping[str, Marked]) -> list[str]:
    """Name the points that do not conform, in the order of the checklist."""
    return [code for code in POINTS if code in points and points[code].mark == NOT_CONFORM]


def is_clean(points: Mapping[str, Marked]) -> bool:
    """Say whether every point was seen and conforms: only such a visit counts for the member."""
    return all(code in points and points[code].mark == CONFORM for code in POINTS)


def mark_faults(point: str, mark: str, note: str) -> list[ErrorItem]:
    """Say what is wrong with one mark as it comes from the phone."""
    if point not in POINTS or mark not in MARKS:
        return [ErrorItem("CMP_POINT", UNKNOWN, path="mark", value=mark, fix=CHOOSE)]
    if len(note) > LONGEST_NOTE:
        return [ErrorItem("CMP_POINT_NOTE", LONG, path="note", fix=SHORTEN)]
    return []


def visit_faults(points: Mapping[str, Marked], report: VisitReport, today: date) -> list[ErrorItem]:
    """Say everything a report lacks before it can be signed."""
    items = []
    for code, label in POINTS.items():
        found = points.get(code)
        if found is None:
            items.append(_about(code, label, "CMP_POINT_OPEN", OPEN, LOOK))
        elif found.mark != CONFORM and len(found.note.strip()) < SHORTEST_NOTE:
            items.append(_about(code, label, "CMP_POINT_NOTE", NO_NOTE, WRITE))
    failing = failed(points)
    items += [
        _about(f"fix_{code}", POINTS[code], "CMP_POINT_FIX", NO_FIX, WRITE)
        for code in failing
        if len(report.fixes.get(code, "").strip()) < SHORTEST_NOTE
    ]
    if len(report.summary.strip()) < SHORTEST_SUMMARY:
        items.append(ErrorItem("CMP_VISIT_SUMMARY", THIN, path="summary", fix=SAY))
    if failing and (report.fix_by is None or report.fix_by <= today):
        items.append(ErrorItem("CMP_VISIT_FIX_BY", AHEAD, path="fix_by", fix=LATER))
    return items


def _about(path: str, label: Text, code: str, message: Text, fix: Text) -> ErrorItem:
    words = Text(f"{label.en}: {message.en}", f"{label.fr} : {message.fr}")
    return ErrorItem(code, words, path, fix=fix)


UNKNOWN = Text("This is no mark of the checklist.", "Ce n'est pas une mention de la liste.")
CHOOSE = Text("Choose conform, not conform or not seen.", "Choisissez conforme, non conforme ou non vu.")
LONG = Text("The note is longer than 500 characters.", "La note dépasse 500 caractères.")
SHORTEN = Text("Shorten it; the summary has more room.", "Abrégez-la; le sommaire offre plus de place.")
OPEN = Text("not marked yet.", "pas encore noté.")
LOOK = Text("Mark it on the checklist.", "Notez-le sur la liste.")
NO_NOTE = Text("no note says what was seen, or why it was not.", "aucune note ne dit ce qui a été vu, ou pourquoi non.")
NO_FIX = Text("nothing says how to put it right.", "rien ne dit comment y remédier.")
WRITE = Text("A sentence says enough.", "Une phrase suffit.")
THIN = Text(
    "The summary says in at least 40 characters what was seen.",
    "Le sommaire dit en au moins 40 caractères ce qui a été vu.",
)
SAY = Text("Write when and with whom you were there.", "Écrivez quand et avec qui vous y étiez.")
AHEAD = Text("The day to put it right by lies ahead.", "La date limite pour y remédier est à venir.")
LATER = Text("Choose a day after today.", "Choisissez une date après aujourd'hui.")
