"""Writes of membership for this app and those above."""

from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
    consent_withdraw,
)
from enrollment.services.decisions import decision_stay, decision_stay_end, decision_take_effect
from enrollment.services.documents import (
    KEEPERS,
    Received,
    document_attach,
    document_detach,
    document_open,
    document_receive,
    document_remove,
)
from enrollment.services.reviews import application_remit, review_decide
from enrollment.services.rulings import Restored, membership_reinstate
from enrollment.services.sanctions import SanctionResult, corrective_plan_close, sanction_apply
from enrollment.services.scanning import document_scan
from enrollment.services.standing import (
    membership_demote,
    membership_graduate,
    membership_withdraw,
    movement_found,
    movement_record,
)

__all__ = [
    "KEEPERS",
    "Received",
    "Restored",
    "SanctionResult",
    "application_remit",
    "application_save",
    "application_start",
    "application_submit",
    "application_withdraw",
    "consent_withdraw",
    "corrective_plan_close",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "document_attach",
    "document_detach",
    "document_open",
    "document_receive",
    "document_remove",
    "document_scan",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_withdraw",
    "movement_found",
    "movement_record",
    "review_decide",
    "sanction_apply",
]
