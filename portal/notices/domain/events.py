"""The events a partner can listen to (requirements 4.14) and how often a message is tried."""

from __future__ import annotations

from datetime import timedelta

from portal.core.domain.text import Text

ALL = "*"
PING = "webhook.ping"

EVENTS: dict[str, Text] = {
    "trip.filed": Text("A trip was filed", "Un voyage a été déclaré"),
    "trip.amended": Text("A trip was amended", "Un voyage a été modifié"),
    "trip.cancelled": Text("A trip was cancelled", "Un voyage a été annulé"),
    "trip.status": Text("A trip changed status or lane", "L'état ou la voie d'un voyage a changé"),
    "membership.changed": Text("A membership or tier changed", "Une adhésion ou un niveau a changé"),
    "audit.opened": Text("An audit was opened", "Une vérification a été ouverte"),
    "appeal.filed": Text("An appeal was filed", "Un appel a été interjeté"),
    "appeal.decided": Text("An appeal was decided", "Un appel a été tranché"),
    "notice.sent": Text("A notice was sent to you", "Un avis vous a été envoyé"),
}

# Pauses before the second, third ... attempt, as the Standard Webhooks guideline proposes: three days in all.
PAUSES: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)

WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
DELIVERY_STATES: dict[str, dict[str, object]] = {
    WAITING: {"label": Text("On its way", "En route"), "icon": "hourglass", "tone": "info"},
    DELIVERED: {"label": Text("Delivered", "Remis"), "icon": "check-circle", "tone": "good"},
    FAILED: {"label": Text("Given up", "Abandonné"), "icon": "cross-circle", "tone": "bad"},
}


def pause_after(attempts: int) -> timedelta | None:
    """Give the pause after that many failed attempts; None when it is time to give up."""
    return PAUSES[attempts - 1] if 0 < attempts <= len(PAUSES) else None


def unknown_events(events: list[str]) -> list[str]:
    """Give those that are not in the list of events."""
    return [event for event in events if event != ALL and event not in EVENTS]
