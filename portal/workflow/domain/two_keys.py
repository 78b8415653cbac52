"""The life of a document both agencies sign: drafted, simulated, signed twice, in force, replaced (architecture rule 9).

One builder gives the workflow of every such document, so that a key missing in one of them cannot be overlooked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain.machine import State, Transition, Workflow

DRAFT, SIMULATED, SIGNED_CBP, SIGNED_CBSA = "draft", "simulated", "signed_cbp", "signed_cbsa"
APPROVED, IN_FORCE, SUPERSEDED, WITHDRAWN, EXPIRED = "approved", "in_force", "superseded", "withdrawn", "expired"
ONE_SIGNED = (SIGNED_CBP, SIGNED_CBSA)
OPEN = (DRAFT, SIMULATED, SIGNED_CBP, SIGNED_CBSA, APPROVED)
AGENCIES = ("CBP", "CBSA")
SYSTEM = frozenset({"system"})

_IN_FRENCH = {"CBP": "CBP", "CBSA": "l'ASFC"}
_ONE_OF_TWO = Text("One signature of two", "Une signature sur deux")

_STATES = (
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
        _ONE_OF_TWO,
        "key",
        "info",
    ),
    State(
        SIGNED_CBSA,
        Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
        _ONE_OF_TWO,
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
    State(IN_FORCE, Text("In force", "En vigueur"), Text("In force", "En vigueur"), "live", "good"),
    State(
        SUPERSEDED,
        Text("Replaced by a later version", "Remplacé par une version ultérieure"),
        Text("Replaced", "Remplacé"),
        "lock",
        "neutral",
        True,
    ),
    State(WITHDRAWN, Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "cross", "neutral", True),
)
_EXPIRED = State(EXPIRED, Text("Expired", "Expiré"), Text("Expired", "Expiré"), "clock", "bad", True)


def two_key_workflow(
    *, name: str, event: str, keys: frozenset[str], expires: bool = False, dated: bool = False
) -> Workflow:
    """Give the workflow of a document. `keys` are the roles that propose, sign and put it in force.

    A `dated` document is signed as it was drafted and counts by its own dates: nothing simulates it or puts it in force.
    """

    def move(
        source: str, action: str, target: str, label: Text, roles: frozenset[str] = keys, agency: str = ""
    ) -> Transition:
        return Transition(source, action, target, roles, f"{event}.{target}", label, agency=agency)

    def sign(source: str, agency: str, target: str) -> Transition:
        label = Text(f"Sign for {agency}", f"Signer pour {_IN_FRENCH[agency]}")
        return move(source, f"sign_{agency.lower()}", target, label, agency=agency)

    ends = (move(IN_FORCE, "expire", EXPIRED, Text("Let it expire", "Laisser expirer"), SYSTEM),) if expires else ()
    first = DRAFT if dated else SIMULATED
    signing = (
        sign(first, "CBP", SIGNED_CBP),
        sign(first, "CBSA", SIGNED_CBSA),
        sign(SIGNED_CBP, "CBSA", APPROVED),
        sign(SIGNED_CBSA, "CBP", APPROVED),
    )
    open_states = [state for state in OPEN if not (dated and state == SIMULATED)]
    putting_away = tuple(move(state, "withdraw", WITHDRAWN, Text("Withdraw", "Retirer")) for state in open_states)
    if dated:
        states = tuple(state for state in _STATES if state.code not in (SIMULATED, IN_FORCE, SUPERSEDED))
        return Workflow(name=name, initial=DRAFT, states=states, transitions=(*signing, *putting_away))
    return Workflow(
        name=name,
        initial=DRAFT,
        states=(*_STATES, _EXPIRED) if expires else _STATES,
        transitions=(
            move(DRAFT, "bind", SIMULATED, Text("Bind the simulation", "Lier la simulation"), SYSTEM),
            *signing,
            *putting_away,
            move(APPROVED, "put_in_force", IN_FORCE, Text("Put in force", "Mettre en vigueur"), keys | SYSTEM),
            move(IN_FORCE, "supersede", SUPERSEDED, Text("Replace", "Remplacer"), keys | SYSTEM),
            *ends,
        ),
    )


def two_key_events(event: str, *, expires: bool) -> dict[str, Text]:
    """Give the words of a document's events for its timeline."""
    words = {
        "proposed": Text("Proposed", "Proposé"),
        SIMULATED: Text("Simulation bound to it", "Simulation liée au document"),
        SIGNED_CBP: Text("Signed by CBP", "Signé par CBP"),
        SIGNED_CBSA: Text("Signed by CBSA", "Signé par l'ASFC"),
        APPROVED: Text("Signed by the second agency", "Signé par le second organisme"),
        IN_FORCE: Text("Put in force", "Mis en vigueur"),
        SUPERSEDED: Text("Replaced by a later version", "Remplacé par une version ultérieure"),
        WITHDRAWN: Text("Withdrawn", "Retiré"),
    }
    if expires:
        words[EXPIRED] = Text("Expired", "Expiré")
    return {f"{event}.{name}": text for name, text in words.items()}


def document_digest(document: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a document in canonical JSON: what a signature is under."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature as the check reads it."""

    agency: str
    officer: str
    digest: str


def keys_fault(digest: str, author: str, signatures: list[Signed]) -> ErrorItem | None:
    """Say what keeps a document from counting as signed by both; None when nothing does."""
    holders = {entry.agency for entry in signatures if entry.digest == digest}
    if not holders >= set(AGENCIES):
        return KEY_MISSING
    people = [entry.officer for entry in signatures]
    return ONE_PERSON if len(set(people)) < len(people) or author in people else None


KEY_MISSING = ErrorItem(
    "WORKFLOW_KEY_MISSING",
    Text("Both agencies sign the same document first.", "Les deux organismes signent d'abord le même document."),
    path="signatures",
    fix=Text("Have the other agency sign this version.", "Faites signer cette version par l'autre organisme."),
)
ONE_PERSON = ErrorItem(
    "WORKFLOW_KEY_PERSON",
    Text(
        "Two different people sign, neither of them the one who proposed it.",
        "Deux personnes différentes signent, et aucune n'est celle qui a proposé le document.",
    ),
    path="signatures",
    fix=Text("Ask a colleague of your agency to sign.", "Demandez à un collègue de votre organisme de signer."),
)
ONE_KEY_EACH = ErrorItem(
    "WORKFLOW_ONE_KEY_EACH",
    Text("One person signs for one agency only.", "Une personne signe pour un seul organisme."),
    path="signature",
    fix=Text("An officer of the other agency signs next.", "Un agent de l'autre organisme signe ensuite."),
)
