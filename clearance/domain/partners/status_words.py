"""The words of an agency's line: is it there now, is it there on arrival, what does it wait for (requirements 5.4)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.domain.partners.service import OpenState, moment_words
from portal.core.domain.text import Text

ROUND_THE_CLOCK = Text("open day and night", "ouvert jour et nuit")
UNKNOWN = Text("hours not known", "heures inconnues")


def _when(at: datetime, zone: ZoneInfo) -> Text:
    return moment_words(at.astimezone(zone))


def hours_now(state: OpenState, zone: ZoneInfo) -> Text:
    """Write the present state: `open now, until Monday 17:00`."""
    if state.open is None:
        return UNKNOWN
    if state.changes_at is None:
        return ROUND_THE_CLOCK if state.open else Text("closed now", "fermé maintenant")
    at = _when(state.changes_at, zone)
    if state.open:
        return Text(f"open now, until {at.en}", f"ouvert maintenant, jusqu'à {at.fr}")
    return Text(f"closed now, opens {at.en}", f"fermé maintenant, ouvre {at.fr}")


def hours_line(now: OpenState, then: OpenState, zone: ZoneInfo) -> Text:
    """Write both: `closed now, opens Monday 08:00; open at arrival`."""
    present = hours_now(now, zone)
    if then.open is None or present == ROUND_THE_CLOCK:
        return present
    later = (
        Text("open at arrival", "ouvert à l'arrivée") if then.open else Text("closed at arrival", "fermé à l'arrivée")
    )
    return Text(f"{present.en}; {later.en}", f"{present.fr}; {later.fr}")


def needs_line(names: tuple[Text, ...], asked: str) -> Text | None:
    """Write what the agency still lacks; None when nothing. `asked` are the words of an open request."""
    parts = [*names, *([Text(asked, asked)] if asked else [])]
    if not parts:
        return None
    return Text(
        "Still needs: " + "; ".join(part.en for part in parts),
        "Attend encore : " + "; ".join(part.fr for part in parts),
    )
