"""What lanes, tiers, tones and deadlines look like: names, icons and words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.core.domain.formatting import duration_words
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol of the sprite with its word and the suffix of its CSS class."""

    code: str
    label: Text
    icon: str


LANES = {
    mark.code: mark
    for mark in (
        Mark("green-fast", Text("Green-FAST", "EXPRES vert"), "lane-green-fast"),
        Mark("fast", Text("FAST", "EXPRES"), "lane-fast"),
        Mark("general", Text("General", "Générale"), "lane-general"),
        Mark("secondary", Text("Secondary", "Secondaire"), "lane-secondary"),
        Mark("refused", Text("Refused", "Refusé"), "lane-refused"),
    )
}
NO_LANE = Mark("none", Text("No lane yet", "Pas encore de voie"), "clock")

TIERS = {
    mark.code: mark
    for mark in (
        Mark("T0", Text("Tier 0, not a member", "Niveau 0, non membre"), "shield-outline"),
        Mark("T1", Text("Tier 1", "Niveau 1"), "shield-solid"),
        Mark("T2", Text("Tier 2", "Niveau 2"), "shield-solid"),
        Mark("T3", Text("Tier 3", "Niveau 3"), "shield-solid"),
        Mark("NEXUS", Text("NEXUS member", "Membre NEXUS"), "shield-solid"),
    )
}

TONE_ICONS = {
    "neutral": "info",
    "info": "info",
    "good": "check-circle",
    "warn": "warning",
    "bad": "stop",
}
MESSAGE_TONES = {"debug": "neutral", "info": "info", "success": "good", "warning": "warn", "error": "bad"}

SOON = timedelta(hours=24)


def lane_mark(lane: Any) -> Mark:
    """Find the mark of a lane given by code (any spelling of green_fast) or by an object with a `code`."""
    code = str(getattr(lane, "code", lane) or "").lower().replace("_", "-")
    return LANES.get(code, NO_LANE)


def tier_mark(tier: Any) -> Mark:
    """Find the mark of a tier; what is not a tier is shown as T0, never as a member."""
    code = str(getattr(tier, "code", tier) or "").upper()
    return TIERS.get(code if code.startswith("T") or code == "NEXUS" else f"T{code}", TIERS["T0"])


def deadline_mark(due: datetime | None, now: datetime, *, done: bool, language: str) -> dict[str, Any]:
    """Say how a deadline stands: tone, icon and the words for the time left or missed."""
    if due is None:
        return {"tone": "neutral", "icon": "clock", "state": "none", "length": ""}
    length = duration_words(due - now, language)
    if done:
        return {"tone": "good", "icon": "check-circle", "state": "done", "length": length}
    if due < now:
        return {"tone": "bad", "icon": "stop", "state": "missed", "length": length}
    if due - now < SOON:
        return {"tone": "warn", "icon": "hourglass", "state": "soon", "length": length}
    return {"tone": "neutral", "icon": "clock", "state": "ahead", "length": length}
