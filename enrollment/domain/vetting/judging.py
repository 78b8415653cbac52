"""Points and blockers of a worksheet, computed and never typed (DHS OIG 2021: points misapplied, factors unresolved).

| check | counts points | keeps from approving |
|---|---|---|
| open | no | yes: nobody looked |
| clear, not applicable | no | no |
| found | yes | yes when it disqualifies |
| resolving (one officer's word) | yes | yes |
| resolved (a second officer agreed) | as its resolution says | no |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.core.domain.text import Text

OPEN, CLEAR, NOT_APPLICABLE = "open", "clear", "not_applicable"
FOUND, RESOLVING, RESOLVED = "found", "resolving", "resolved"
OUTCOMES = (CLEAR, FOUND, NOT_APPLICABLE)
UNRESOLVED = (FOUND, RESOLVING)


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a factor that was found can be resolved; `keeps_points` where the fact stays and only its weight is borne."""

    code: str
    label: Text
    keeps_points: bool


RESOLUTIONS: dict[str, Resolution] = {
    one.code: one
    for one in (
        Resolution("OTHER_PERSON", Text("It is about somebody else", "Il s'agit de quelqu'un d'autre"), False),
        Resolution(
            "CORRECTED", Text("The register was wrong, and is corrected", "Le registre, erroné, est corrigé"), False
        ),
        Resolution(
            "ENDED", Text("Ended without a conviction or penalty", "Terminé sans condamnation ni pénalité"), False
        ),
        Resolution("WAIVED", Text("Waived by the authority that may", "Dispense de l'autorité compétente"), True),
        Resolution("OLD", Text("Too old to count by the programme's rules", "Trop ancien selon les règles"), True),
    )
}
KEEPS_POINTS = tuple(code for code, one in RESOLUTIONS.items() if one.keeps_points)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """One check as the judgement reads it; `resolution` is a code of RESOLUTIONS once resolved."""

    code: str
    status: str
    points: int
    disqualifying: bool
    resolution: str = ""

    @property
    def counted(self) -> int:
        """The points that count now."""
        kept = self.status == RESOLVED and self.resolution in KEEPS_POINTS
        return self.points if self.status in UNRESOLVED or kept else 0

    @property
    def unresolved(self) -> bool:
        """Say whether a factor is found that nobody has resolved; points of others may be borne."""
        return self.status == RESOLVING or (self.status == FOUND and self.disqualifying)


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a worksheet from being approved, in words. `codes` are the factors it is about."""

    code: str
    words: Text
    codes: tuple[str, ...] = ()


NO_WORKSHEET = Blocker(
    "ENR_VETTING_NONE", Text("There is no vetting worksheet.", "Il n'y a aucune feuille de vérification.")
)


def points_of(checks: Iterable[CheckFacts]) -> int:
    """Give the points of a worksheet: the sum over its factors that count."""
    return sum(check.counted for check in checks)


def blockers(checks: Sequence[CheckFacts] | None, threshold: int, waiting: int = 0) -> tuple[Blocker, ...]:
    """Say everything that keeps from approving; nothing means it may be approved.

    `checks` None or empty means there is no worksheet. `waiting` are near matches nobody has judged.
    """
    if not checks:
        return (NO_WORKSHEET,)
    undone = tuple(check.code for check in checks if check.status not in (*OUTCOMES, RESOLVING, RESOLVED))
    unresolved = tuple(check.code for check in checks if check.unresolved)
    points = points_of(checks)
    found = []
    if undone:
        found.append(Blocker("ENR_VETTING_OPEN", _UNDONE.format(n=len(undone)), undone))
    if unresolved:
        found.append(Blocker("ENR_VETTING_UNRESOLVED", _UNRESOLVED.format(n=len(unresolved)), unresolved))
    if waiting:
        found.append(Blocker("ENR_VETTING_NEAR", _NEAR.format(n=waiting)))
    if points > threshold:
        found.append(Blocker("ENR_VETTING_POINTS", _POINTS.format(points=points, threshold=threshold)))
    return tuple(found)


_UNDONE = Text("Checks not done yet: {n}.", "Vérifications à faire : {n}.")
_UNRESOLVED = Text(
    "Disqualifying factors not resolved by two officers: {n}.",
    "Facteurs disqualifiants non réglés par deux agents : {n}.",
)
_NEAR = Text("Near matches nobody has judged: {n}.", "Concordances partielles non examinées : {n}.")
_POINTS = Text(
    "The points ({points}) are above the threshold of {threshold}.",
    "Les points ({points}) dépassent le seuil de {threshold}.",
)
