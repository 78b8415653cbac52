"""Adverse decisions: their kinds, when they take effect and how long one has to contest them (R-37, R-82)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portal.core.domain.text import Text

DENIAL = "denial"
DEMOTION = "demotion"
SUSPENSION = "suspension"
REVOCATION = "revocation"
KINDS = (DENIAL, DEMOTION, SUSPENSION, REVOCATION)

KIND_LABELS: dict[str, Text] = {
    DENIAL: Text("Denial of an application", "Refus d'une demande"),
    DEMOTION: Text("Demotion", "Rétrogradation"),
    SUSPENSION: Text("Suspension", "Suspension"),
    REVOCATION: Text("Revocation", "Révocation"),
}

APPEAL_DAYS = 30
# s. 22 of SOR/2003-323: fifteen days after the notice is sent. A change of tier takes nothing away but a lane.
NOTICE_DAYS = {DENIAL: 0, DEMOTION: 0, SUSPENSION: 15, REVOCATION: 15}

HOW_TO_APPEAL = Text(
    "You can appeal to the joint commission within 30 days. The record is attached for you, and unless a safety "
    "ground was signed the decision has no effect until the appeal is decided.",
    "Vous pouvez faire appel à la commission mixte dans les 30 jours. Le dossier est joint pour vous et, sauf motif "
    "de sécurité signé, la décision reste sans effet jusqu'à ce que l'appel soit tranché.",
)
HOW_TO_APPEAL_A_DENIAL = Text(
    "You can appeal to the joint commission within 30 days. The record is attached for you. If the appeal succeeds, "
    "the agency decides again.",
    "Vous pouvez faire appel à la commission mixte dans les 30 jours. Le dossier est joint pour vous. Si l'appel est "
    "accueilli, l'organisme décide de nouveau.",
)


def appeal_deadline(noticed_at: datetime) -> datetime:
    """Give the last moment to appeal: 30 days after the notice (s. 23; domain facts 5.1)."""
    return noticed_at + timedelta(days=APPEAL_DAYS)


def takes_effect_at(kind: str, noticed_at: datetime, *, safety: bool = False) -> datetime:
    """Give when a decision of that kind takes effect; with a signed safety ground, at once."""
    return noticed_at if safety else noticed_at + timedelta(days=NOTICE_DAYS[kind])


def appeal_link(decision_id: UUID) -> str:
    """Give the address where the appeal is filed, with the decision filled in."""
    return f"/commission/appeal/new/?decision={decision_id}"
