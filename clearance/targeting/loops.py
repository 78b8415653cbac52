"""The cap on routine checks of a value-chain loop: pure, on a count that comes in as a fact (R-62, ADR 0022).

It limits what a score above the cut-off, or an officer's routine cause, would send to secondary, and nothing else:
mandatory rules are the safety family's and come before it, a random draw comes after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.core.domain.text import Text

MOST_CHECKS, LONGEST_PERIOD = 50, 365


@dataclass(frozen=True, slots=True)
class LoopCap:
    """At most so many routine checks of one loop in so many days: a period that slides, not a calendar one."""

    checks: int
    days: int

    @property
    def possible(self) -> bool:
        return 0 < self.checks <= MOST_CHECKS and 0 < self.days <= LONGEST_PERIOD


@dataclass(frozen=True, slots=True)
class LoopUse:
    """The loop a trip states, and how many routine checks its other trips had, or are advised to, in the period."""

    label: str
    checks: int = 0


def cap_of(data: Any) -> LoopCap | None:
    """Read the cap of a policy document; a version from before there was one has none."""
    return None if data is None else LoopCap(int(data["checks"]), int(data["days"]))


def used_up(use: LoopUse | None, cap: LoopCap | None) -> bool:
    """Say whether the loop has had its routine checks; a trip without a loop and a policy without a cap never."""
    return use is not None and cap is not None and use.checks >= cap.checks


def audited_words(use: LoopUse, cap: LoopCap) -> Text:
    """Why a truck above the cut-off is let go: what officers and the member read."""
    checks = Text("its routine check", "son contrôle courant")
    if cap.checks > 1:
        checks = Text(f"its {cap.checks} routine checks", f"ses {cap.checks} contrôles courants")
    days = Text("a day", "un jour") if cap.days == 1 else Text(f"{cap.days} days", f"{cap.days} jours")
    return Text(
        f"Loop {use.label} had {checks.en} in {days.en}: released, audited afterwards",
        f"La boucle {use.label} a eu {checks.fr} en {days.fr} : mainlevée, puis vérification",
    )


def use_as_json(use: LoopUse | None, cap: LoopCap | None) -> dict[str, Any]:
    """What a score keeps of it; empty without a loop."""
    if use is None or cap is None:
        return {}
    kept = {"label": use.label, "checks": use.checks, "cap": cap.checks, "days": cap.days}
    return {"loop": {**kept, "used_up": used_up(use, cap)}}
