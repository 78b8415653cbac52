"""When a member's benefit falls short of what was promised, and the life of the case that then opens (R-39)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.compliance.domain.ledger import Difference, Rate, difference
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

ROSE, ABOVE, LATE = "rose", "above_peers", "promise_missed"
GROUNDS: dict[str, Text] = {
    ROSE: Text(
        "Inspected more often than in the twelve months before joining",
        "Inspecté plus souvent que dans les douze mois précédant l'adhésion",
    ),
    ABOVE: Text(
        "Inspected more often than like movements of companies that are not members",
        "Inspecté plus souvent que les passages semblables d'entreprises non membres",
    ),
    LATE: Text("Released later than promised", "Mainlevée plus tardive que promis"),
}
# Minutes from the reader at the end of the queue (or at the booth) to the release of both agencies, by tier.
PROMISED_MINUTES: Mapping[str, int] = {"T1": 60, "T2": 30, "T3": 15}
# Of releases with a promise, this share is to come within it.
PROMISED_SHARE = 0.9
DUE_DAYS = 15


def promised_minutes(tier: str) -> int | None:
    """Give the minutes the programme promises a movement of this tier; None where it promises none."""
    return PROMISED_MINUTES.get(tier)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One ground, with the difference that shows it and the two rates behind it (the promise's has no base)."""

    ground: str
    gap: Difference
    now: Rate
    against: Rate | None


def shortfalls(
    *, now: Rate | None, before: Rate | None, own: Rate | None, peers: Rate | None, promise: Rate | None
) -> tuple[Shortfall, ...]:
    """Give each ground on which the interval leaves no room for "no difference", with enough movements on both sides.

    `own` is the rate of the movements matched with `peers`.
    """
    found = [
        Shortfall(ground, gap, one, other)
        for ground, one, other in ((ROSE, now, before), (ABOVE, own, peers))
        if one is not None and other is not None and one.enough and other.enough
        for gap in (difference(one, other),)
        if gap is not None and gap.rose
    ]
    if promise is not None and promise.enough:
        low, high = promise.bounds
        if high < PROMISED_SHARE:
            gap = Difference(PROMISED_SHARE - promise.share, PROMISED_SHARE - high, PROMISED_SHARE - low)
            found.append(Shortfall(LATE, gap, promise, None))
    return tuple(found)


OFFICE, MEMBER, SYSTEM = frozenset({"administrator"}), frozenset({"trader.admin"}), frozenset({"system"})
OPEN, ANSWERED = "open", "answered"
_RECOVERED = Text("The figures no longer show it", "Les chiffres ne le montrent plus")

BENEFIT_SHORTFALL = Workflow(
    name="benefit_shortfall",
    initial=OPEN,
    states=(
        State(
            OPEN,
            Text("Open, to be answered", "Ouvert, réponse attendue"),
            Text("Opened, the programme office answers", "Ouvert, le bureau du programme répondra"),
            "warning",
            "warn",
        ),
        State(ANSWERED, Text("Answered", "Répondu"), Text("Answered", "Répondu"), "note", "info"),
        State(
            "settled",
            Text("Settled, the member accepts", "Réglé, le membre accepte"),
            Text("Settled", "Réglé"),
            "check",
            "good",
            final=True,
        ),
        State(
            "recovered",
            Text("Recovered by the figures", "Rétabli selon les chiffres"),
            Text("Recovered", "Rétabli"),
            "check",
            "good",
            final=True,
        ),
    ),
    transitions=(
        Transition(OPEN, "answer", ANSWERED, OFFICE, "compliance.shortfall.answered", Text("Answer", "Répondre")),
        Transition(
            ANSWERED,
            "accept",
            "settled",
            MEMBER,
            "compliance.shortfall.settled",
            Text("Accept the answer", "Accepter la réponse"),
        ),
        Transition(
            ANSWERED,
            "contest",
            OPEN,
            MEMBER,
            "compliance.shortfall.contested",
            Text("The answer is not enough", "La réponse ne suffit pas"),
        ),
        Transition(OPEN, "recover", "recovered", SYSTEM, "compliance.shortfall.recovered", _RECOVERED),
        Transition(ANSWERED, "recover", "recovered", SYSTEM, "compliance.shortfall.recovered", _RECOVERED),
    ),
)

SHORTFALL_EVENTS = {"compliance.shortfall.opened": Text("Benefit shortfall found", "Avantage insuffisant constaté")}
