"""Compliance signals of each movement, from seals, positions, lane readers and filings, and how a member has a wrong
one corrected (R-67).

A signal is no finding and sanctions nobody. It is what machines recorded, shown to the one it is about.
"""

from __future__ import annotations

from audit.compliance.domain.prechecks import RULES, Hit, precheck
from clearance.domain.movement_facts import MovementFacts
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

# Of the discrepancies a machine can see, those about what was done on the way; values and weights are for an audit.
WATCHED = ("PMA_D02", "PMA_D03", "PMA_D04", "PMA_D05", "PMA_D10", "PMA_D11", "PMA_D12")
LABELS: dict[str, Text] = {rule.id: rule.label for rule in RULES if rule.id in WATCHED}


def signals_of(facts: MovementFacts) -> list[Hit]:
    """Give the signals of a movement, in the order of the rules."""
    return [hit for hit in precheck(facts) if hit.rule in WATCHED]


NOTED, CONTESTED, CORRECTED, UPHELD = "noted", "contested", "corrected", "upheld"
MEMBER, AUDITOR = frozenset({"trader.admin", "trader.filer"}), frozenset({"auditor"})
SIGNAL = Workflow(
    name="compliance_signal",
    initial=NOTED,
    states=(
        State(NOTED, Text("Noted", "Consigné"), Text("Noted", "Consigné"), "note", "info"),
        State(
            CONTESTED,
            Text("The member says it is wrong", "Le membre le dit erroné"),
            Text("With an auditor, who reads your reason", "Chez un vérificateur, qui lit votre motif"),
            "clock",
            "warn",
        ),
        State(
            CORRECTED,
            Text("Corrected", "Corrigé"),
            Text("Corrected, it no longer counts", "Corrigé, ne compte plus"),
            "check",
            "good",
            True,
        ),
        State(
            UPHELD,
            Text("Stands", "Maintenu"),
            Text("Stands, with the reason", "Maintenu, avec le motif"),
            "note",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            NOTED,
            "contest",
            CONTESTED,
            MEMBER,
            "compliance.signal.contested",
            Text("Say it is wrong", "Dire que c'est erroné"),
        ),
        Transition(
            CONTESTED, "correct", CORRECTED, AUDITOR, "compliance.signal.corrected", Text("Correct it", "Corriger")
        ),
        Transition(CONTESTED, "uphold", UPHELD, AUDITOR, "compliance.signal.upheld", Text("Let it stand", "Maintenir")),
    ),
)
SIGNAL_EVENTS = {"compliance.signal.noted": Text("Compliance signal noted", "Signal de conformité consigné")}
