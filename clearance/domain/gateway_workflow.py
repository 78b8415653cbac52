"""The lives of what goes to the agencies and comes back: message, answer, connection, outage (R-20, issue item 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SYSTEM = frozenset({"system"})
ADMINISTRATORS = frozenset({"administrator"})
BOTH = SYSTEM | ADMINISTRATORS
PARTNERS_TOO = BOTH | {"partner", "trader.admin", "trader.filer"}

QUEUED, SENT, ACKNOWLEDGED = "queued", "sent", "acknowledged"
ACCEPTED, PARTLY, REJECTED, FAILED = "accepted", "partly", "rejected", "failed"
UNANSWERED = (QUEUED, SENT, ACKNOWLEDGED)
ON_FILE = (ACCEPTED, PARTLY)


def _moves(
    words: dict[str, Text], prefix: str, action: str, sources: Iterable[str], target: str, roles: frozenset[str]
) -> Iterator[Transition]:
    for source in sources:
        yield Transition(source, action, target, roles, f"clearance.{prefix}.{action}", words[action])


_MESSAGE_WORDS = {
    "send": Text("Delivered to the agency", "Remis à l'organisme"),
    "refuse": Text("Delivery refused", "Livraison refusée"),
    "acknowledge": Text("Receipt confirmed", "Réception confirmée"),
    "accept": Text("Accepted by the agency", "Accepté par l'organisme"),
    "accept_part": Text("Accepted in part", "Accepté en partie"),
    "reject": Text("Rejected by the agency", "Rejeté par l'organisme"),
    "retry": Text("Send again", "Renvoyer"),
}


def _message(action: str, sources: Iterable[str], target: str, roles: frozenset[str] = SYSTEM) -> Iterator[Transition]:
    return _moves(_MESSAGE_WORDS, "message", action, sources, target, roles)


# An answer can overtake the note that its message was sent: every answer is taken from every open state.
MESSAGE_WORKFLOW = Workflow(
    name="agency_message",
    initial=QUEUED,
    states=(
        State(QUEUED, Text("Waiting to be sent", "En attente d'envoi"), Text("Waiting", "En attente"), "hourglass"),
        State(SENT, Text("Sent", "Envoyé"), Text("Sent", "Envoyé"), "sent", "info"),
        State(ACKNOWLEDGED, Text("Received", "Reçu"), Text("Received by the agency", "Reçu"), "check", "info"),
        State(ACCEPTED, Text("Accepted", "Accepté"), Text("Accepted", "Accepté"), "check-circle", "good", True),
        State(
            PARTLY,
            Text("Accepted in part", "Accepté en partie"),
            Text("Accepted in part", "Accepté en partie"),
            "warning",
            "warn",
            True,
        ),
        State(REJECTED, Text("Rejected", "Rejeté"), Text("Needs fixing", "À corriger"), "cross-circle", "bad", True),
        State(
            FAILED,
            Text("Could not be delivered", "Livraison impossible"),
            Text("Delayed on our side", "Retardé de notre côté"),
            "warning",
            "bad",
        ),
    ),
    transitions=(
        *_message("send", (QUEUED,), SENT),
        *_message("refuse", (QUEUED,), FAILED),
        *_message("acknowledge", (QUEUED, SENT), ACKNOWLEDGED),
        *_message("accept", UNANSWERED, ACCEPTED),
        *_message("accept_part", UNANSWERED, PARTLY),
        *_message("reject", UNANSWERED, REJECTED),
        *_message("retry", (FAILED,), QUEUED, BOTH),
    ),
)

RECEIVED, READ, REFUSED, UNMATCHED = "received", "read", "refused", "unmatched"
UNREADABLE, DUPLICATE = "unreadable", "duplicate"
_INBOUND_WORDS = {
    "read": Text("Read", "Lire"),
    "refuse": Text("Refuse the filing", "Refuser la déclaration"),
    "unmatch": Text("Find no message it answers", "Ne trouver aucun message correspondant"),
    "fail": Text("Find it unreadable", "Constater qu'il est illisible"),
    "repeat": Text("Recognise a repetition", "Reconnaître une répétition"),
    "retry": Text("Read it again", "Le relire"),
}


def _inbound(action: str, sources: Iterable[str], target: str, roles: frozenset[str] = SYSTEM) -> Iterator[Transition]:
    return _moves(_INBOUND_WORDS, "inbound", action, sources, target, roles)


INBOUND_WORKFLOW = Workflow(
    name="inbound_message",
    initial=RECEIVED,
    states=(
        State(RECEIVED, Text("Kept, not read yet", "Conservé, pas encore lu"), Text("Received", "Reçu"), "hourglass"),
        State(READ, Text("Read", "Lu"), Text("Done", "Terminé"), "check-circle", "good", True),
        State(REFUSED, Text("Filing refused", "Déclaration refusée"), Text("Refused", "Refusé"), "stop", "bad", True),
        State(
            UNMATCHED,
            Text("Answers nothing we sent", "Ne répond à aucun envoi"),
            Text("Not matched", "Sans correspondance"),
            "warning",
            "warn",
        ),
        State(UNREADABLE, Text("Unreadable", "Illisible"), Text("Unreadable", "Illisible"), "cross-circle", "bad"),
        State(DUPLICATE, Text("Repetition", "Répétition"), Text("Repetition", "Répétition"), "dot", "neutral", True),
    ),
    transitions=(
        *_inbound("read", (RECEIVED,), READ),
        *_inbound("refuse", (RECEIVED,), REFUSED),
        *_inbound("unmatch", (RECEIVED,), UNMATCHED),
        *_inbound("fail", (RECEIVED,), UNREADABLE),
        *_inbound("repeat", (RECEIVED,), DUPLICATE),
        *_inbound("retry", (UNMATCHED, UNREADABLE), RECEIVED, PARTNERS_TOO),
    ),
)

REACHABLE, UNREACHABLE, PAUSED = "reachable", "unreachable", "paused"
_ENDPOINT_WORDS = {
    "fail": Text("Find the agency unreachable", "Constater que l'organisme est injoignable"),
    "succeed": Text("Reach the agency again", "Joindre de nouveau l'organisme"),
    "pause": Text("Pause sending", "Suspendre l'envoi"),
    "resume": Text("Resume sending", "Reprendre l'envoi"),
}


def _endpoint(action: str, sources: Iterable[str], target: str, roles: frozenset[str] = SYSTEM) -> Iterator[Transition]:
    return _moves(_ENDPOINT_WORDS, "endpoint", action, sources, target, roles)


ENDPOINT_WORKFLOW = Workflow(
    name="agency_endpoint",
    initial=REACHABLE,
    states=(
        State(REACHABLE, Text("Reachable", "Joignable"), Text("Working", "En service"), "check-circle", "good"),
        State(UNREACHABLE, Text("Unreachable", "Injoignable"), Text("Unreachable", "Injoignable"), "warning", "bad"),
        State(PAUSED, Text("Paused", "Suspendu"), Text("Paused", "Suspendu"), "hold", "warn"),
    ),
    transitions=(
        *_endpoint("fail", (REACHABLE, UNREACHABLE), UNREACHABLE),
        *_endpoint("succeed", (UNREACHABLE,), REACHABLE),
        *_endpoint("pause", (REACHABLE, UNREACHABLE), PAUSED, ADMINISTRATORS),
        *_endpoint("resume", (PAUSED,), REACHABLE, ADMINISTRATORS),
    ),
)

OPEN, ENDED = "open", "ended"
OUTAGE_WORKFLOW = Workflow(
    name="agency_outage",
    initial=OPEN,
    states=(
        State(OPEN, Text("Outage", "Panne"), Text("Outage", "Panne"), "warning", "bad"),
        State(ENDED, Text("Ended", "Terminée"), Text("Ended", "Terminée"), "check", "neutral", True),
    ),
    transitions=(
        Transition(
            OPEN,
            "end",
            ENDED,
            ADMINISTRATORS,
            "clearance.outage.ended",
            Text("End the outage", "Mettre fin à la panne"),
        ),
    ),
)

GATEWAY_EVENTS: dict[str, Text] = {
    "clearance.message.queued": Text("Message made for an agency", "Message préparé pour un organisme"),
    "clearance.inbound.received": Text("Message received and kept", "Message reçu et conservé"),
    "clearance.notice.received": Text("Status notice from an agency", "Avis d'état d'un organisme"),
    "clearance.outage.declared": Text("Outage declared", "Panne déclarée"),
    "clearance.endpoint.saved": Text("Connection to an agency changed", "Liaison avec un organisme modifiée"),
}
