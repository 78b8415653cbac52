"""The life of a simulation: asked for, run by a worker, finished once and never changed (issue item 7)."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SYSTEM = frozenset({"system"})
QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
OPEN = (QUEUED, RUNNING)
PROFILE, LANE_POLICY, APPETITE = "profile", "lane_policy", "appetite"
KINDS: dict[str, Text] = {
    PROFILE: Text("Threat profile", "Profil de menace"),
    LANE_POLICY: Text("Lane policy", "Politique des voies"),
    APPETITE: Text("Risk appetite", "Appétit pour le risque"),
}

SIMULATION_WORKFLOW = Workflow(
    name="simulation",
    initial=QUEUED,
    states=(
        State(QUEUED, Text("Waiting to start", "En attente"), Text("Waiting to start", "En attente"), "hourglass"),
        State(RUNNING, Text("Running", "En cours"), Text("Running", "En cours"), "live", "info"),
        State(DONE, Text("Finished", "Terminée"), Text("Finished", "Terminée"), "check-circle", "good", True),
        State(FAILED, Text("Failed", "Échouée"), Text("Failed", "Échouée"), "warning", "bad", True),
    ),
    transitions=(
        Transition(QUEUED, "start", RUNNING, SYSTEM, "clearance.simulation.started", Text("Start", "Lancer")),
        Transition(RUNNING, "finish", DONE, SYSTEM, "clearance.simulation.finished", Text("Finish", "Terminer")),
        *(
            Transition(state, "fail", FAILED, SYSTEM, "clearance.simulation.failed", Text("Fail", "Échouer"))
            for state in OPEN
        ),
    ),
)

SIMULATION_EVENTS: dict[str, Text] = {
    "clearance.simulation.requested": Text("Simulation asked for", "Simulation demandée"),
    "clearance.simulation.started": Text("Simulation started", "Simulation lancée"),
    "clearance.simulation.finished": Text("Simulation finished", "Simulation terminée"),
    "clearance.trips.past_kept": Text("Past trips put on record", "Voyages passés versés au dossier"),
    "clearance.simulation.failed": Text("Simulation failed", "Simulation échouée"),
}
