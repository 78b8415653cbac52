"""What goes into the joint record of an inspection: entries, findings, and how its minutes are counted (4.7, R-30, R-38)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.domain.text import Text

CHECK, WAIVED, NOTE = "check", "waived", "note"
STARTED, PAUSED, RESUMED, ENDED = "started", "paused", "resumed", "ended"
TIMERS = (STARTED, PAUSED, RESUMED, ENDED)
ENTRY_KINDS: dict[str, Text] = {
    CHECK: Text("Check done", "Vérification faite"),
    WAIVED: Text("Check not done", "Vérification non faite"),
    NOTE: Text("Note", "Note"),
    STARTED: Text("Work started", "Travail commencé"),
    PAUSED: Text("Work paused", "Travail interrompu"),
    RESUMED: Text("Work resumed", "Travail repris"),
    ENDED: Text("Work ended", "Travail terminé"),
}
BY_HAND = (CHECK, WAIVED, NOTE, PAUSED, RESUMED)

FINDING_CLASSES: dict[str, Text] = {
    "people": Text("People hidden in the load or the cab", "Personnes cachées dans le chargement ou la cabine"),
    "drugs": Text("Drugs", "Drogues"),
    "weapons": Text("Weapons or explosives", "Armes ou explosifs"),
    "money": Text("Undeclared money", "Espèces non déclarées"),
    "undeclared": Text("Goods that were not declared", "Marchandises non déclarées"),
    "misdescribed": Text("Goods other than described", "Marchandises autres que décrites"),
    "regulated": Text("Food, plants or animals not admissible", "Aliments, végétaux ou animaux inadmissibles"),
    "seal": Text("Seal broken, changed or not the one filed", "Sceau brisé, changé ou autre que celui déclaré"),
    "identity": Text("Driver, plate or trailer not as filed", "Conducteur, plaque ou remorque autres que déclarés"),
    "papers": Text("Papers missing or wrong", "Documents manquants ou erronés"),
}
SEVERITIES: dict[str, Text] = {
    "minor": Text("Minor", "Mineure"),
    "moderate": Text("Moderate", "Modérée"),
    "serious": Text("Serious", "Grave"),
}
UNITS: dict[str, Text] = {
    "PCE": Text("pieces", "pièces"),
    "PKG": Text("packages", "colis"),
    "KGM": Text("kg", "kg"),
    "LTR": Text("litres", "litres"),
    "PER": Text("persons", "personnes"),
    "CUR": Text("dollars", "dollars"),
}


@dataclass(frozen=True, slots=True)
class Timer:
    """One press of the clock."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Minutes:
    """The delay of one truck in whole minutes: `total` since the booth, before the work began, and at work.

    What is left of the total is pauses.
    """

    total: int
    waiting: int
    working: int

    @property
    def paused(self) -> int:
        return max(0, self.total - self.waiting - self.working)


def minutes_of(opened_at: datetime, until: datetime, timers: Iterable[Timer]) -> Minutes:
    """Count from the referral until the end, or until now while the truck is still here."""
    begun: datetime | None = None
    first: datetime | None = None
    worked = timedelta()
    for timer in sorted(timers, key=lambda each: each.at):
        if timer.kind in (STARTED, RESUMED):
            begun = begun or timer.at
            first = first or timer.at
        elif begun is not None:
            worked, begun = worked + (timer.at - begun), None
    if begun is not None:
        worked += max(timedelta(), until - begun)
    return Minutes(_whole(until - opened_at), _whole((first or until) - opened_at), _whole(worked))


def clock_runs(timers: Iterable[Timer]) -> bool:
    """Say whether somebody is at work on the truck now."""
    last = max(timers, key=lambda each: each.at, default=None)
    return last is not None and last.kind in (STARTED, RESUMED)


def _whole(span: timedelta) -> int:
    return max(0, int(span.total_seconds() // 60))
