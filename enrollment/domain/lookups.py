"""Why an officer looks at somebody's record: a closed list, asked where no open case says it already (R-13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

ENROLMENT, CROSSING, AUDIT, APPEAL = "enrolment", "crossing", "audit", "appeal"
SERVICE, OVERSIGHT, LAW = "service", "oversight", "law"
ENOUGH_WORDS = 10

PURPOSES: dict[str, Text] = {
    ENROLMENT: Text("Deciding an application or a membership", "Décision sur une demande ou une adhésion"),
    CROSSING: Text("A movement at the border", "Un passage à la frontière"),
    AUDIT: Text("An audit or a verification", "Une vérification"),
    APPEAL: Text("An appeal or a correction", "Un appel ou une correction"),
    SERVICE: Text("A question the member asked", "Une question posée par le membre"),
    OVERSIGHT: Text("Supervision of officers' work", "Surveillance du travail des agents"),
    LAW: Text("Law enforcement or an investigation", "Application de la loi ou enquête"),
}
# Shown to the member as numbers only, and only after the delay that policy sets: an open investigation stays one.
WITHHELD = (LAW,)


@dataclass(frozen=True, slots=True)
class Looked:
    """A record somebody wants to see: its kind and id, and the company or person it is about."""

    kind: str
    record_id: UUID
    organisation_id: UUID | None
    user_id: UUID | None


Check = Callable[[Actor, Looked], bool]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An open piece of work that is purpose enough: who has one is not asked, but the look-up is kept all the same."""

    code: str
    purpose: str
    check: Check


_occasions: dict[str, Occasion] = {}


def register_occasion(code: str, purpose: str, check: Check) -> None:
    """Add an occasion; the apps above name theirs when they start (a movement at the booth, an audit case)."""
    _occasions[code] = Occasion(code, purpose, check)


def occasions() -> tuple[Occasion, ...]:
    return tuple(_occasions.values())


def purpose_errors(purpose: str, words: str) -> list[ErrorItem]:
    """Say what keeps a stated purpose from being one."""
    found = []
    if purpose not in PURPOSES:
        found.append(
            ErrorItem(
                "ENR_PURPOSE",
                Text("Choose the purpose of this look-up.", "Choisissez le motif de cette consultation."),
                path="purpose",
                value=purpose,
                fix=Text("Take the one that fits best.", "Prenez celui qui convient le mieux."),
            )
        )
    if len(words.strip()) < ENOUGH_WORDS:
        found.append(
            ErrorItem(
                "ENR_PURPOSE_WORDS",
                Text(
                    "Say in a few words why you need this record (at least 10 characters).",
                    "Dites en quelques mots pourquoi vous avez besoin de ce dossier (au moins 10 caractères).",
                ),
                path="words",
                value=words,
                fix=Text("Name the case, the call or the question.", "Nommez le dossier, l'appel ou la question."),
            )
        )
    return found


LOOKUP_EVENTS: dict[str, Text] = {
    "enrollment.lookup.made": Text("Record looked up", "Dossier consulté"),
    "enrollment.lookup_week.committed": Text(
        "Week of look-ups: draw committed", "Semaine de consultations : tirage engagé"
    ),
    "enrollment.lookup_week.drawn": Text(
        "Week of look-ups: sample drawn", "Semaine de consultations : échantillon tiré"
    ),
    "enrollment.lookup_review.drawn": Text("Look-up drawn for review", "Consultation tirée pour examen"),
}
