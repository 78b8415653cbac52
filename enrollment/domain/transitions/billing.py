"""How invoices and payments move. Only the service moves them, on what the payment provider says (R-05)."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

_SYSTEM = frozenset({"system"})


def _move(of: str, source: str, action: str, target: str, label: Text) -> Transition:
    return Transition(source, action, target, _SYSTEM, f"enrollment.{of}.{target}", label)


_START_REFUND = Text("Give the money back", "Rembourser")

INVOICE = Workflow(
    name="enrollment_invoice",
    initial="open",
    states=(
        State("open", Text("To be paid", "À payer"), Text("To be paid", "À payer"), "hourglass", "warn"),
        State("paid", Text("Paid", "Payée"), Text("Paid", "Payée"), "check-circle", "good"),
        State(
            "waived",
            Text("Nothing to pay", "Rien à payer"),
            Text("Nothing to pay", "Rien à payer"),
            "check-circle",
            "good",
            True,
        ),
        State("cancelled", Text("Cancelled", "Annulée"), Text("Cancelled", "Annulée"), "undo", "neutral", True),
        State(
            "refunding",
            Text("Being refunded", "En remboursement"),
            Text("Being refunded", "En remboursement"),
            "hourglass",
            "info",
        ),
        State("refunded", Text("Refunded", "Remboursée"), Text("Refunded", "Remboursée"), "undo", "neutral", True),
    ),
    transitions=(
        _move("invoice", "open", "pay", "paid", Text("Pay", "Payer")),
        _move("invoice", "open", "waive", "waived", Text("Waive", "Exonérer")),
        _move("invoice", "open", "cancel", "cancelled", Text("Cancel", "Annuler")),
        _move("invoice", "paid", "start_refund", "refunding", _START_REFUND),
        _move("invoice", "refunding", "refund", "refunded", Text("Note the refund", "Noter le remboursement")),
    ),
)

_BEFORE = ("created", "opened", "failed", "expired")
_SUCCEED = Text("Take the payment", "Accepter le paiement")
_REJECT = Text("Give back what was not owed", "Rendre ce qui n'était pas dû")

PAYMENT = Workflow(
    name="enrollment_payment",
    initial="created",
    states=(
        State("created", Text("Being prepared", "En préparation"), Text("Being prepared", "En préparation"), "circle"),
        State(
            "opened",
            Text("At the payment service", "Au service de paiement"),
            Text("Waiting for you at the payment service", "Vous attend au service de paiement"),
            "hourglass",
            "info",
        ),
        State("succeeded", Text("Received", "Reçu"), Text("Received", "Reçu"), "check-circle", "good"),
        State("failed", Text("Declined", "Refusé"), Text("Declined", "Refusé"), "cross-circle", "bad"),
        State("expired", Text("Not completed", "Non terminé"), Text("Not completed", "Non terminé"), "clock", "warn"),
        State(
            "refunding",
            Text("Being given back", "En remboursement"),
            Text("Being given back", "En remboursement"),
            "hourglass",
            "info",
        ),
        State("refunded", Text("Given back", "Remboursé"), Text("Given back", "Remboursé"), "undo", "neutral", True),
    ),
    transitions=(
        _move("payment", "created", "open", "opened", Text("Open", "Ouvrir")),
        _move("payment", "created", "fail", "failed", Text("Note the refusal", "Noter le refus")),
        _move("payment", "opened", "fail", "failed", Text("Note the refusal", "Noter le refus")),
        _move("payment", "opened", "expire", "expired", Text("Note the end", "Noter la fin")),
        # Messages may come in any order: a success counts after a refusal too, and before the opening was noted.
        *(_move("payment", source, "succeed", "succeeded", _SUCCEED) for source in _BEFORE),
        *(_move("payment", source, "reject", "refunding", _REJECT) for source in _BEFORE),
        _move("payment", "succeeded", "start_refund", "refunding", _START_REFUND),
        _move("payment", "refunding", "refund", "refunded", Text("Note the refund", "Noter le remboursement")),
    ),
)
