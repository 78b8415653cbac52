"""Writes of membership for this app and those above."""

from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
)
from enrollment.services.criteria import (
    criteria_found,
    criteria_propose,
    criteria_sign,
    criteria_simulate,
    criteria_turn,
    criteria_withdraw,
)
from enrollment.services.decisions import decision_stay, decision_stay_end, decision_take_effect
from enrollment.services.fees import provision_propose, provision_sign, provision_withdraw
from enrollment.services.graduations import graduation_decide, graduations_turn
from enrollment.services.paying import payment_open, payment_refund, payment_start
from enrollment.services.payment_events import payment_check, payment_event_receive
from enrollment.services.recognitions import (
    recognition_end,
    recognition_propose,
    recognition_sign,
    recognition_withdraw,
)
from enrollment.services.reviews import application_remit, review_decide
from enrollment.services.rulings import Restored, membership_reinstate
from enrollment.services.sanctions import SanctionResult, corrective_plan_close, sanction_apply
from enrollment.services.schemes import (
    scheme_claim,
    scheme_confirm,
    scheme_end,
    scheme_refuse,
    scheme_withdraw,
)
from enrollment.services.standing import (
    membership_demote,
    membership_graduate,
    membership_withdraw,
    movement_found,
    movement_record,
)
from enrollment.services.tallies import months_keep

__all__ = [
    "Restored",
    "SanctionResult",
    "application_remit",
    "application_save",
    "application_start",
    "application_submit",
    "application_withdraw",
    "corrective_plan_close",
    "criteria_found",
    "criteria_propose",
    "criteria_sign",
    "criteria_simulate",
    "criteria_turn",
    "criteria_withdraw",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "graduation_decide",
    "graduations_turn",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_withdraw",
    "months_keep",
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
    "recognition_end",
    "recognition_propose",
    "recognition_sign",
    "recognition_withdraw",
    "review_decide",
    "sanction_apply",
    "scheme_claim",
    "scheme_confirm",
    "scheme_end",
    "scheme_refuse",
    "scheme_withdraw",
]
