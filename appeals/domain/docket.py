"""The docket: who files what, who reads it, and when a public version is missing (4.11, R-80).

Names follow one rule, docket - side - subject - LEVEL, so that nobody has to think of one and nobody mistakes a
protected paper for a public one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.domain.text import Text

PUBLIC, PROTECTED, CONFIDENTIAL = "public", "protected", "confidential"
APPELLANT, AGENCY, COMMISSION = "appellant", "agency", "commission"
SUBMISSION, EXHIBIT, RESPONSE, ORDER = "submission", "exhibit", "response", "order"
PUBLIC_DAYS = 5
CHASE_EVERY_DAYS = 3
TEXT_AT_LEAST = 20
STATEMENT_AT_LEAST = 80

LEVELS: dict[str, Text] = {
    PUBLIC: Text("PUBLIC: everybody on the case", "PUBLIC : tous ceux qui sont au dossier"),
    PROTECTED: Text("PROTECTED: parties, panel and registrar", "PROTÉGÉ : parties, formation et greffe"),
    CONFIDENTIAL: Text(
        "CONFIDENTIAL: your side, panel and registrar", "CONFIDENTIEL : votre partie, formation et greffe"
    ),
}
SIDES: dict[str, Text] = {
    APPELLANT: Text("Appellant", "Appelant"),
    AGENCY: Text("Agency", "Organisme"),
    COMMISSION: Text("Commission", "Commission"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry and the sides that may file it.

    `statement` is the agency's answer, with its evidence index; `file` says whether it may carry a file.
    """

    code: str
    label: Text
    sides: tuple[str, ...]
    statement: bool = False
    file: bool = False


ENTRY_KINDS: dict[str, Kind] = {
    row.code: row
    for row in (
        Kind(SUBMISSION, Text("Submission", "Observations"), (APPELLANT, AGENCY), file=True),
        Kind(EXHIBIT, Text("Exhibit", "Pièce"), (APPELLANT, AGENCY), file=True),
        Kind(RESPONSE, Text("Agency's statement of reasons", "Exposé des motifs de l'organisme"), (AGENCY,), True),
        Kind(ORDER, Text("Order or notice", "Ordonnance ou avis"), (COMMISSION,)),
    )
}


def may_read(level: str, filed_by: str, reader: str) -> bool:
    """Say whether a side reads an entry of that level filed by another (or the same) side. The commission reads all."""
    if reader == COMMISSION or level != CONFIDENTIAL:
        return True
    return reader == filed_by


def in_camera_only(level: str, filed_by: str, reader: str) -> bool:
    """Say whether the commission opens an entry one by one, each look in the trail (R-85)."""
    return level == CONFIDENTIAL and reader == COMMISSION != filed_by


def entry_name(docket: str, side: str, subject: str, level: str) -> str:
    """Give the name of an entry, by the rule."""
    return f"{docket} - {SIDES[side].en} - {subject.strip()} - {level.upper()}"


def public_due(level: str, filed_at: datetime) -> datetime | None:
    """Give by when a public version has to follow; None for what is public itself."""
    return None if level == PUBLIC else filed_at + timedelta(days=PUBLIC_DAYS)


def to_chase(due: datetime | None, has_public: bool, chased_at: datetime | None, now: datetime) -> bool:
    """Say whether the side is reminded now: after the day, every three days, until the public version is there."""
    if due is None or has_public or now <= due:
        return False
    return chased_at is None or now - chased_at >= timedelta(days=CHASE_EVERY_DAYS)
