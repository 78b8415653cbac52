"""Who may reach what both border agencies keep under two keys."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.access import Rule
from portal.core.domain.actors import Actor
from portal.workflow.domain.two_keys import AGENCIES


@dataclass(frozen=True, slots=True)
class BorderStaff(Rule):
    """Officers of the two border agencies in these roles, and staff of the service; no other agency."""

    roles: frozenset[str]

    def allows(self, actor: Actor | None) -> bool:
        if actor is None or not actor.has(*self.roles):
            return False
        return actor.kind != "officer" or actor.agency in AGENCIES
