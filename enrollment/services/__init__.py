"""Writes of membership for this app and those above."""

from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
)
from enrollment.services.decisions import decision_stay, decision_stay_end, decision_take_effect
from enrollment.services.fees import provision_propose, provision_sign, provision_withdraw
from enrollment.services.paying import payment_open, payment_refund, payment_start
from enrollment.services.payment_events import payment_check, payment_event_receive
from enrollment.services.reviews import application_remit, review_decide
from enrollment.services.rulings import Restored, membership_reinstate
from enrollment.services.sanctions import SanctionResult, corrective_plan_close, sanction_apply
from enrollment.services.standing import (
    membership_demote,
    membership_graduate,
    membership_withdraw,
    movement_found,
    movement_record,
)

__all__ = [
    "Restored",
    "SanctionResult",
    "application_remit",
    "application_save",
    "application_start",
    "application_submit",
    "application_withdraw",
    "corrective_plan_close",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_withdraw",
    "movement_found",
    "movement_record",
    "payment_check",
    "payment_event_receive",
    "payment_open",
    "payment_refund",
    "payment_start",
    "provision_propose",
    "provision_sign",
    "provision_withdraw",
    "review_decide",
    "sanction_apply",
]
