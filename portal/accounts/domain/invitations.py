"""The life of an invitation: sent by an administrator, accepted once, or ended (requirements 2.1, 4.4)."""

from __future__ import annotations

from portal.accounts.domain.wording import ORGANISATION_ROLES, TRADER_ADMIN, TRAVELLER
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

OPEN, ACCEPTED, REVOKED, EXPIRED = "open", "accepted", "revoked", "expired"
_ADMIN = frozenset({TRADER_ADMIN, "system"})
_ANY = frozenset({*ORGANISATION_ROLES, TRAVELLER})
_CLOCK = frozenset({"system"})


def _state(code: str, staff: Text, icon: str, tone: str, final: bool = True) -> State:
    return State(code, staff, staff, icon, tone, final)


INVITATION = Workflow(
    name="invitation",
    initial=OPEN,
    states=(
        _state(OPEN, Text("Waiting for an answer", "En attente d'une réponse"), "hourglass", "info", False),
        _state(ACCEPTED, Text("Accepted", "Acceptée"), "check-circle", "good"),
        _state(REVOKED, Text("Taken back", "Retirée"), "cross", "neutral"),
        _state(EXPIRED, Text("Expired", "Expirée"), "clock", "neutral"),
    ),
    transitions=(
        Transition(OPEN, "accept", ACCEPTED, _ANY, "accounts.invitation.accepted", Text("Join", "Se joindre")),
        Transition(OPEN, "resend", OPEN, _ADMIN, "accounts.invitation.resent", Text("Send again", "Renvoyer")),
        Transition(OPEN, "revoke", REVOKED, _ADMIN, "accounts.invitation.revoked", Text("Take back", "Retirer")),
        Transition(OPEN, "expire", EXPIRED, _CLOCK, "accounts.invitation.expired", Text("Expire", "Expirer")),
    ),
)
