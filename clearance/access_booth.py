"""Who may reach the booth's own machinery: readers at the lanes, the worker, what waits without a server."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.access import Public, Roles, Rule
from portal.core.domain.actors import Actor

_BOOTH = Roles("officer.primary", "officer.secondary", "officer.supervisor")
READER_SCOPE = "lanes:write"


@dataclass(frozen=True, slots=True)
class LaneReaders(Rule):
    """A reader's own key and nothing else: no partner key can hold the scope, no person reaches it."""

    def allows(self, actor: Actor | None) -> bool:
        return actor is not None and actor.kind == "partner" and READER_SCOPE in actor.scopes


BOOTH_ACCESS: dict[str, Rule] = {
    "clearance:booth_worker": Public(),
    "clearance:booth_offline": _BOOTH,
    "clearance:booth_trucks": _BOOTH,
    "clearance:booth_decisions": _BOOTH,
    "clearance:booth_post": _BOOTH,
    "clearance:booth_at_window": _BOOTH,
    "clearance:booth_trader": _BOOTH,
    "api:lane_events": LaneReaders(),
}
