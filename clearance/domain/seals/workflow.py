"""The life of one physical seal: applied, seen intact, opened by right or broken, taken off (R-56)."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

APPLIED, CONFIRMED, OPENED, BROKEN = "applied", "confirmed", "opened", "broken"
REMOVED, REPLACED, LOST = "removed", "replaced", "lost"
LIVE = (APPLIED, CONFIRMED)
ON_THE_DOOR = (APPLIED, CONFIRMED, OPENED, BROKEN)

OFFICERS = frozenset({"officer.primary", "officer.secondary", "officer.supervisor", "officer.pga"})
SYSTEM = frozenset({"system"})
CARRIERS = frozenset({"trader.admin", "trader.filer"})


def _state(code: str, words: tuple[str, str], icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(*words), Text(*words), icon, tone, final)


def _moves(
    action: str, sources: tuple[str, ...], target: str, roles: frozenset[str], event: str, label: Text
) -> list[Transition]:
    return [Transition(source, action, target, roles, f"clearance.seal.{event}", label) for source in sources]


SEAL_WORKFLOW = Workflow(
    name="seal",
    initial=APPLIED,
    states=(
        _state(APPLIED, ("Applied", "Apposé"), "seal", "info"),
        _state(CONFIRMED, ("Intact", "Intact"), "check-circle", "good"),
        _state(OPENED, ("Opened by an officer", "Ouvert par un agent"), "exit", "warn"),
        _state(BROKEN, ("Broken", "Brisé"), "link-broken", "bad"),
        _state(REMOVED, ("Removed", "Retiré"), "minus-circle", "neutral", True),
        _state(REPLACED, ("Replaced", "Remplacé"), "swap", "neutral", True),
        _state(LOST, ("Lost", "Perdu"), "question", "bad", True),
    ),
    transitions=(
        *_moves("confirm", (APPLIED,), CONFIRMED, OFFICERS | SYSTEM, "confirmed",
                Text("Confirm that it is intact", "Confirmer qu'il est intact")),
        *_moves("clear", (BROKEN,), CONFIRMED, OFFICERS, "cleared",
                Text("Seen intact: false alarm", "Vu intact : fausse alerte")),
        *_moves("open", LIVE, OPENED, OFFICERS, "opened", Text("Open for a check", "Ouvrir pour un contrôle")),
        *_moves("break", LIVE, BROKEN, OFFICERS | SYSTEM, "broken", Text("Found broken", "Trouvé brisé")),
        *_moves("remove", ON_THE_DOOR, REMOVED, OFFICERS, "removed", Text("Take off for good", "Retirer")),
        *_moves("replace", ON_THE_DOOR, REPLACED, OFFICERS, "replaced", Text("Replace", "Remplacer")),
        *_moves("lose", ON_THE_DOOR, LOST, OFFICERS | CARRIERS, "lost", Text("Report lost", "Signaler la perte")),
    ),
)  # fmt: skip

SEAL_EVENTS: dict[str, Text] = {
    "clearance.seal.applied": Text("Seal applied", "Sceau apposé"),
    "clearance.seal.confirmed": Text("Seal seen intact", "Sceau vu intact"),
    "clearance.seal.cleared": Text("False alarm: seal seen intact", "Fausse alerte : sceau vu intact"),
    "clearance.seal.opened": Text("Seal opened by an officer", "Sceau ouvert par un agent"),
    "clearance.seal.broken": Text("Seal found broken", "Sceau trouvé brisé"),
    "clearance.seal.removed": Text("Seal removed", "Sceau retiré"),
    "clearance.seal.replaced": Text("Seal replaced", "Sceau remplacé"),
    "clearance.seal.lost": Text("Seal reported lost", "Perte du sceau signalée"),
    "clearance.seal.read": Text("Seal readings received", "Lectures de sceaux reçues"),
    "clearance.seal.batch": Text("Message of a seal reader kept", "Message d'un lecteur de sceaux conservé"),
    "clearance.seal.alerted": Text("Seal alert", "Alerte de sceau"),
    "clearance.seal.alert_closed": Text("Seal alert closed", "Alerte de sceau close"),
    "clearance.trip.seal_review": Text("Put in review: seal", "Mis en examen : sceau"),
}
