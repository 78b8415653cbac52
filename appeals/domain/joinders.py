"""Like cases heard as one: which are alike, the life of a joinder, and who may judge all of it (4.11, R-80).

The registrar proposes, every party is told and may object within ten days, and the registrar decides with reasons. One
panel hears the joined cases in one hearing and gives one text; each case keeps its number, its time, its papers and its
remedy. A case leaves again, with reasons, any time before the ruling.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from appeals.domain.panels import Seat, panel_faults
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

PROPOSED, JOINED, DROPPED, ENDED, RULED = "proposed", "joined", "dropped", "ended", "ruled"
OPEN = (PROPOSED, JOINED)
OBJECTION_DAYS = 10
FEWEST = 2
WORDS_AT_LEAST = 40

_REGISTRAR = frozenset({"commission.registrar"})
_MEMBER = frozenset({"commission.member"})
_LEAVING = frozenset({*_REGISTRAR, *_MEMBER, "trader.admin", "trader.filer", "traveller", "driver"})
_ENDED = Text("Ended", "Terminée")

JOINDER = Workflow(
    name="appeal_joinder",
    initial=PROPOSED,
    states=(
        State(
            PROPOSED,
            Text("Proposed, parties may object", "Proposée, les parties peuvent s'opposer"),
            Text("Proposed: you may object", "Proposée : vous pouvez vous opposer"),
            "hourglass",
            "warn",
        ),
        State(JOINED, Text("Joined", "Jointes"), Text("Heard together", "Entendues ensemble"), "people", "info"),
        State(DROPPED, Text("Not joined", "Non jointes"), Text("Not joined", "Non jointes"), "stop", "neutral", True),
        State(ENDED, _ENDED, Text("Heard apart again", "De nouveau entendues à part"), "undo", "neutral", True),
        State(RULED, Text("Ruled on", "Tranchées"), Text("Ruled on", "Tranchées"), "gavel", "good", True),
    ),
    transitions=(
        Transition(
            PROPOSED, "join", JOINED, _REGISTRAR, "appeals.joinder.joined", Text("Join the cases", "Joindre les causes")
        ),
        Transition(
            PROPOSED,
            "drop",
            DROPPED,
            _REGISTRAR,
            "appeals.joinder.dropped",
            Text("Leave them apart", "Les laisser séparées"),
        ),
        Transition(PROPOSED, "lapse", DROPPED, _LEAVING, "appeals.joinder.lapsed", _ENDED),
        Transition(JOINED, "lapse", ENDED, _LEAVING, "appeals.joinder.lapsed", _ENDED),
        Transition(
            JOINED, "rule", RULED, _MEMBER, "appeals.joinder.ruled", Text("Rule on all of them", "Trancher toutes")
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What one case is compared by. `reason` is the code the contested decision rests on; both may be empty."""

    kind: str
    agency: str
    reason: str


def alike(one: Likeness, other: Likeness) -> bool:
    """Say whether two cases are alike: the same rule or reason, or the same kind of decision of the same agency."""
    same_reason = bool(one.reason) and one.reason == other.reason
    return same_reason or (bool(one.agency) and (one.kind, one.agency) == (other.kind, other.agency))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case as it stands when it is to be joined. `grouped`: another joinder holds it; `like`: it is like the lead."""

    docket: str
    status: str
    voted: bool = False
    grouped: bool = False
    like: bool = True


def join_faults(lead: Candidate, others: Sequence[Candidate]) -> list[ErrorItem]:
    """Give every reason why these cases may not be joined; an empty list means they may.

    The lead is before its panel or earlier, without a vote; the others have no panel yet, as seats are never taken back.
    """
    if len(others) + 1 < FEWEST:
        return [ErrorItem("APL_JOIN_FEW", FEW, path="cases", value=len(others), fix=FEW_FIX)]
    late = lead.status not in {"filed", "with_panel"} or lead.voted
    found = [_fault("APL_JOIN_LATE", TOO_LATE, lead.docket, TOO_LATE_FIX)] if late else []
    for each in others:
        if each.status != "filed":
            found.append(_fault("APL_JOIN_PANEL", HAS_PANEL, each.docket, HAS_PANEL_FIX))
        if not each.like:
            found.append(_fault("APL_JOIN_UNLIKE", UNLIKE, each.docket, UNLIKE_FIX))
    for each in (lead, *others):
        if each.grouped:
            found.append(_fault("APL_JOIN_TWICE", TWICE, each.docket, TWICE_FIX))
    return found


def judges_faults(seats: Sequence[Seat], touched: Collection[UUID]) -> list[ErrorItem]:
    """Give why the panel of the lead may not judge all of them; `touched` are the hands in any. No seats, no fault."""
    return panel_faults(seats, touched) if seats else []


def object_until(proposed_at: datetime) -> datetime:
    """Give the last moment to object; that moment itself is in time."""
    return proposed_at + timedelta(days=OBJECTION_DAYS)


def words_faults(words: Text, path: str = "reasons") -> list[ErrorItem]:
    """Give what reasons lack in either language."""
    return [
        ErrorItem("APL_WORDS", SAY.format(n=WORDS_AT_LEAST), path=f"{path}_{code}", value=said, fix=BOTH)
        for code, said in words.as_dict().items()
        if len(said.strip()) < WORDS_AT_LEAST
    ]


def _fault(code: str, message: Text, docket: str, fix: Text) -> ErrorItem:
    return ErrorItem(code, message.format(docket=docket), path="cases", value=docket, fix=fix)


FEW = Text("Two cases at least are joined.", "Il faut au moins deux causes à joindre.")
FEW_FIX = Text("Choose one more, or leave them apart.", "Choisissez-en une autre, ou laissez-les séparées.")
TOO_LATE = Text(
    "Appeal {docket} is past the point where cases are joined: a vote was cast, or it is over.",
    "L'appel {docket} a dépassé le stade de la jonction : un vote est exprimé, ou il est terminé.",
)
TOO_LATE_FIX = Text("Choose another lead case.", "Choisissez une autre cause principale.")
HAS_PANEL = Text(
    "Appeal {docket} has a panel already, or is not open.",
    "L'appel {docket} a déjà une formation, ou n'est pas ouvert.",
)
HAS_PANEL_FIX = Text(
    "Propose from its own page, so that it leads, or leave it out.",
    "Proposez depuis sa propre page, afin qu'il soit la cause principale, ou laissez-le de côté.",
)
UNLIKE = Text(
    "Appeal {docket} is about another rule, reason and kind of decision than the lead case.",
    "L'appel {docket} porte sur une autre règle, un autre motif et un autre genre de décision que la cause principale.",
)
UNLIKE_FIX = Text("Leave it out.", "Laissez-le de côté.")
TWICE = Text("Appeal {docket} is in another joinder.", "L'appel {docket} fait partie d'une autre jonction.")
TWICE_FIX = Text("Let it leave that one first.", "Retirez-le d'abord de celle-ci.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")
BOTH = Text("Write it in both languages.", "Écrivez-le dans les deux langues.")
