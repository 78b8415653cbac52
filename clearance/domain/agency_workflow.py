"""Where one agency stands on a trip, and what all agencies together say (R-29, R-30, R-41)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

PENDING, ACCEPTED, MAY_PROCEED, HOLD = "pending", "accepted", "may_proceed", "hold"
RELEASED, REJECTED = "released", "rejected"

SYSTEM = frozenset({"system"})
OFFICERS = frozenset({"officer.primary", "officer.secondary", "officer.supervisor", "officer.pga"})
REOPENERS = frozenset({"trader.admin", "trader.filer", "partner", "system"})

STATES = (
    State(
        PENDING, Text("No answer yet", "Pas encore de réponse"), Text("Waiting", "En attente"), "hourglass", "neutral"
    ),
    State(ACCEPTED, Text("On file", "Au dossier"), Text("On file", "Au dossier"), "check", "info"),
    State(
        MAY_PROCEED,
        Text("May proceed", "Peut continuer"),
        Text("May proceed", "Peut continuer"),
        "double-check",
        "good",
    ),
    State(HOLD, Text("Hold", "Retenue"), Text("On hold", "En retenue"), "hold", "warn"),
    State(RELEASED, Text("Released", "Mainlevée"), Text("Released", "Mainlevée"), "check-circle", "good"),
    State(REJECTED, Text("Rejected", "Rejeté"), Text("Needs fixing", "À corriger"), "cross-circle", "bad"),
)


def own_agency(line: Any, actor: Actor) -> ErrorItem | None:
    """Refuse an officer of another agency. One acting under an order comes with the agency acted for."""
    if actor.has("system") or actor.has("trader.admin", "trader.filer", "partner"):
        return None
    if actor.agency and actor.agency == line.agency:
        return None
    return ErrorItem(
        "CLR_NOT_YOUR_AGENCY",
        Text(
            "This is the decision of {agency}.",
            "Cette décision appartient à {agency}.",
        ).format(agency=line.agency),
        path="agency",
        value=line.agency,
        fix=Text(
            "Ask an officer of {agency}, or act under a delegation order.",
            "Adressez-vous à un agent de {agency}, ou agissez en vertu d'un ordre de délégation.",
        ).format(agency=line.agency),
    )


_WORDS: dict[str, tuple[str, Text]] = {
    "accept": ("accepted", Text("Put on file", "Verser au dossier")),
    "reject": ("rejected", Text("Reject", "Rejeter")),
    "clear": ("may_proceed", Text("May proceed", "Peut continuer")),
    "hold": ("held", Text("Hold", "Retenir")),
    "release": ("released", Text("Release", "Accorder la mainlevée")),
    "undo": ("undone", Text("Undo the release", "Annuler la mainlevée")),
    "reopen": ("reopened", Text("Look again", "Réexaminer")),
}


def _moves(action: str, sources: Iterable[str], target: str, roles: frozenset[str]) -> Iterator[Transition]:
    event, label = _WORDS[action]
    for source in sources:
        yield Transition(source, action, target, roles, f"clearance.agency.{event}", label, guard="own_agency")


AGENCY_WORKFLOW = Workflow(
    name="agency_line",
    initial=PENDING,
    states=STATES,
    transitions=(
        *_moves("accept", (PENDING,), ACCEPTED, SYSTEM | OFFICERS),
        *_moves("reject", (PENDING, ACCEPTED, MAY_PROCEED), REJECTED, SYSTEM | OFFICERS),
        *_moves("clear", (PENDING, ACCEPTED, HOLD), MAY_PROCEED, SYSTEM | OFFICERS),
        *_moves("hold", (PENDING, ACCEPTED, MAY_PROCEED), HOLD, SYSTEM | OFFICERS),
        *_moves("release", (PENDING, ACCEPTED, MAY_PROCEED, HOLD), RELEASED, OFFICERS),
        # Taken back, the line is on file and no longer a yes: whoever stood in for the agency must do so again.
        *_moves("undo", (RELEASED,), ACCEPTED, OFFICERS),
        # A new version asks everybody again; a hold stays, it was put on the truck and not on the paper.
        *_moves("reopen", (PENDING, ACCEPTED, MAY_PROCEED, REJECTED), PENDING, REOPENERS),
    ),
    guards={"own_agency": own_agency},
)

YES = frozenset({MAY_PROCEED, RELEASED})


def joint_outcome(lines: Mapping[str, str], required: Collection[str] = ()) -> str:
    """What the agencies say together: a status code of the agency workflow.

    `lines` maps agency to status; an agency of `required` without a line counts as silent. One rejection
    rejects, one hold holds; a yes takes the yes of every agency. Silence is never a yes: with no line at
    all the outcome is pending, and an unknown status counts as silence.
    """
    said = set(lines.values())
    if set(required) - lines.keys() or not said:
        said.add(PENDING)
    for decisive in (REJECTED, HOLD):
        if decisive in said:
            return decisive
    if said == {RELEASED}:
        return RELEASED
    if said <= YES:
        return MAY_PROCEED
    return ACCEPTED if said <= YES | {ACCEPTED} else PENDING


def open_agencies(lines: Mapping[str, str], required: Collection[str] = ()) -> tuple[str, ...]:
    """Name the agencies whose yes is still missing, in alphabetical order."""
    missing = {agency for agency, status in lines.items() if status not in YES}
    return tuple(sorted(missing | (set(required) - lines.keys())))


def release_refusal(lines: Mapping[str, str], required: Collection[str] = ()) -> ErrorItem | None:
    """Say why the trip cannot be released: which agency has not said yes. None when it can."""
    waiting = open_agencies(lines, required)
    if not waiting and lines:
        return None
    names = ", ".join(waiting) or "CBP, CBSA"
    return ErrorItem(
        "CLR_AGENCY_OPEN",
        Text("Not released: {names} has not agreed.", "Pas de mainlevée : {names} n'a pas donné son accord.").format(
            names=names
        ),
        path="agencies",
        value=names,
        fix=Text(
            "Wait for that agency, or let an officer with its delegation decide.",
            "Attendez cet organisme, ou laissez décider un agent qui en a la délégation.",
        ),
    )
