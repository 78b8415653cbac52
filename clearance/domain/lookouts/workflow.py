"""The life of a look-out, and of what it matched (R-98, requirements 4.8)."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

ACTIVE, EXPIRED, WITHDRAWN = "active", "expired", "withdrawn"
WAITING, COUNTS, SAME, DIFFERENT, LAPSED = "waiting", "counts", "same", "different", "lapsed"
STOPPING = (COUNTS, SAME)
TARGETING = frozenset({"officer.targeting"})
SYSTEM = frozenset({"system"})
RULING = TARGETING | SYSTEM | {"commission.member", "commission.registrar"}


def _not_yours(agency: str) -> ErrorItem:
    return ErrorItem(
        "CLR_LOOKOUT_OWNER",
        Text(
            "This look-out belongs to {agency}; its targeting officers decide.",
            "Cet avis appartient à {agency}; ses agents du ciblage décident.",
        ).format(agency=agency),
        path="agency",
        value=agency,
        fix=Text("Ask {agency}.", "Adressez-vous à {agency}.").format(agency=agency),
    )


def owner_only(lookout: Any, actor: Actor) -> ErrorItem | None:
    """Only the agency that entered a look-out ends or shares it."""
    if actor.has("system") or actor.agency == lookout.agency:
        return None
    return _not_yours(lookout.agency)


def may_judge(match: Any, actor: Actor) -> ErrorItem | None:
    """A match is judged by who may read the look-out: its owner, or either agency once it is shared."""
    if match.lookout.shared or actor.has("system", "commission.member", "commission.registrar"):
        return None
    return owner_only(match.lookout, actor)


LOOKOUT_WORKFLOW = Workflow(
    name="lookout",
    initial=ACTIVE,
    states=(
        State(ACTIVE, Text("Active", "En vigueur"), Text("Active", "En vigueur"), "live", "warn"),
        State(EXPIRED, Text("Expired", "Expiré"), Text("Expired", "Expiré"), "clock", "neutral", True),
        State(WITHDRAWN, Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "cross", "neutral", True),
    ),
    transitions=(
        Transition(ACTIVE, "expire", EXPIRED, SYSTEM, "clearance.lookout.expired", Text("Let it expire", "Expirer")),
        Transition(
            ACTIVE,
            "withdraw",
            WITHDRAWN,
            TARGETING,
            "clearance.lookout.withdrawn",
            Text("Withdraw", "Retirer"),
            guard="owner",
        ),
    ),
    guards={"owner": owner_only},
)

_DIFFERENT = Text("Not the same", "Pas la même identité")
MATCH_WORKFLOW = Workflow(
    name="lookout_match",
    initial=WAITING,
    states=(
        State(WAITING, Text("To be judged", "À trancher"), Text("To be judged", "À trancher"), "hourglass", "warn"),
        State(COUNTS, Text("Exact: refers", "Exacte : renvoie"), Text("Exact", "Exacte"), "magnifier", "bad"),
        State(SAME, Text("The same: refers", "La même : renvoie"), Text("The same", "La même"), "check", "bad"),
        State(DIFFERENT, _DIFFERENT, _DIFFERENT, "cross-circle", "good", True),
        State(
            LAPSED,
            Text("Look-out ended first", "Avis terminé avant"),
            Text("Ended", "Terminé"),
            "clock",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            WAITING,
            "confirm",
            SAME,
            TARGETING,
            "clearance.match.confirmed",
            Text("The same", "La même identité"),
            guard="judge",
        ),
        Transition(WAITING, "count", COUNTS, SYSTEM, "clearance.match.counted", Text("Exact", "Exacte")),
        *(
            Transition(state, "refute", DIFFERENT, RULING, "clearance.match.refuted", _DIFFERENT, guard="judge")
            for state in (WAITING, COUNTS, SAME)
        ),
        Transition(WAITING, "lapse", LAPSED, SYSTEM, "clearance.match.lapsed", Text("Look-out ended", "Avis terminé")),
    ),
    guards={"judge": may_judge},
)

LOOKOUT_EVENTS: dict[str, Text] = {
    "clearance.lookout.entered": Text("Entered", "Inscrit"),
    "clearance.lookout.shared": Text("Shared with the other agency", "Communiqué à l'autre organisme"),
    "clearance.lookout.viewed": Text("Looked at", "Consulté"),
    "clearance.lookout.listed": Text("List of look-outs looked at", "Liste des avis consultée"),
    "clearance.match.viewed": Text("Near match looked at", "Correspondance possible consultée"),
    "clearance.match.counted": Text("Exact: refers", "Exacte : renvoie"),
    "clearance.match.found": Text("Match found", "Correspondance trouvée"),
    "clearance.lookout.do_not_match": Text("Marked as not the same", "Marqué comme identité différente"),
    "clearance.trip.rescored": Text("Scored again", "Évalué de nouveau"),
    "clearance.draw.committed": Text("Seed of the day committed to", "Graine du jour engagée"),
    "clearance.draw.published": Text("Seed of the day published", "Graine du jour publiée"),
}
