"""The life of one version of a loop: proposed by a company, signed by both agencies, ended or replaced (R-62)."""

from __future__ import annotations

from typing import Any

from clearance.domain.partners.order_workflow import giver_only, receiver_only
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

PROPOSED, SIGNED_GIVER, SIGNED_RECEIVER, IN_FORCE = "proposed", "signed_giver", "signed_receiver", "in_force"
SUPERSEDED, REFUSED, WITHDRAWN, ENDED = "superseded", "refused", "withdrawn", "ended"
OPEN = (PROPOSED, SIGNED_GIVER, SIGNED_RECEIVER)
OWNERS = frozenset({"trader.admin"})
KEYS = frozenset({"officer.targeting", "officer.supervisor"})
SYSTEM = frozenset({"system"})
# Two-party papers have a first and a second signer; of a loop they are CBP and the CBSA.
GIVER, RECEIVER = "CBP", "CBSA"


def owner_only(loop: Any, actor: Actor) -> ErrorItem | None:
    return None if actor.organisation_id == loop.owner_id else NOT_THE_OWNER


def border_only(_loop: Any, actor: Actor) -> ErrorItem | None:
    """A new version that comes into force replaces the old one by its second signer's hand."""
    return None if actor.agency in (GIVER, RECEIVER) else NOT_A_SIGNER


_ONE = Text("One signature of two", "Une signature sur deux")
_CBP = Text("Sign for CBP", "Signer pour CBP")
_CBSA = Text("Sign for CBSA", "Signer pour l'ASFC")
_END = Text("End the loop", "Mettre fin à la boucle")

LOOP_WORKFLOW = Workflow(
    name="value_chain_loop",
    initial=PROPOSED,
    states=(
        State(
            PROPOSED,
            Text("Proposed, to be signed", "Proposée, à signer"),
            Text("Waiting for both agencies", "En attente des deux organismes"),
            "draft",
            "info",
        ),
        State(
            SIGNED_GIVER,
            Text("Signed by CBP, awaiting CBSA", "Signée par CBP, en attente de l'ASFC"),
            _ONE,
            "key",
            "info",
        ),
        State(
            SIGNED_RECEIVER,
            Text("Signed by CBSA, awaiting CBP", "Signée par l'ASFC, en attente de CBP"),
            _ONE,
            "key",
            "info",
        ),
        State(
            IN_FORCE,
            Text("Signed by both, in force", "Signée par les deux, en vigueur"),
            Text("In force", "En vigueur"),
            "live",
            "good",
        ),
        State(
            SUPERSEDED,
            Text("Replaced by a later version", "Remplacée par une version ultérieure"),
            Text("Replaced", "Remplacée"),
            "lock",
            "neutral",
            True,
        ),
        State(REFUSED, Text("Refused", "Refusée"), Text("Refused", "Refusée"), "cross-circle", "bad", True),
        State(WITHDRAWN, Text("Withdrawn", "Retirée"), Text("Withdrawn", "Retirée"), "cross", "neutral", True),
        State(
            ENDED,
            Text("Ended before its date", "Terminée avant sa date"),
            Text("Ended", "Terminée"),
            "cross",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(PROPOSED, "sign_giver", SIGNED_GIVER, KEYS, "clearance.loop.signed", _CBP, guard="giver"),
        Transition(PROPOSED, "sign_receiver", SIGNED_RECEIVER, KEYS, "clearance.loop.signed", _CBSA, guard="receiver"),
        Transition(SIGNED_RECEIVER, "sign_giver", IN_FORCE, KEYS, "clearance.loop.in_force", _CBP, guard="giver"),
        Transition(SIGNED_GIVER, "sign_receiver", IN_FORCE, KEYS, "clearance.loop.in_force", _CBSA, guard="receiver"),
        *(
            Transition(
                state, "refuse", REFUSED, KEYS, "clearance.loop.refused", Text("Refuse", "Refuser"), guard="border"
            )
            for state in OPEN
        ),
        *(
            Transition(
                state,
                "withdraw",
                WITHDRAWN,
                OWNERS,
                "clearance.loop.withdrawn",
                Text("Withdraw", "Retirer"),
                guard="owner",
            )
            for state in OPEN
        ),
        Transition(IN_FORCE, "close", ENDED, OWNERS, "clearance.loop.ended", _END, guard="owner"),
        Transition(IN_FORCE, "revoke", ENDED, KEYS, "clearance.loop.ended", _END, guard="border"),
        Transition(
            IN_FORCE,
            "supersede",
            SUPERSEDED,
            KEYS | SYSTEM,
            "clearance.loop.superseded",
            Text("Replace", "Remplacer"),
            guard="border",
        ),
    ),
    guards={"giver": giver_only, "receiver": receiver_only, "owner": owner_only, "border": border_only},
)

LOOP_EVENTS: dict[str, Text] = {
    "clearance.loop.proposed": Text("Proposed by the company", "Proposée par l'entreprise"),
    "clearance.loop.signed": Text("First signature", "Première signature"),
    "clearance.loop.in_force": Text("Second signature: in force", "Seconde signature : en vigueur"),
    "clearance.loop.superseded": Text("Replaced by a later version", "Remplacée par une version ultérieure"),
    "clearance.loop.refused": Text("Refused", "Refusée"),
    "clearance.loop.withdrawn": Text("Withdrawn", "Retirée"),
    "clearance.loop.ended": Text("Ended", "Terminée"),
    "clearance.loop.ending": Text("Companies told that it ends soon", "Entreprises avisées de la fin prochaine"),
    "clearance.loop.over": Text("Ended at its date", "Terminée à sa date"),
}
NOT_THE_OWNER = ErrorItem(
    "CLR_LOOP_OWNER",
    Text("Only the company that proposed the loop does this.", "Seule l'entreprise qui a proposé la boucle le fait."),
    path="owner",
    fix=Text("Ask an administrator of that company.", "Adressez-vous à un administrateur de cette entreprise."),
)
NOT_A_SIGNER = ErrorItem(
    "CLR_LOOP_AGENCY",
    Text("CBP and the CBSA decide on loops.", "CBP et l'ASFC décident des boucles."),
    path="agency",
    fix=Text("Leave it to an officer of one of them.", "Laissez décider un agent de l'un d'eux."),
)
