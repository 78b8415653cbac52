"""The life of a delegation (requirements 4.4): offered by the trader, accepted by the broker, revocable by both."""

from __future__ import annotations

from typing import Any

from portal.accounts.domain.wording import TRADER_ADMIN
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

OFFERED, ACCEPTED, DECLINED, REVOKED, EXPIRED = "offered", "accepted", "declined", "revoked", "expired"
OPEN = (OFFERED, ACCEPTED)

_ADMIN = frozenset({TRADER_ADMIN})
_CLOCK = frozenset({"system"})


def _broker_side(delegation: Any, actor: Actor) -> ErrorItem | None:
    if actor.organisation_id == delegation.broker_id:
        return None
    return ErrorItem(
        "ACC_DELEGATION_SIDE",
        Text("Only the broker answers an offer.", "Seul le courtier répond à une offre."),
        path="status",
        fix=Text("You can withdraw the offer instead.", "Vous pouvez plutôt retirer l'offre."),
    )


DELEGATION = Workflow(
    name="delegation",
    initial=OFFERED,
    states=(
        State(
            OFFERED,
            Text("Offered", "Offerte"),
            Text("Waiting for the broker", "En attente du courtier"),
            icon="hourglass",
            tone="info",
        ),
        State(ACCEPTED, Text("Accepted", "Acceptée"), Text("In force", "En vigueur"), icon="check-circle", tone="good"),
        State(
            DECLINED,
            Text("Declined", "Refusée"),
            Text("Declined by the broker", "Refusée par le courtier"),
            icon="cross",
            final=True,
        ),
        State(REVOKED, Text("Revoked", "Révoquée"), Text("Revoked", "Révoquée"), icon="cross", tone="warn", final=True),
        State(
            EXPIRED,
            Text("Expired", "Expirée"),
            Text("Ended on its date", "Terminée à la date prévue"),
            icon="clock",
            final=True,
        ),
    ),
    transitions=(
        Transition(
            OFFERED,
            "accept",
            ACCEPTED,
            _ADMIN,
            "accounts.delegation.accepted",
            Text("Accept", "Accepter"),
            guard="broker_side",
        ),
        Transition(
            OFFERED,
            "decline",
            DECLINED,
            _ADMIN,
            "accounts.delegation.declined",
            Text("Decline", "Refuser"),
            guard="broker_side",
        ),
        Transition(OFFERED, "revoke", REVOKED, _ADMIN, "accounts.delegation.revoked", Text("Withdraw", "Retirer")),
        Transition(
            OFFERED,
            "expire",
            EXPIRED,
            _CLOCK,
            "accounts.delegation.expired",
            Text("End on its date", "Terminer à la date"),
        ),
        Transition(ACCEPTED, "revoke", REVOKED, _ADMIN, "accounts.delegation.revoked", Text("Revoke", "Révoquer")),
        Transition(
            ACCEPTED,
            "expire",
            EXPIRED,
            _CLOCK,
            "accounts.delegation.expired",
            Text("End on its date", "Terminer à la date"),
        ),
    ),
    guards={"broker_side": _broker_side},
)
