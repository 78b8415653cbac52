"""Before filing: what happened and what you want lead to one route, its deadline and what to bring (2.3, R-81, R-86).

A pure decision table, after the idea of a solution explorer: every pair of answers has exactly one way.
"""

from __future__ import annotations

from dataclasses import dataclass

from appeals.domain.complaints import CONDUCT, DELAY, SERVICE
from appeals.domain.kinds import KINDS
from portal.core.domain.text import Text

CHANGED, ANSWERED = "changed", "answered"
WISHES: dict[str, Text] = {
    CHANGED: Text("I want a decision changed or put right", "Je veux qu'une décision soit modifiée ou corrigée"),
    ANSWERED: Text("I want an explanation or an apology", "Je veux une explication ou des excuses"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """One thing that can have happened: the appeal it opens (if any) and the complaint it opens."""

    code: str
    label: Text
    kind: str
    category: str
    bring: Text


@dataclass(frozen=True, slots=True)
class Way:
    """Where the answers lead: an appeal of `kind`, or a complaint of `category`. `days` is the time to appeal."""

    route: str
    kind: str
    category: str
    days: int | None
    stays: bool
    bring: Text


_LETTER = Text(
    "Nothing: the decision, its reasons and the evidence are attached for you. Bring what the officer did not have.",
    "Rien : la décision, ses motifs et la preuve sont joints pour vous. Apportez ce que l'agent n'avait pas.",
)
_INSPECTION = Text(
    "The trip. The cause, the officers' notes and the minutes are attached; bring photos or bills of any damage.",
    "Le voyage. La cause, les notes des agents et les minutes sont jointes; apportez photos ou factures des dommages.",
)
_PEOPLE = Text(
    "Where and when it was, and what was said or done. A badge number helps and is not needed.",
    "Le lieu, le moment, et ce qui a été dit ou fait. Un numéro d'insigne aide, sans être nécessaire.",
)
SITUATIONS: dict[str, Situation] = {
    row.code: row
    for row in (
        Situation("denied", Text("My application was denied", "Ma demande a été refusée"), "denial", SERVICE, _LETTER),
        Situation("lower_tier", Text("My tier was lowered", "Mon niveau a été abaissé"), "demotion", SERVICE, _LETTER),
        Situation(
            "suspended",
            Text("My membership was suspended", "Mon adhésion a été suspendue"),
            "suspension",
            SERVICE,
            _LETTER,
        ),
        Situation(
            "revoked", Text("My membership was revoked", "Mon adhésion a été révoquée"), "revocation", SERVICE, _LETTER
        ),
        Situation("points", Text("I was given points", "Des points m'ont été imposés"), "penalty", SERVICE, _LETTER),
        Situation(
            "long_inspection",
            Text("An inspection took too long", "Une inspection a trop duré"),
            "inspection",
            DELAY,
            _INSPECTION,
        ),
        Situation(
            "damage",
            Text(
                "An inspection damaged my goods or truck", "Une inspection a endommagé mes marchandises ou mon camion"
            ),
            "inspection",
            CONDUCT,
            _INSPECTION,
        ),
        Situation(
            "again_and_again",
            Text("I am inspected again and again", "On m'inspecte sans cesse"),
            "profile",
            SERVICE,
            _INSPECTION,
        ),
        Situation(
            "mistaken",
            Text("I am taken for somebody else", "On me prend pour quelqu'un d'autre"),
            "profile",
            SERVICE,
            Text(
                "The trip on which it happened, and a document that shows who you are.",
                "Le voyage où cela s'est produit, et une pièce qui établit votre identité.",
            ),
        ),
        Situation("fee", Text("A fee is wrong", "Des frais sont erronés"), "fee", SERVICE, _LETTER),
        Situation("conduct", Text("An officer treated me badly", "Un agent m'a mal traité"), "", CONDUCT, _PEOPLE),
        Situation("no_answer", Text("I wait for an answer", "J'attends une réponse"), "", DELAY, _PEOPLE),
        Situation(
            "service",
            Text("A page, lane or office did not work", "Une page, une voie ou un bureau n'a pas fonctionné"),
            "",
            SERVICE,
            _PEOPLE,
        ),
    )
}


def way(happened: str, wish: str) -> Way:
    """Give the one way for two answers. What no decision stands behind is a complaint. Raises KeyError."""
    row = SITUATIONS[happened]
    if wish not in WISHES:
        raise KeyError(wish)
    if wish == CHANGED and row.kind:
        kind = KINDS[row.kind]
        return Way("appeal", kind.code, "", kind.days, kind.stays, row.bring)
    return Way("complaint", "", row.category, None, False, _PEOPLE)
