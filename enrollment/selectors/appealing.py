"""The records of what can be appealed besides a decision: points and fees (R-82)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import SanctionEntry
from enrollment.selectors.decisions import holder_name
from enrollment.selectors.invoices import invoice_get
from enrollment.selectors.memberships import membership_get, membership_list_for_actor
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text


def penalty_list(*, actor: Actor) -> list[SanctionEntry]:
    """Give the entries of the actor's own register that no decision carries and no ruling has voided, newest first."""
    mine = membership_list_for_actor(actor=actor).order_by().values("id")
    rows = SanctionEntry.objects.filter(membership_id__in=mine, decision=None, voided_at=None)
    return list(rows.order_by("-created_at")[:20])


def sanction_record(*, actor: Actor, sanction_id: UUID) -> dict[str, Any]:
    """Give one entry of the register as an appeal of a penalty attaches it. Raises NotFound."""
    entry = SanctionEntry.objects.select_related("membership").filter(pk=sanction_id).first()
    if entry is None:
        raise NotFound
    membership = membership_get(actor=actor, membership_id=entry.membership_id)
    return {
        "kind": "penalty",
        "organisation_id": membership.organisation_id,
        "user_id": membership.user_id,
        "holder": holder_name(membership),
        "agency": "",
        "told_at": entry.created_at,
        "safety": None,
        "signed_by": entry.decided_by_name,
        "touched": [str(entry.decided_by_id)] if entry.decided_by_id else [],
        "subjects": [("sanction", entry.id), (entry.source_type, entry.source_id)],
        "record": {
            "about": {
                "number": membership.number,
                "infraction": INFRACTIONS[entry.infraction].label.as_dict(),
                "points": entry.points,
                "step": entry.step,
                "decided_by": entry.decided_by_name,
            },
            "reason": entry.reason,
            "evidence": [{"kind": entry.source_type, "reference": str(entry.source_id)}],
            "rule_versions": {"matrix": entry.matrix_version},
        },
    }


def invoice_record(*, actor: Actor, invoice_id: UUID) -> dict[str, Any]:
    """Give one invoice as an appeal of a fee attaches it. Raises NotFound."""
    invoice = invoice_get(actor=actor, invoice_id=invoice_id)
    fee, waiver = invoice.fee, invoice.waiver
    roots = [("fee", fee.id)] if fee else []
    roots += [("fee_waiver", waiver.id)] if waiver else []
    programme = PROGRAMMES[invoice.programme].name
    return {
        "kind": "fee",
        "organisation_id": invoice.organisation_id,
        "user_id": invoice.user_id,
        "holder": holder_name(invoice),
        "agency": "",
        "told_at": invoice.issued_at,
        "safety": None,
        "signed_by": "",
        "touched": [str(each.author_id) for each in (fee, waiver) if each],
        "subjects": [("invoice", invoice.id), *roots],
        "record": {
            "about": {"number": invoice.number, "due": str(invoice.due), "currency": invoice.currency},
            "reason": {
                "code": "FEE",
                "text": Text(
                    f"{invoice.due} {invoice.currency} charged for {programme.en}.",
                    f"{invoice.due} {invoice.currency} exigés pour {programme.fr}.",
                ).as_dict(),
                "evidence": f"invoice:{invoice.number}",
                "fix": FEE_FIX.as_dict(),
                "appeal": HOW_TO_APPEAL.as_dict(),
            },
            "evidence": [{"kind": "invoice", "reference": invoice.number}],
            "rule_versions": {each.letter: each.label for each in (fee, waiver) if each},
        },
    }


FEE_FIX = Text(
    "See whether a published waiver covers you; the invoice names the provisions it rests on.",
    "Vérifiez si une exonération publiée vous vise; la facture nomme les dispositions sur lesquelles elle repose.",
)
