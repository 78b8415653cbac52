"""The life of one version of a delegation order, and of a request for information (R-41, requirements 4.9)."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

DRAFT, SIGNED_GIVER, SIGNED_RECEIVER, IN_FORCE = "draft", "signed_giver", "signed_receiver", "in_force"
SUPERSEDED, REVOKED, WITHDRAWN = "superseded", "revoked", "withdrawn"
SUPERVISORS = frozenset({"officer.supervisor"})
SYSTEM = frozenset({"system"})

OPEN, ANSWERED, CLOSED = "open", "answered", "closed"
PARTNERS = frozenset({"officer.pga", "officer.supervisor"})
ANSWERERS = frozenset({"trader.admin", "trader.filer", "partner"})


def _not_a_party(agency: str) -> ErrorItem:
    return ErrorItem(
        "CLR_ORDER_PARTY",
        Text("This signature belongs to {agency}.", "Cette signature appartient à {agency}.").format(agency=agency),
        path="agency",
        value=agency,
        fix=Text("Leave it to its supervisor.", "Laissez-la à son superviseur."),
    )


def giver_only(order: Any, actor: Actor) -> ErrorItem | None:
    return None if actor.agency == order.giver else _not_a_party(order.giver)


def receiver_only(order: Any, actor: Actor) -> ErrorItem | None:
    return None if actor.agency == order.receiver else _not_a_party(order.receiver)


def either_party(order: Any, actor: Actor) -> ErrorItem | None:
    return None if actor.agency in (order.giver, order.receiver) else _not_a_party(f"{order.giver}, {order.receiver}")


_GIVER = Text("Sign for the agency acted for", "Signer pour l'organisme délégant")
_RECEIVER = Text("Sign for the agency that acts", "Signer pour l'organisme qui agit")
_IN_FORCE = Text("Signed by both, in force", "Signé par les deux, en vigueur")

ORDER_WORKFLOW = Workflow(
    name="delegation_order",
    initial=DRAFT,
    states=(
        State(DRAFT, Text("Draft", "Ébauche"), Text("Draft", "Ébauche"), "draft", "neutral"),
        State(
            SIGNED_GIVER,
            Text("Signed by the agency acted for", "Signé par l'organisme délégant"),
            Text("One signature of two", "Une signature sur deux"),
            "key",
            "info",
        ),
        State(
            SIGNED_RECEIVER,
            Text("Signed by the agency that acts", "Signé par l'organisme qui agit"),
            Text("One signature of two", "Une signature sur deux"),
            "key",
            "info",
        ),
        State(IN_FORCE, _IN_FORCE, Text("In force", "En vigueur"), "live", "good"),
        State(
            SUPERSEDED,
            Text("Replaced by a later version", "Remplacé par une version ultérieure"),
            Text("Replaced", "Remplacé"),
            "lock",
            "neutral",
            True,
        ),
        State(REVOKED, Text("Revoked", "Révoqué"), Text("Revoked", "Révoqué"), "cross-circle", "bad", True),
        State(WITHDRAWN, Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "cross", "neutral", True),
    ),
    transitions=(
        Transition(DRAFT, "sign_giver", SIGNED_GIVER, SUPERVISORS, "clearance.order.signed", _GIVER, guard="giver"),
        Transition(
            DRAFT, "sign_receiver", SIGNED_RECEIVER, SUPERVISORS, "clearance.order.signed", _RECEIVER, guard="receiver"
        ),
        Transition(
            SIGNED_RECEIVER, "sign_giver", IN_FORCE, SUPERVISORS, "clearance.order.in_force", _GIVER, guard="giver"
        ),
        Transition(
            SIGNED_GIVER,
            "sign_receiver",
            IN_FORCE,
            SUPERVISORS,
            "clearance.order.in_force",
            _RECEIVER,
            guard="receiver",
        ),
        *(
            Transition(
                state,
                "withdraw",
                WITHDRAWN,
                SUPERVISORS,
                "clearance.order.withdrawn",
                Text("Withdraw", "Retirer"),
                guard="party",
            )
            for state in (DRAFT, SIGNED_GIVER, SIGNED_RECEIVER)
        ),
        Transition(
            IN_FORCE,
            "revoke",
            REVOKED,
            SUPERVISORS,
            "clearance.order.revoked",
            Text("Revoke", "Révoquer"),
            guard="party",
        ),
        Transition(
            IN_FORCE,
            "supersede",
            SUPERSEDED,
            SUPERVISORS | SYSTEM,
            "clearance.order.superseded",
            Text("Replace", "Remplacer"),
            guard="party",
        ),
    ),
    guards={"giver": giver_only, "receiver": receiver_only, "party": either_party},
)


def asking_agency(request: Any, actor: Actor) -> ErrorItem | None:
    """Only the agency that asked takes its question back; an answer comes from the trader's side."""
    if not actor.agency or actor.agency == request.agency:
        return None
    return _not_a_party(request.agency)


REQUEST_WORKFLOW = Workflow(
    name="agency_request",
    initial=OPEN,
    states=(
        State(
            OPEN,
            Text("Waiting for the trader", "En attente du déclarant"),
            Text("Answer needed", "Réponse attendue"),
            "hourglass",
            "warn",
        ),
        State(
            ANSWERED,
            Text("Answered, to be read", "Répondu, à lire"),
            Text("Answered", "Répondu"),
            "sent",
            "info",
        ),
        State(CLOSED, Text("Closed", "Close"), Text("Closed", "Close"), "check", "neutral", True),
    ),
    transitions=(
        Transition(
            OPEN, "answer", ANSWERED, ANSWERERS, "clearance.request.answered", Text("Answer", "Répondre"), guard="asker"
        ),
        *(
            Transition(
                state,
                "close",
                CLOSED,
                PARTNERS | SYSTEM,
                "clearance.request.closed",
                Text("Close the request", "Clore la demande"),
                guard="asker",
            )
            for state in (OPEN, ANSWERED)
        ),
    ),
    guards={"asker": asking_agency},
)

ORDER_EVENTS: dict[str, Text] = {
    "clearance.order.drafted": Text("Drafted", "Rédigé"),
    "clearance.order.signed": Text("First signature", "Première signature"),
    "clearance.order.in_force": Text("Second signature: in force", "Seconde signature : en vigueur"),
    "clearance.order.superseded": Text("Replaced by a later version", "Remplacé par une version ultérieure"),
    "clearance.order.revoked": Text("Revoked", "Révoqué"),
    "clearance.order.withdrawn": Text("Withdrawn", "Retiré"),
}
REQUEST_EVENTS: dict[str, Text] = {
    "clearance.request.asked": Text("An agency asked for information", "Un organisme a demandé des renseignements"),
    "clearance.request.answered": Text("Information given", "Renseignements fournis"),
    "clearance.request.closed": Text("Request closed", "Demande close"),
}
