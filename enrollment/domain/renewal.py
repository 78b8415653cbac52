"""Renewal: the window, the reminders, and the membership that goes on while a timely application waits (R-12).

SOR/2003-323 s. 21: an authorisation renewed in time does not run out while the application is being decided. The
length of the window is a setting, since the law names none (domain facts 5.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.core.domain.text import Text

NEW = "new"
RENEWAL = "renewal"
REMINDERS = (90, 60, 30, 7)
SHORTEST_WINDOW, LONGEST_WINDOW = 30, 365

NOT_YET, OPEN, FILED, LATE = "not_yet", "open", "filed", "late"
PHASES: dict[str, Text] = {
    NOT_YET: Text("Too early to renew", "Trop tôt pour renouveler"),
    OPEN: Text("Renew now", "À renouveler maintenant"),
    FILED: Text("Renewal filed; your membership goes on", "Renouvellement déposé; l'adhésion se poursuit"),
    LATE: Text("Ran out before it was renewed", "Échue avant le renouvellement"),
}


def opens_at(valid_until: datetime, window_days: int) -> datetime:
    """Give the first moment one can renew."""
    return valid_until - timedelta(days=min(max(window_days, SHORTEST_WINDOW), LONGEST_WINDOW))


def phase(valid_until: datetime, filed_at: datetime | None, now: datetime, window_days: int) -> str:
    """Say where a membership is in its renewal: one of the keys of PHASES."""
    if continues(valid_until, filed_at, now):
        return FILED
    if now >= valid_until:
        return LATE
    return OPEN if now >= opens_at(valid_until, window_days) else NOT_YET


def continues(valid_until: datetime, filed_at: datetime | None, at: datetime) -> bool:
    """Say whether a renewal that was filed in time carries the membership at this moment, past its end too."""
    return filed_at is not None and filed_at <= at and filed_at < valid_until
