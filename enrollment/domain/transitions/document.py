"""How a document moves from received to scanned (rule 1). Only the scanner moves it, through the system."""

from __future__ import annotations

from enrollment.domain.transitions.application import SYSTEM
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

WAITING, CLEAN, INFECTED, UNAVAILABLE = "waiting", "clean", "infected", "unavailable"
UNSCANNED = (WAITING, UNAVAILABLE)

_CLEAR = Text("Clear", "Déclarer sain")
_QUARANTINE = Text("Quarantine", "Mettre en quarantaine")

DOCUMENT = Workflow(
    name="enrollment_document",
    initial=WAITING,
    states=(
        State(
            WAITING,
            Text("Waiting for the virus scan", "En attente de l'analyse antivirus"),
            Text("Being scanned for viruses", "Analyse antivirus en cours"),
            "hourglass",
            "info",
        ),
        State(
            UNAVAILABLE,
            Text("Not scanned: scanner does not answer", "Non analysé : l'analyseur ne répond pas"),
            Text("Scan delayed; we try again by ourselves", "Analyse retardée; nous réessayons de nous-mêmes"),
            "refresh",
            "warn",
        ),
        State(
            CLEAN,
            Text("Scanned, clean", "Analysé, sain"),
            Text("Scanned, clean", "Analysé, sain"),
            "check-circle",
            "good",
            True,
        ),
        State(
            INFECTED,
            Text("Infected, in quarantine", "Infecté, en quarantaine"),
            Text("Infected: replace this file", "Infecté : remplacez ce fichier"),
            "stop",
            "bad",
            True,
        ),
    ),
    transitions=tuple(
        Transition(source, action, target, SYSTEM, event, label)
        for source, action, target, event, label in (
            (WAITING, "clear", CLEAN, "enrollment.document.cleared", _CLEAR),
            (WAITING, "quarantine", INFECTED, "enrollment.document.quarantined", _QUARANTINE),
            (
                WAITING,
                "postpone",
                UNAVAILABLE,
                "enrollment.document.scan_postponed",
                Text("Try again later", "Réessayer plus tard"),
            ),
            (UNAVAILABLE, "clear", CLEAN, "enrollment.document.cleared", _CLEAR),
            (UNAVAILABLE, "quarantine", INFECTED, "enrollment.document.quarantined", _QUARANTINE),
        )
    ),
)
