"""The life of a clearance before the booth (gate session), and of a protocol between two agencies (R-60, R-61)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from clearance.domain.partners.order_workflow import ORDER_WORKFLOW
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

BOOKED, UNDER_WAY, CLEARED = "booked", "under_way", "cleared"
REFUSED, EXPIRED, VOID = "refused", "expired", "void"
INSPECTORS = frozenset({"officer.primary", "officer.secondary", "officer.supervisor", "officer.pga"})
SYSTEM = frozenset({"system"})
TRADERS = frozenset({"trader.admin", "trader.filer"})


def own_agency(session: Any, actor: Actor) -> ErrorItem | None:
    """A session belongs to one agency; its officers inspect. The trader may call off, the system may end."""
    if actor.kind in ("system", "member") or actor.agency == session.agency:
        return None
    return ErrorItem(
        "CLR_PRIOR_AGENCY",
        Text("This session belongs to {agency}.", "Cette séance appartient à {agency}.").format(agency=session.agency),
        path="agency",
        value=session.agency,
        fix=Text("Leave it to its officers.", "Laissez-la à ses agents."),
    )


def _moves(
    action: str, sources: tuple[str, ...], target: str, roles: frozenset[str], event: str, label: Text
) -> Iterator[Transition]:
    for source in sources:
        yield Transition(source, action, target, roles, f"clearance.prior.{event}", label, guard="own_agency")


def _state(code: str, words: tuple[str, str], icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(*words), Text(*words), icon, tone, final)


PRIOR_WORKFLOW = Workflow(
    name="prior_clearance",
    initial=BOOKED,
    states=(
        _state(BOOKED, ("Booked", "Réservée"), "calendar", "info"),
        _state(UNDER_WAY, ("Under way", "En cours"), "hourglass", "warn"),
        _state(CLEARED, ("Cleared and sealed", "Dédouané et scellé"), "seal", "good"),
        _state(REFUSED, ("Refused", "Refusée"), "cross-circle", "bad", True),
        _state(EXPIRED, ("Expired", "Expirée"), "clock", "neutral", True),
        _state(VOID, ("No longer counts", "Ne compte plus"), "link-broken", "bad", True),
    ),
    transitions=(
        *_moves("start", (BOOKED,), UNDER_WAY, INSPECTORS, "started", Text("Begin", "Commencer")),
        *_moves("clear", (UNDER_WAY,), CLEARED, INSPECTORS | SYSTEM, "cleared",
                Text("Seal and clear", "Sceller et dédouaner")),
        *_moves("refuse", (BOOKED, UNDER_WAY), REFUSED, INSPECTORS, "refused", Text("Refuse", "Refuser")),
        *_moves("void", (BOOKED, UNDER_WAY, CLEARED), VOID, INSPECTORS | SYSTEM, "void", Text("End", "Mettre fin")),
        *_moves("call_off", (BOOKED,), EXPIRED, TRADERS, "called_off", Text("Call off", "Annuler")),
        *_moves("expire", (BOOKED, UNDER_WAY, CLEARED), EXPIRED, SYSTEM, "expired", Text("Expire", "Expirer")),
    ),
    guards={"own_agency": own_agency},
)  # fmt: skip

PROTOCOL_WORKFLOW = replace(
    ORDER_WORKFLOW,
    name="inspection_protocol",
    transitions=tuple(
        replace(move, event=move.event.replace("clearance.order.", "clearance.protocol."))
        for move in ORDER_WORKFLOW.transitions
    ),
)

PRIOR_EVENTS: dict[str, Text] = {
    "clearance.prior.booked": Text("Session booked", "Séance réservée"),
    "clearance.prior.started": Text("Inspection begun", "Inspection commencée"),
    "clearance.prior.checked": Text("Check recorded", "Contrôle consigné"),
    "clearance.prior.cleared": Text("Cleared and sealed", "Dédouané et scellé"),
    "clearance.prior.refused": Text("Refused", "Refusée"),
    "clearance.prior.void": Text("No longer counts", "Ne compte plus"),
    "clearance.prior.called_off": Text("Called off", "Annulée"),
    "clearance.prior.expired": Text("Expired", "Expirée"),
    "clearance.prior.settled": Text("Settled by an earlier inspection", "Réglé par une inspection antérieure"),
    "clearance.site.registered": Text("Site registered", "Site inscrit"),
    "clearance.site.ended": Text("Site closed", "Site fermé"),
}
PROTOCOL_EVENTS: dict[str, Text] = {
    "clearance.protocol.drafted": Text("Drafted", "Rédigé"),
    "clearance.protocol.signed": Text("First signature", "Première signature"),
    "clearance.protocol.in_force": Text("Second signature: in force", "Seconde signature : en vigueur"),
    "clearance.protocol.superseded": Text("Replaced by a later version", "Remplacé par une version ultérieure"),
    "clearance.protocol.revoked": Text("Revoked", "Révoqué"),
    "clearance.protocol.withdrawn": Text("Withdrawn", "Retiré"),
}
