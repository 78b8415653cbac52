"""How a site visit moves: asked for, planned, under way, reported, signed by both (requirements 4.8)."""

from __future__ import annotations

from typing import Any

from enrollment.domain.transitions.application import MEMBERS, OFFICERS, SYSTEM
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

REQUESTED, PLANNED, UNDER_WAY, REPORTED = "requested", "planned", "under_way", "reported"
SIGNED_CBP, SIGNED_CBSA, SIGNED, CANCELLED = "signed_cbp", "signed_cbsa", "signed", "cancelled"


def on_the_team(visit: Any, actor: Actor) -> ErrorItem | None:
    """Who was not there writes and signs nothing. `visit.team_ids` are the officers of the team."""
    if actor.kind == "system" or actor.user_id in visit.team_ids:
        return None
    return ErrorItem(
        "ENR_VISIT_TEAM",
        Text("Only officers of the team do this.", "Seuls les agents de l'équipe font cela."),
        path="status",
        fix=Text("Join the team before the visit.", "Joignez-vous à l'équipe avant la visite."),
    )


def both_there(visit: Any, actor: Actor) -> ErrorItem | None:
    """A joint visit has at least one officer of each agency. `visit.team_gaps` are the agencies without one."""
    if not visit.team_gaps:
        return on_the_team(visit, actor)
    missing = ", ".join(visit.team_gaps)
    return ErrorItem(
        "ENR_VISIT_JOINT",
        Text(
            "A joint visit needs an officer of each agency.", "Une visite conjointe exige un agent de chaque organisme."
        ),
        path="team",
        value=missing,
        fix=Text("Missing: {agencies}.", "Il manque : {agencies}.").format(agencies=missing),
    )


def _state(code: str, words: tuple[str, str], icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(*words), Text(*words), icon, tone, final)


def _move(
    source: str,
    action: str,
    target: str,
    label: Text,
    guard: str = "",
    agency: str = "",
    roles: frozenset[str] = OFFICERS,
) -> Transition:
    event = "signed" if action.startswith("sign") else action
    return Transition(source, action, target, roles, f"enrollment.visit.{event}", label, agency=agency, guard=guard)


_SIGN = {"CBP": Text("Sign for CBP", "Signer pour le CBP"), "CBSA": Text("Sign for the CBSA", "Signer pour l'ASFC")}
SITE_VISIT = Workflow(
    name="enrollment_site_visit",
    initial=REQUESTED,
    states=(
        _state(REQUESTED, ("Asked for", "Demandée"), "sent", "info"),
        _state(PLANNED, ("Planned", "Prévue"), "calendar", "info"),
        _state(UNDER_WAY, ("Under way", "En cours"), "hourglass", "warn"),
        _state(REPORTED, ("Reported, to be signed", "Rapport à signer"), "document", "warn"),
        _state(SIGNED_CBP, ("Signed by CBP, awaiting CBSA", "Signé par le CBP, en attente de l'ASFC"), "key", "info"),
        _state(SIGNED_CBSA, ("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente du CBP"), "key", "info"),
        _state(SIGNED, ("Signed by both", "Signé par les deux"), "double-check", "good", True),
        _state(CANCELLED, ("Cancelled", "Annulée"), "cross", "neutral", True),
    ),
    transitions=(
        _move(REQUESTED, "plan", PLANNED, Text("Set the day", "Fixer la date")),
        _move(PLANNED, "replan", PLANNED, Text("Change the day", "Changer la date")),
        _move(PLANNED, "begin", UNDER_WAY, Text("Begin the visit", "Commencer la visite"), "both"),
        _move(UNDER_WAY, "report", REPORTED, Text("Finish the report", "Terminer le rapport"), "team"),
        _move(REPORTED, "reopen", UNDER_WAY, Text("Correct the report", "Corriger le rapport"), "team"),
        _move(REPORTED, "sign_cbp", SIGNED_CBP, _SIGN["CBP"], "team", "CBP"),
        _move(REPORTED, "sign_cbsa", SIGNED_CBSA, _SIGN["CBSA"], "team", "CBSA"),
        _move(SIGNED_CBP, "sign_cbsa", SIGNED, _SIGN["CBSA"], "team", "CBSA"),
        _move(SIGNED_CBSA, "sign_cbp", SIGNED, _SIGN["CBP"], "team", "CBP"),
        *(
            _move(state, "cancel", CANCELLED, Text("Cancel", "Annuler"), roles=OFFICERS | MEMBERS | SYSTEM)
            for state in (REQUESTED, PLANNED)
        ),
    ),
    guards={"team": on_the_team, "both": both_there},
)
VISIT_EVENTS: dict[str, Text] = {
    "enrollment.visit.requested": Text("Visit asked for", "Visite demandée"),
    "enrollment.visit.joined": Text("An officer joined the team", "Un agent s'est joint à l'équipe"),
    "enrollment.visit.graded": Text("Checklist filled in", "Liste de contrôle remplie"),
    "enrollment.visit.found": Text("Finding recorded", "Constat consigné"),
    "enrollment.visit.signed": Text("Report signed", "Rapport signé"),
}
