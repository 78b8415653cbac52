"""What a register of accreditations shows, and when somebody is reminded (R-65)."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.core.domain.text import Text

REMIND_DAYS = (60, 14)
SOON = timedelta(days=REMIND_DAYS[0])
IN_FORCE, ENDING, NOT_YET, EXPIRED, ENDED = "in_force", "ending", "not_yet", "expired", "ended"

STATES: dict[str, dict[str, object]] = {
    IN_FORCE: {"label": Text("In force", "En vigueur"), "icon": "check-circle", "tone": "good"},
    ENDING: {"label": Text("Ends soon", "Prend fin bientôt"), "icon": "clock", "tone": "warn"},
    NOT_YET: {"label": Text("Not yet in force", "Pas encore en vigueur"), "icon": "hourglass", "tone": "info"},
    EXPIRED: {"label": Text("Expired", "Expirée"), "icon": "cross-circle", "tone": "bad"},
    ENDED: {"label": Text("Ended", "Terminée"), "icon": "cross", "tone": "neutral"},
}


def accreditation_state(starts: datetime, ends: datetime, ended: datetime | None, now: datetime) -> str:
    """Give the state at `now`; `ends` is the earlier end of the accreditation and of its training."""
    if ended is not None and ended <= now:
        return ENDED
    if ends <= now:
        return EXPIRED
    if starts > now:
        return NOT_YET
    return ENDING if ends - now <= SOON else IN_FORCE


ACCREDITATION_EVENTS: dict[str, Text] = {
    "accounts.cross_designation.granted": Text("Officer accredited", "Agent accrédité"),
    "accounts.cross_designation.ended": Text("Accreditation ended", "Accréditation terminée"),
}
