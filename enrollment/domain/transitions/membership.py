"""How a membership and the decisions about it move. Tier is not status: a demoted member stays active (R-10, R-83)."""

from __future__ import annotations

from typing import Any

from enrollment.domain.transitions.application import (
    ADVERSE,
    COMMISSION,
    MEMBERS,
    OFFICERS,
    SYSTEM,
    holder_only,
)
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

_ANY_SIDE = ADVERSE | COMMISSION
_RESTORE = Text("Restore", "Rétablir")
_REST = Text("Suspend at my request", "Suspendre à ma demande")
_RESUME = Text("End my suspension", "Mettre fin à ma suspension")
_REMEDY = Text("Accept as put right", "Accepter comme corrigé")
_STAY = Text("Restore until the appeal is decided", "Rétablir jusqu'à la décision de l'appel")


def _own_rest(row: Any, actor: Actor) -> ErrorItem | None:
    """Only a suspension the holder asked for is the holder's to end."""
    return holder_only(row, actor) if row.rests_until is not None else _NOT_OWN


MEMBERSHIP = Workflow(
    name="enrollment_membership",
    initial="active",
    states=(
        State("active", Text("Active", "Active"), Text("Active", "Active"), "check-circle", "good"),
        State("suspended", Text("Suspended", "Suspendue"), Text("Suspended", "Suspendue"), "hold", "warn"),
        State("revoked", Text("Revoked", "Révoquée"), Text("Revoked", "Révoquée"), "stop", "bad"),
        State("expired", Text("Expired", "Expirée"), Text("Expired", "Expirée"), "clock", "neutral", True),
        State(
            "withdrawn",
            Text("Withdrawn", "Abandonnée"),
            Text("Given up by you", "Abandonnée par vous"),
            "undo",
            "neutral",
            True,
        ),
    ),
    transitions=(
        Transition(
            "active", "suspend", "suspended", _ANY_SIDE, "enrollment.membership.suspended", Text("Suspend", "Suspendre")
        ),
        Transition(
            "active", "revoke", "revoked", _ANY_SIDE, "enrollment.membership.revoked", Text("Revoke", "Révoquer")
        ),
        Transition(
            "suspended", "revoke", "revoked", _ANY_SIDE, "enrollment.membership.revoked", Text("Revoke", "Révoquer")
        ),
        Transition("suspended", "restore", "active", _ANY_SIDE, "enrollment.membership.restored", _RESTORE),
        Transition("revoked", "restore", "active", COMMISSION | SYSTEM, "enrollment.membership.restored", _RESTORE),
        Transition("suspended", "stay", "active", MEMBERS | COMMISSION | SYSTEM, "enrollment.membership.stayed", _STAY),
        Transition("revoked", "stay", "active", MEMBERS | COMMISSION | SYSTEM, "enrollment.membership.stayed", _STAY),
        Transition("active", "expire", "expired", SYSTEM, "enrollment.membership.expired", Text("Expire", "Expirer")),
        Transition(
            "suspended", "expire", "expired", SYSTEM, "enrollment.membership.expired", Text("Expire", "Expirer")
        ),
        Transition(
            "active",
            "withdraw",
            "withdrawn",
            MEMBERS,
            "enrollment.membership.withdrawn",
            Text("Give up", "Abandonner"),
            guard="holder",
        ),
        Transition(
            "suspended",
            "withdraw",
            "withdrawn",
            MEMBERS,
            "enrollment.membership.withdrawn",
            Text("Give up", "Abandonner"),
            guard="holder",
        ),
        Transition("active", "rest", "suspended", MEMBERS, "enrollment.membership.rested", _REST, guard="holder"),
        Transition(
            "suspended",
            "resume",
            "active",
            MEMBERS | SYSTEM,
            "enrollment.membership.resumed",
            _RESUME,
            guard="own_rest",
        ),
    ),
    guards={"holder": holder_only, "own_rest": _own_rest},
)

DECISION = Workflow(
    name="enrollment_decision",
    initial="proposed",
    states=(
        State(
            "proposed",
            Text("Announced", "Annoncée"),
            Text("Announced, not yet in effect", "Annoncée, pas encore en vigueur"),
            "hourglass",
            "warn",
        ),
        State("in_effect", Text("In effect", "En vigueur"), Text("In effect", "En vigueur"), "demote", "bad"),
        State(
            "stayed",
            Text("Stayed", "Suspendue par l'appel"),
            Text("On hold until the appeal is decided", "En suspens jusqu'à la décision de l'appel"),
            "scale",
            "info",
        ),
        State(
            "overturned",
            Text("Overturned", "Infirmée"),
            Text("Overturned on appeal", "Infirmée en appel"),
            "undo",
            "good",
            True,
        ),
        State(
            "upheld", Text("Upheld", "Confirmée"), Text("Upheld on appeal", "Confirmée en appel"), "gavel", "bad", True
        ),
        State(
            "remedied",
            Text("Put right", "Corrigée"),
            Text("Put right: without effect", "Corrigée : sans effet"),
            "check-circle",
            "good",
            True,
        ),
    ),
    transitions=(
        Transition(
            "proposed",
            "take_effect",
            "in_effect",
            ADVERSE,
            "enrollment.decision.in_effect",
            Text("Put into effect", "Mettre en vigueur"),
        ),
        Transition(
            "proposed",
            "stay",
            "stayed",
            MEMBERS | COMMISSION | SYSTEM,
            "enrollment.decision.stayed",
            Text("Stay", "Suspendre l'effet"),
        ),
        Transition(
            "in_effect",
            "stay",
            "stayed",
            MEMBERS | COMMISSION | SYSTEM,
            "enrollment.decision.stayed",
            Text("Stay", "Suspendre l'effet"),
        ),
        Transition(
            "stayed",
            "resume",
            "in_effect",
            MEMBERS | COMMISSION | SYSTEM,
            "enrollment.decision.resumed",
            Text("End the stay: the appeal was withdrawn", "Lever la suspension : l'appel a été retiré"),
        ),
        Transition(
            "stayed",
            "overturn",
            "overturned",
            COMMISSION | SYSTEM,
            "enrollment.decision.overturned",
            Text("Overturn", "Infirmer"),
        ),
        Transition(
            "in_effect",
            "overturn",
            "overturned",
            COMMISSION | SYSTEM,
            "enrollment.decision.overturned",
            Text("Overturn", "Infirmer"),
        ),
        Transition(
            "proposed",
            "overturn",
            "overturned",
            COMMISSION | SYSTEM,
            "enrollment.decision.overturned",
            Text("Overturn", "Infirmer"),
        ),
        *(
            Transition(state, "remedy", "remedied", OFFICERS | SYSTEM, "enrollment.decision.remedied", _REMEDY)
            for state in ("proposed", "in_effect")
        ),
        Transition(
            "stayed", "uphold", "upheld", COMMISSION | SYSTEM, "enrollment.decision.upheld", Text("Uphold", "Confirmer")
        ),
        Transition(
            "in_effect",
            "uphold",
            "upheld",
            COMMISSION | SYSTEM,
            "enrollment.decision.upheld",
            Text("Uphold", "Confirmer"),
        ),
        Transition(
            "proposed",
            "uphold",
            "upheld",
            COMMISSION | SYSTEM,
            "enrollment.decision.upheld",
            Text("Uphold", "Confirmer"),
        ),
    ),
)

_NOT_OWN = ErrorItem(
    "ENR_NOT_OWN_REST",
    Text(
        "This suspension was decided by an officer, so that it is not ended here.",
        "Cette suspension a été décidée par un agent; elle ne prend pas fin ici.",
    ),
    path="status",
    fix=Text("Answer the decision, or appeal it.", "Répondez à la décision ou portez-la en appel."),
)
