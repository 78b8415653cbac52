"""Payments somebody at the fee desk should look at, and why: money that does not fit its invoice (R-05)."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text

DIFFERS, TWICE, WITHDRAWN, STUCK = "differs", "twice", "withdrawn", "stuck"
KINDS: dict[str, Text] = {
    DIFFERS: Text("Another amount than the invoice", "Un autre montant que la facture"),
    TWICE: Text("Paid twice", "Payée deux fois"),
    WITHDRAWN: Text("Paid for a withdrawn application", "Payée pour une demande retirée"),
    STUCK: Text("The payment service refused the refund", "Le service de paiement a refusé le remboursement"),
}
REPEAT, GRANT = "repeat", "grant"


@dataclass(frozen=True, slots=True)
class Money:
    """What is known of one payment. `received` and `due` are (cents, currency); `refused` a refund the provider refused."""

    status: str
    received: tuple[int, str]
    due: tuple[int, str]
    invoice: str
    application: str
    refused: bool = False


def kind_of(money: Money) -> str | None:
    """Say what is odd about a payment; None for one that fits, or that goes back as a withdrawal asks."""
    if money.received != money.due:
        return DIFFERS
    if money.invoice == "cancelled" or (money.status == "succeeded" and money.application == "withdrawn"):
        return WITHDRAWN
    if money.invoice == "paid" and money.status in ("refunding", "refunded"):
        return TWICE
    return STUCK if money.refused and money.status == "refunding" else None


def act_for(status: str, kind: str) -> str | None:
    """Give what the desk can do: ask for a refund once more, or grant one that policy does not give by itself."""
    if status == "refunding":
        return REPEAT
    return GRANT if status == "succeeded" and kind == WITHDRAWN else None
