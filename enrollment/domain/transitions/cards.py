"""How a card and a travel document move (R-12)."""

from __future__ import annotations

from enrollment.domain.transitions.application import ADVERSE, COMMISSION, MEMBERS, OFFICERS, SYSTEM, holder_only
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

_EVERYBODY = MEMBERS | ADVERSE | COMMISSION
_STOP = Text("Report lost, stolen or damaged", "Signaler perdue, volée ou endommagée")
_END = Text("End", "Mettre fin")
_TAKE_BACK = Text("Note its return", "Noter le retour")
_REMOVE = Text("Remove", "Retirer")

CREDENTIAL = Workflow(
    name="enrollment_credential",
    initial="issued",
    states=(
        State(
            "issued",
            Text("Sent, not active yet", "Envoyée, pas encore active"),
            Text("On its way; activate it when it arrives", "En route; activez-la à l'arrivée"),
            "sent",
            "info",
        ),
        State("active", Text("Active", "Active"), Text("Active", "Active"), "check-circle", "good"),
        State(
            "stopped",
            Text("Stopped: every reader refuses it", "Bloquée : tout lecteur la refuse"),
            Text("Stopped; nobody can use it", "Bloquée; personne ne peut s'en servir"),
            "stop",
            "bad",
        ),
        State(
            "ended",
            Text("Ended, to be returned", "Terminée, à retourner"),
            Text("No longer valid; return it", "Plus valide; à retourner"),
            "clock",
            "warn",
        ),
        State("returned", Text("Returned", "Retournée"), Text("Returned", "Retournée"), "lock", "neutral", True),
    ),
    transitions=(
        Transition(
            "issued",
            "activate",
            "active",
            MEMBERS | OFFICERS | SYSTEM,
            "enrollment.card.activated",
            Text("Activate", "Activer"),
            guard="holder_or_staff",
        ),
        *(
            Transition(
                state,
                "stop",
                "stopped",
                MEMBERS | OFFICERS | SYSTEM,
                "enrollment.card.stopped",
                _STOP,
                guard="holder_or_staff",
            )
            for state in ("issued", "active")
        ),
        *(
            Transition(state, "end", "ended", _EVERYBODY, "enrollment.card.ended", _END)
            for state in ("issued", "active")
        ),
        Transition(
            "ended",
            "revive",
            "active",
            _EVERYBODY,
            "enrollment.card.revived",
            Text("Make valid again", "Rendre valide"),
        ),
        *(
            Transition(state, "take_back", "returned", OFFICERS | SYSTEM, "enrollment.card.returned", _TAKE_BACK)
            for state in ("stopped", "ended")
        ),
    ),
    guards={"holder_or_staff": lambda row, actor: None if actor.is_staff else holder_only(row, actor)},
)

TRAVEL_DOCUMENT = Workflow(
    name="enrollment_travel_document",
    initial="entered",
    states=(
        State(
            "entered",
            Text("Entered, to be checked", "Inscrit, à vérifier"),
            Text("Entered; an officer will check it", "Inscrit; un agent le vérifiera"),
            "hourglass",
            "info",
        ),
        State("checked", Text("Checked", "Vérifié"), Text("Checked", "Vérifié"), "check-circle", "good"),
        State("refused", Text("Refused", "Refusé"), Text("Not accepted", "Non accepté"), "cross-circle", "bad"),
        State("removed", Text("Removed", "Retiré"), Text("Removed by you", "Retiré par vous"), "undo", "neutral", True),
    ),
    transitions=(
        Transition(
            "entered", "check", "checked", OFFICERS, "enrollment.travel_document.checked", Text("Accept", "Accepter")
        ),
        Transition(
            "entered", "refuse", "refused", OFFICERS, "enrollment.travel_document.refused", Text("Refuse", "Refuser")
        ),
        *(
            Transition(
                state,
                "remove",
                "removed",
                MEMBERS | SYSTEM,
                "enrollment.travel_document.removed",
                _REMOVE,
                guard="holder",
            )
            for state in ("entered", "checked", "refused")
        ),
    ),
    guards={"holder": holder_only},
)
