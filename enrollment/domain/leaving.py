"""Why members leave, asked from a closed list, and counted by quarter without showing anybody alone (R-102)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.core.domain.text import Text

NOT_SAID = "NOT_SAID"
FEWEST = 5  # a published cell of fewer people could be somebody
REASONS: dict[str, Text] = {
    "NO_QUICKER": Text("The lane was not quicker", "La voie n'était pas plus rapide"),
    "STILL_CHECKED": Text("Stopped and examined as before", "Autant d'arrêts et d'examens qu'avant"),
    "COST": Text("The fee or the cost of membership", "Les frais ou le coût de l'adhésion"),
    "PAPERWORK": Text("Too much paperwork", "Trop de formalités"),
    "REQUIREMENTS": Text("The security requirements", "Les exigences de sûreté"),
    "TREATMENT": Text("How I was treated", "La façon dont j'ai été traité"),
    "SELDOM": Text("I cross less, or no longer", "Je traverse moins, ou plus du tout"),
    "OTHER_PROGRAMME": Text("I use another programme", "J'utilise un autre programme"),
    "COMPANY_CHANGED": Text("The company closed, merged or changed", "L'entreprise a fermé, fusionné ou changé"),
    "OTHER": Text("Another reason", "Une autre raison"),
    NOT_SAID: Text("I would rather not say", "Je préfère ne pas le dire"),
}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def label(self) -> Text:
        return Text(f"Q{self.number} {self.year}", f"T{self.number} {self.year}")

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many left in a quarter for a reason; None stands for a number from 1 to 4 that is not published."""

    quarter: Quarter
    programme: str
    reason: str
    count: int | None


def cells(rows: Iterable[tuple[Quarter, str, str, int]], *, publish: bool) -> tuple[Cell, ...]:
    """Give the counts in order; for publication, those below five are left out.

    When only one cell of a quarter and programme would be left out, the next smallest goes with it: else the missing
    one could be worked out from a total somebody knows.
    """
    counted: Counter[tuple[Quarter, str, str]] = Counter()
    for quarter, programme, reason, count in rows:
        counted[quarter, programme, reason] += count
    hidden = _hidden(counted) if publish else set()
    order = list(REASONS)
    keys = sorted(counted, key=lambda key: (key[0], key[1], order.index(key[2])))
    return tuple(Cell(*key, None if key in hidden else counted[key]) for key in keys)


def _hidden(counted: Counter[tuple[Quarter, str, str]]) -> set[tuple[Quarter, str, str]]:
    small = {key for key, count in counted.items() if count < FEWEST}
    groups: dict[tuple[Quarter, str], list[tuple[Quarter, str, str]]] = {}
    for key in counted:
        groups.setdefault(key[:2], []).append(key)
    for keys in groups.values():
        out = [key for key in keys if key in small]
        others = sorted((key for key in keys if key not in small), key=lambda key: (counted[key], key))
        if len(out) == 1 and others:
            small.add(others[0])
    return small
