"""Rules of sending and of outages: when to try again, what the trader is told, how long the grace lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearance.domain.gateway_workflow import (
    ACCEPTED,
    ACKNOWLEDGED,
    FAILED,
    MESSAGE_WORKFLOW,
    PARTLY,
    PAUSED,
    QUEUED,
    REJECTED,
    SENT,
    UNREACHABLE,
)
from portal.core.domain.text import Text

AS2, DROP = "as2", "drop"
ADAPTERS = (AS2, DROP)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
GRACE = timedelta(hours=2)
ANSWER_WAIT = timedelta(minutes=5)
CONTENT_TYPES = {"EDIFACT": "application/edifact", "X12": "application/edi-x12"}


def pause_after(failures: int) -> timedelta:
    """How long to leave an agency alone after so many failed tries in a row: 5 s, 10 s, 20 s ... five minutes."""
    doublings: int = 2 ** min(max(failures, 1) - 1, 10)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def grace_until(ended_at: datetime) -> datetime:
    """Nobody is late before this moment: two hours after the end of a declared outage."""
    return ended_at + GRACE


def deadline_with_grace(due: datetime, grace: datetime | None) -> datetime:
    """Give the deadline that counts when an outage moved it; `grace` is None without one."""
    return max(due, grace) if grace else due


@dataclass(frozen=True, slots=True)
class Standing:
    """What one agency's side looks like to the trader: a tone with its icon, a heading and one sentence."""

    code: str
    icon: str
    tone: str
    label: Text
    detail: Text
    next_try_at: datetime | None = None


# Worst first: one rejected message decides, then what holds the others up.
_WORST_FIRST = (REJECTED, FAILED, QUEUED, SENT, ACKNOWLEDGED, PARTLY, ACCEPTED)

NOTHING = Standing(
    "none",
    "hourglass",
    "neutral",
    Text("Not sent yet", "Pas encore envoyé"),
    Text("The messages for this agency are being made.", "Les messages pour cet organisme sont en préparation."),
)
NOT_ASKED = Standing(
    "not_asked",
    "check",
    "good",
    Text("Nothing to send", "Rien à envoyer"),
    Text(
        "Canada asks no advance data for this trip; the notes on the filing say why.",
        "Le Canada n'exige aucune donnée préalable pour ce voyage; les notes au dossier disent pourquoi.",
    ),
)
NO_CODE = Standing(
    "no_code",
    "info",
    "neutral",
    Text("No messages", "Aucun message"),
    Text(
        "The filing names no carrier code of this agency, so it gets no messages of this trip.",
        "La déclaration ne porte pas de code de transporteur pour cet organisme; il ne reçoit aucun message de ce voyage.",
    ),
)
_DETAILS: dict[str, Text] = {
    QUEUED: Text("It is sent as soon as those before it are.", "L'envoi suit dès que les précédents sont partis."),
    SENT: Text("Delivered; the agency has not confirmed it yet.", "Remis; l'organisme ne l'a pas encore confirmé."),
    ACKNOWLEDGED: Text("The agency has it and has not decided.", "L'organisme l'a reçu et n'a pas encore décidé."),
    ACCEPTED: Text("The agency has put it on file.", "L'organisme l'a versé au dossier."),
    PARTLY: Text(
        "The agency took the rest; what it refused is listed below.",
        "L'organisme a pris le reste; ce qu'il a refusé est indiqué ci-dessous.",
    ),
    REJECTED: Text("What must change is listed below.", "Ce qui doit changer est indiqué ci-dessous."),
    FAILED: Text(
        "The agency's system refused the delivery; our staff has been told. You need not file again.",
        "Le système de l'organisme a refusé la livraison; notre personnel est prévenu. Inutile de déclarer de nouveau.",
    ),
}


def standing(
    statuses: Sequence[str],
    *,
    endpoint: str = "",
    next_try: str = "",
    outage: bool = False,
    at: datetime | None = None,
    quiet: Standing | None = None,
) -> Standing:
    """Say where an agency stands with a trip, from the statuses of its messages of the newest filing.

    `endpoint` is the state of the connection, `next_try` the time of the next attempt in the trader's clock.
    `quiet` is what holds of an agency that is not told of the filing, once nothing is under way.
    """
    if quiet is not None and {ACCEPTED}.issuperset(statuses):
        return quiet
    if not statuses:
        return NOTHING
    worst = next(status for status in _WORST_FIRST if status in statuses)
    if worst == QUEUED and outage:
        return Standing(worst, "warning", "warn", _OUTAGE, _OUTAGE_DETAIL)
    if worst == QUEUED and endpoint == UNREACHABLE:
        detail = _RETRY.format(time=next_try) if next_try else _RETRY_SOON
        return Standing(worst, "warning", "warn", _UNREACHABLE, detail, at)
    if worst == QUEUED and endpoint == PAUSED:
        return Standing(worst, "hold", "warn", _PAUSED, _RETRY_SOON)
    state = MESSAGE_WORKFLOW.state(worst)
    return Standing(worst, state.icon, state.tone, state.public, _DETAILS[worst])


_OUTAGE = Text("Agency outage", "Panne de l'organisme")
_OUTAGE_DETAIL = Text(
    "Your filing counts from when you sent it to us. It goes to the agency, in order, when the outage ends.",
    "Votre déclaration compte dès son envoi chez nous. Elle ira à l'organisme, dans l'ordre, à la fin de la panne.",
)
_UNREACHABLE = Text("Agency unreachable", "Organisme injoignable")
_RETRY = Text(
    "Retry at {time}. You need not do anything; your filing is kept.",
    "Nouvel essai à {time}. Vous n'avez rien à faire; votre déclaration est conservée.",
)
_RETRY_SOON = Text(
    "We keep trying. You need not do anything; your filing is kept.",
    "Nous continuons d'essayer. Vous n'avez rien à faire; votre déclaration est conservée.",
)
_PAUSED = Text("Sending is paused", "Envoi suspendu")
