"""Writes of membership for this app and those above."""

from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
)
from enrollment.services.decisions import decision_stay, decision_stay_end, decision_take_effect
from enrollment.services.denials import denial_confirm, denial_propose, denial_refuse
from enrollment.services.evidence import by_id_or_number, evidence_kind_register
from enrollment.services.near_matches import near_match_confirm, near_match_refute, not_the_same_add
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
from enrollment.services.worksheets import check_resolve, checks_record, resolution_agree, resolution_refuse

__all__ = [
    "Restored",
    "SanctionResult",
    "application_remit",
    "application_save",
    "application_start",
    "application_submit",
    "application_withdraw",
    "by_id_or_number",
    "check_resolve",
    "checks_record",
    "corrective_plan_close",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "denial_confirm",
    "denial_propose",
    "denial_refuse",
    "evidence_kind_register",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_withdraw",
    "movement_found",
    "movement_record",
    "near_match_confirm",
    "near_match_refute",
    "not_the_same_add",
    "resolution_agree",
    "resolution_refuse",
    "review_decide",
    "sanction_apply",
]
