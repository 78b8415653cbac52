"""Writes of membership for this app and those above."""

from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
)
from enrollment.services.decisions import decision_stay, decision_stay_end, decision_take_effect
from enrollment.services.desk import assignment_give, assignment_return, assignment_take, handover_add
from enrollment.services.lookups import lookup_admit, lookup_make, lookup_review, lookup_weeks_keep
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
    "assignment_give",
    "assignment_return",
    "assignment_take",
    "corrective_plan_close",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "handover_add",
    "lookup_admit",
    "lookup_make",
    "lookup_review",
    "lookup_weeks_keep",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_withdraw",
    "movement_found",
    "movement_record",
    "review_decide",
    "sanction_apply",
]
