"""The life of a threat profile version (R-35: two keys) and of a secondary inspection."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

TARGETING = frozenset({"officer.targeting"})
SYSTEM = frozenset({"system"})
SECONDARY = frozenset({"officer.secondary", "officer.supervisor"})

DRAFT, SIMULATED, SIGNED_CBP, SIGNED_CBSA = "draft", "simulated", "signed_cbp", "signed_cbsa"
APPROVED, ACTIVE, SUPERSEDED, WITHDRAWN = "approved", "active", "superseded", "withdrawn"

_IN_FRENCH = {"CBP": "CBP", "CBSA": "l'ASFC"}


def _sign(source: str, agency: str, target: str) -> Transition:
    return Transition(
        source,
        f"sign_{agency.lower()}",
        target,
        TARGETING,
        f"clearance.profile.{target}",
        Text(f"Sign for {agency}", f"Signer pour {_IN_FRENCH[agency]}"),
        agency=agency,
    )


_WITHDRAW = Text("Withdraw", "Retirer")

PROFILE_WORKFLOW = Workflow(
    name="threat_profile",
    initial=DRAFT,
    states=(
        State(DRAFT, Text("Draft", "Ébauche"), Text("Draft", "Ébauche"), "draft", "neutral"),
        State(
            SIMULATED,
            Text("Simulated, to be signed", "Simulé, à signer"),
            Text("Simulated", "Simulé"),
            "search",
            "info",
        ),
        State(
            SIGNED_CBP,
            Text("Signed by CBP, awaiting CBSA", "Signé par CBP, en attente de l'ASFC"),
            Text("One signature of two", "Une signature sur deux"),
            "key",
            "info",
        ),
        State(
            SIGNED_CBSA,
            Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
            Text("One signature of two", "Une signature sur deux"),
            "key",
            "info",
        ),
        State(
            APPROVED,
            Text("Signed by both, not yet in force", "Signé par les deux, pas encore en vigueur"),
            Text("Approved", "Approuvé"),
            "double-check",
            "good",
        ),
        State(ACTIVE, Text("In force", "En vigueur"), Text("In force", "En vigueur"), "live", "good"),
        State(
            SUPERSEDED,
            Text("Replaced by a later version", "Remplacé par une version ultérieure"),
            Text("Replaced", "Remplacé"),
            "lock",
            "neutral",
            True,
        ),
        State(WITHDRAWN, Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "cross", "neutral", True),
    ),
    transitions=(
        Transition(
            DRAFT,
            "bind",
            SIMULATED,
            SYSTEM,
            "clearance.profile.simulated",
            Text("Bind the simulation", "Lier la simulation"),
        ),
        _sign(SIMULATED, "CBP", SIGNED_CBP),
        _sign(SIMULATED, "CBSA", SIGNED_CBSA),
        _sign(SIGNED_CBP, "CBSA", APPROVED),
        _sign(SIGNED_CBSA, "CBP", APPROVED),
        *(
            Transition(state, "withdraw", WITHDRAWN, TARGETING, "clearance.profile.withdrawn", _WITHDRAW)
            for state in (DRAFT, SIMULATED, SIGNED_CBP, SIGNED_CBSA, APPROVED)
        ),
        Transition(
            APPROVED,
            "activate",
            ACTIVE,
            TARGETING | SYSTEM,
            "clearance.profile.activated",
            Text("Put in force", "Mettre en vigueur"),
        ),
        Transition(
            ACTIVE,
            "supersede",
            SUPERSEDED,
            TARGETING | SYSTEM,
            "clearance.profile.superseded",
            Text("Replace", "Remplacer"),
        ),
    ),
)

_OPENED = Text("Start the inspection", "Commencer l'inspection")

INSPECTION_WORKFLOW = Workflow(
    name="inspection",
    initial="waiting",
    states=(
        State(
            "waiting", Text("Waiting for a bay", "En attente d'une baie"), Text("Waiting", "En attente"), "hourglass"
        ),
        State(
            "in_progress",
            Text("Inspection under way", "Inspection en cours"),
            Text("Inspection under way", "Inspection en cours"),
            "magnifier",
            "info",
        ),
        State(
            "completed",
            Text("Completed, result on record", "Terminée, résultat consigné"),
            Text("Completed", "Terminée"),
            "check",
            "good",
            True,
        ),
        State("cancelled", Text("Called off", "Annulée"), Text("Called off", "Annulée"), "cross", "neutral", True),
    ),
    transitions=(
        Transition("waiting", "start", "in_progress", SECONDARY, "clearance.inspection.started", _OPENED),
        *(
            Transition(
                state,
                "complete",
                "completed",
                SECONDARY,
                "clearance.inspection.completed",
                Text("Record the result", "Consigner le résultat"),
            )
            for state in ("waiting", "in_progress")
        ),
        *(
            Transition(
                state,
                "call_off",
                "cancelled",
                SECONDARY | {"officer.primary"} | SYSTEM,
                "clearance.inspection.called_off",
                Text("Call off", "Annuler"),
            )
            for state in ("waiting", "in_progress")
        ),
    ),
)
