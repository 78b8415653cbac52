"""Who may book an interview, when it is remembered, and what one may still change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from enrollment.domain.interviews.centres import JOINT, PARTS
from enrollment.domain.programmes import PROGRAMMES

# Paid and before both agencies, not decided yet: what an interview gives is evidence for both reviews.
INTERVIEW_STATUSES = frozenset({"submitted", "under_review"})
REMINDERS: tuple[tuple[str, timedelta], ...] = (("7d", timedelta(days=7)), ("1d", timedelta(days=1)))
LATEST_CHANGE = timedelta(hours=2)
HORIZON = timedelta(days=180)


def may_book(programme: str, status: str) -> bool:
    """Say whether an application of this programme, in this status, is at the point of its interview."""
    return not PROGRAMMES[programme].for_organisations and status in INTERVIEW_STATUSES


def parts_left(held: Iterable[str]) -> tuple[str, ...]:
    """Give the appointments that still make sense beside those that are booked or over.

    Joint and two-step exclude each other; of the two steps either may come first.
    """
    known = set(held)
    if JOINT in known:
        return ()
    steps = tuple(part for part in PARTS if part not in (JOINT, *known))
    return steps if known else tuple(PARTS)


def reminders_due(starts_at: datetime, now: datetime) -> tuple[tuple[str, datetime], ...]:
    """Give the reminders still ahead, with their moments; a date that is near has fewer."""
    return tuple((code, starts_at - ahead) for code, ahead in REMINDERS if starts_at - ahead > now)
