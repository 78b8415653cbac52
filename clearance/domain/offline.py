"""Decisions of the booth without a server: what is sent when it is back, and when one no longer fits (issue 4 item 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from clearance.domain.causes import CAUSES, GENERAL_CAUSES, GREEN_FAST_CAUSES
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, CANCELLED, HELD, NEEDS_FIXING, REFERRED
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

RELEASE, REFER, HOLD, NOTE = "release", "refer", "hold", "note"
KINDS = (RELEASE, REFER, HOLD, NOTE)
KIND_LABELS = {
    RELEASE: Text("Release", "Mainlevée"),
    REFER: Text("Secondary", "Secondaire"),
    HOLD: Text("Hold", "Retenue"),
    NOTE: Text("Note", "Note"),
}
APPLIED, ALREADY, CONFLICT, REFUSED, WITHDRAWN = "applied", "already", "conflict", "refused", "withdrawn"
OUTCOME_LABELS = {
    APPLIED: Text("In the record now", "Maintenant au dossier"),
    ALREADY: Text("Was in the record already", "Était déjà au dossier"),
    CONFLICT: Text("Conflict: not applied", "Conflit : non appliquée"),
    REFUSED: Text("Refused: not applied", "Refusée : non appliquée"),
    WITHDRAWN: Text("Taken back by you", "Reprise par vous"),
}
SECONDARY_LANE = "SECONDARY"
LONGEST = {"cause": 20, "note": 2000, "reason": 20, "text": 1000}
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LAST_NUMBER = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood on the officer's screen. Without a record only the signed sheet was seen: no row version."""

    row_version: int | None
    filing: int
    lane: str = ""
    status: str = ""
    held: bool = False

    @property
    def by_sheet(self) -> bool:
        return self.row_version is None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the booth kept it. `undone`: taken back within ten seconds, before the gate opened."""

    id: UUID
    officer: UUID
    trip: UUID
    kind: str
    device_at: datetime
    seen: Seen
    cause: str = ""
    note: str = ""
    reason: str = ""
    text: str = ""
    sheet: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What the record says when the decision arrives."""

    status: str
    filing: int
    lane: str
    held: bool


def decision_of(data: Any) -> Decision | None:
    """Read one decision; None for what no booth of ours sends."""
    try:
        seen = data["seen"]
        version = seen["row_version"]
        found = Decision(
            id=UUID(data["id"]),
            officer=UUID(data["officer"]),
            trip=UUID(data["trip"]),
            kind=str(data["kind"]),
            device_at=datetime.fromisoformat(data["device_at"]),
            seen=Seen(
                None if version is None else _number(version),
                _number(seen["filing"]),
                str(seen.get("lane", ""))[:20],
                str(seen.get("status", ""))[:40],
                bool(seen.get("held", False)),
            ),
            sheet=str(data.get("sheet", "")),
            undone=bool(data.get("undone", False)),
            **{name: _words(data, name) for name in LONGEST},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    whole = found.kind in KINDS and found.device_at.tzinfo is not None
    if not whole or ((found.sheet or found.seen.by_sheet) and not _DIGEST.fullmatch(found.sheet)):
        return None
    return found


def _number(value: Any) -> int:
    number = int(value)
    if not 0 < number <= _LAST_NUMBER:
        raise ValueError
    return number


def _words(data: Mapping[str, Any], name: str) -> str:
    text = data.get(name, "")
    if not isinstance(text, str):
        raise TypeError
    return text.replace("\x00", "")[: LONGEST[name]]


def meanwhile(kind: str, seen: Seen, found: Found) -> list[ErrorItem]:
    """Say what happened between the officer's screen and the record that the decision cannot pass over.

    A note always fits. An answer of an agency, or the truck's arrival noted by another, changes nothing.
    """
    if kind == NOTE:
        return []
    items = []
    if found.status == CANCELLED:
        items.append(WAS_CANCELLED)
    if found.filing != seen.filing:
        items.append(_numbers(WAS_AMENDED, seen.filing, found.filing))
    if found.held and not seen.held and kind != HOLD:
        items.append(WAS_HELD)
    if found.status == NEEDS_FIXING and seen.status not in ("", NEEDS_FIXING):
        items.append(WAS_RETURNED)
    if kind == RELEASE and found.lane == SECONDARY_LANE != seen.lane:
        items.append(ADVICE_CHANGED)
    open_for = {*BEFORE_BORDER, AT_BORDER, *([HELD] if kind != RELEASE else []), *([REFERRED] if kind == HOLD else [])}
    if not items and found.status not in open_for:
        items.append(WAS_DECIDED)
    return items


def cause_on_list(cause: str, *, presumed: bool) -> str:
    """Give the same cause on the list that applies: from the sheet alone the officer cannot know which one does."""
    if cause not in CAUSES:
        return cause
    number = cause.lstrip("GF")
    other = f"GF{number}" if presumed else f"G{number}"
    return other if other in (GREEN_FAST_CAUSES if presumed else GENERAL_CAUSES) else cause


def _numbers(item: ErrorItem, seen: int, found: int) -> ErrorItem:
    words = item.message.format(seen=seen, found=found)
    return ErrorItem(item.code, words, path=item.path, value=str(found), fix=item.fix)


_ANEW = Text(
    "Look at the trip as it is now and decide anew; call the truck back if it has left.",
    "Regardez le voyage tel qu'il est et décidez de nouveau; rappelez le camion s'il est parti.",
)
WAS_CANCELLED = ErrorItem(
    "CLR_OFFLINE_CANCELLED",
    Text("The filer cancelled this trip meanwhile.", "Le déclarant a annulé ce voyage entre-temps."),
    path="trip",
    fix=_ANEW,
)
WAS_AMENDED = ErrorItem(
    "CLR_OFFLINE_AMENDED",
    Text(
        "You saw filing {seen}; filing {found} counts now.",
        "Vous avez vu la déclaration {seen}; la déclaration {found} compte maintenant.",
    ),
    path="filing",
    fix=_ANEW,
)
WAS_HELD = ErrorItem(
    "CLR_OFFLINE_HELD",
    Text("An agency placed a hold meanwhile.", "Un organisme a placé une retenue entre-temps."),
    path="hold",
    fix=_ANEW,
)
WAS_RETURNED = ErrorItem(
    "CLR_OFFLINE_RETURNED",
    Text("An agency returned the filing meanwhile.", "Un organisme a retourné la déclaration entre-temps."),
    path="status",
    fix=_ANEW,
)
ADVICE_CHANGED = ErrorItem(
    "CLR_OFFLINE_ADVICE",
    Text("The advice is secondary now.", "L'avis est maintenant l'examen secondaire."),
    path="lane",
    fix=_ANEW,
)
WAS_DECIDED = ErrorItem(
    "CLR_OFFLINE_DECIDED",
    Text("Another officer decided on this truck meanwhile.", "Un autre agent a statué sur ce camion entre-temps."),
    path="status",
    fix=_ANEW,
)
NOT_THERE = ErrorItem(
    "CLR_OFFLINE_NO_TRIP",
    Text("No such trip at your port.", "Aucun voyage de ce genre à votre bureau."),
    path="trip",
    fix=Text(
        "Find it by its number; another port may have it.", "Cherchez-le par son numéro; un autre bureau l'a peut-être."
    ),
)
