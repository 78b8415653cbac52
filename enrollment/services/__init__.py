"""Writes of membership for this app and those above."""

from enrollment.services.agreements import (
    agreement_end,
    agreement_sign,
    agreement_withdraw,
    mutual_propose,
    standard_propose,
)
from enrollment.services.applications import (
    application_save,
    application_start,
    application_submit,
    application_withdraw,
    consent_withdraw,
)
from enrollment.services.calendar import memberships_turn
from enrollment.services.cards import (
    card_activate,
    card_stop,
    card_take_back,
)
from enrollment.services.changes import (
    change_acknowledge,
    change_report,
)
from enrollment.services.consultation_comments import (
    consultation_comment_refuse,
    consultation_comment_release,
)
from enrollment.services.consultations import (
    consultation_answer,
    consultation_comment,
    consultation_gate,
    consultation_lapse,
    consultation_open,
)
from enrollment.services.consulting import change_consult, consultable
from enrollment.services.criteria import (
    criteria_found,
    criteria_propose,
    criteria_sign,
    criteria_simulate,
    criteria_turn,
    criteria_withdraw,
)
from enrollment.services.decisions import (
    decision_stay,
    decision_stay_end,
    decision_take_effect,
)
from enrollment.services.denials import (
    denial_confirm,
    denial_propose,
    denial_refuse,
)
from enrollment.services.desk import (
    assignment_give,
    assignment_return,
    assignment_take,
    handover_add,
)
from enrollment.services.disclosures import (
    audit_notice_end,
    audit_notice_record,
    disclosure_accept,
    disclosure_close,
    disclosure_file,
    disclosure_withdraw,
)
from enrollment.services.documents import (
    KEEPERS,
    Received,
    document_attach,
    document_detach,
    document_hold_register,
    document_open,
    document_open_shown,
    document_receive,
    document_remove,
)
from enrollment.services.evidence import (
    by_id_or_number,
    evidence_kind_register,
)
from enrollment.services.exceptions import decision_except, decision_restay
from enrollment.services.fees import (
    provision_propose,
    provision_sign,
    provision_withdraw,
)
from enrollment.services.graduations import (
    graduation_decide,
    graduation_open,
    graduations_turn,
)
from enrollment.services.lookups import (
    lookup_admit,
    lookup_make,
    lookup_review,
    lookup_weeks_keep,
)
from enrollment.services.matrix import (
    matrix_enforce,
    matrix_propose,
    matrix_sign,
    matrix_turn,
    matrix_withdraw,
)
from enrollment.services.mending import (
    answer_accept,
    answer_file,
    answer_refuse,
    membership_suspend,
)
from enrollment.services.near_matches import (
    near_match_confirm,
    near_match_refute,
    not_the_same_add,
)
from enrollment.services.odd_payments import refund_grant, refund_repeat
from enrollment.services.overrides import (
    override_propose,
    override_refuse,
    override_sign,
)
from enrollment.services.paying import (
    payment_open,
    payment_refund,
    payment_start,
)
from enrollment.services.payment_events import (
    payment_check,
    payment_event_receive,
)
from enrollment.services.plans import (
    corrective_plan_close,
    plan_accept,
    plan_propose,
    plan_send_back,
    plan_step_done,
)
from enrollment.services.rechecks import (
    recheck_complete,
    recheck_confirm,
    recheck_propose,
    recheck_refuse,
    rechecks_open,
)
from enrollment.services.recognitions import (
    recognition_end,
    recognition_propose,
    recognition_sign,
    recognition_withdraw,
)
from enrollment.services.remedies import applicant_not_the_same, invoice_refund, sanction_expunge
from enrollment.services.renewals import renewal_start
from enrollment.services.resting import (
    membership_rest,
    membership_resume,
)
from enrollment.services.reviews import (
    application_remit,
    review_decide,
)
from enrollment.services.rulings import (
    Restored,
    membership_reinstate,
)
from enrollment.services.sanctions import (
    SanctionResult,
    sanction_apply,
)
from enrollment.services.scanning import document_scan
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
from enrollment.services.travel_documents import (
    travel_document_check,
    travel_document_enter,
    travel_document_refuse,
    travel_document_remove,
)
from enrollment.services.worksheets import (
    check_resolve,
    checks_record,
    resolution_agree,
    resolution_refuse,
)

__all__ = [
    "KEEPERS",
    "Received",
    "Restored",
    "SanctionResult",
    "agreement_end",
    "agreement_sign",
    "agreement_withdraw",
    "answer_accept",
    "answer_file",
    "answer_refuse",
    "applicant_not_the_same",
    "application_remit",
    "application_save",
    "application_start",
    "application_submit",
    "application_withdraw",
    "assignment_give",
    "assignment_return",
    "assignment_take",
    "audit_notice_end",
    "audit_notice_record",
    "by_id_or_number",
    "card_activate",
    "card_stop",
    "card_take_back",
    "change_acknowledge",
    "change_consult",
    "change_report",
    "check_resolve",
    "checks_record",
    "consent_withdraw",
    "consultable",
    "consultation_answer",
    "consultation_comment",
    "consultation_comment_refuse",
    "consultation_comment_release",
    "consultation_gate",
    "consultation_lapse",
    "consultation_open",
    "corrective_plan_close",
    "criteria_found",
    "criteria_propose",
    "criteria_sign",
    "criteria_simulate",
    "criteria_turn",
    "criteria_withdraw",
    "decision_except",
    "decision_restay",
    "decision_stay",
    "decision_stay_end",
    "decision_take_effect",
    "denial_confirm",
    "denial_propose",
    "denial_refuse",
    "disclosure_accept",
    "disclosure_close",
    "disclosure_file",
    "disclosure_withdraw",
    "document_attach",
    "document_detach",
    "document_hold_register",
    "document_open",
    "document_open_shown",
    "document_receive",
    "document_remove",
    "document_scan",
    "evidence_kind_register",
    "graduation_decide",
    "graduation_open",
    "graduations_turn",
    "handover_add",
    "invoice_refund",
    "lookup_admit",
    "lookup_make",
    "lookup_review",
    "lookup_weeks_keep",
    "matrix_enforce",
    "matrix_propose",
    "matrix_sign",
    "matrix_turn",
    "matrix_withdraw",
    "membership_demote",
    "membership_graduate",
    "membership_reinstate",
    "membership_rest",
    "membership_resume",
    "membership_suspend",
    "membership_withdraw",
    "memberships_turn",
    "months_keep",
    "movement_found",
    "movement_record",
    "mutual_propose",
    "near_match_confirm",
    "near_match_refute",
    "not_the_same_add",
    "override_propose",
    "override_refuse",
    "override_sign",
    "payment_check",
    "payment_event_receive",
    "payment_open",
    "payment_refund",
    "payment_start",
    "plan_accept",
    "plan_propose",
    "plan_send_back",
    "plan_step_done",
    "provision_propose",
    "provision_sign",
    "provision_withdraw",
    "recheck_complete",
    "recheck_confirm",
    "recheck_propose",
    "recheck_refuse",
    "rechecks_open",
    "recognition_end",
    "recognition_propose",
    "recognition_sign",
    "recognition_withdraw",
    "refund_grant",
    "refund_repeat",
    "renewal_start",
    "resolution_agree",
    "resolution_refuse",
    "review_decide",
    "sanction_apply",
    "sanction_expunge",
    "scheme_claim",
    "scheme_confirm",
    "scheme_end",
    "scheme_refuse",
    "scheme_withdraw",
    "standard_propose",
    "travel_document_check",
    "travel_document_enter",
    "travel_document_refuse",
    "travel_document_remove",
]
