"""What can be done before the joint commission."""

from appeals.services.camera import camera_open, paper_open
from appeals.services.changes import change_close, change_refuse
from appeals.services.complaints import (
    complaint_accept,
    complaint_answer,
    complaint_escalate,
    complaint_file,
    complaint_send,
    complaint_settle,
    complaint_withdraw,
)
from appeals.services.docket import entry_file, public_versions_chase, representative_end, representative_name
from appeals.services.drafting import draft_save, panel_note_add
from appeals.services.filing import case_file, case_withdraw
from appeals.services.gists import gist_propose, gist_settle
from appeals.services.hearings import (
    hearing_adjourn,
    hearing_ask,
    hearing_cancel,
    hearing_hold,
    hearing_minutes,
    hearing_set,
)
from appeals.services.joinders import joinder_decide, joinder_object, joinder_propose, joinder_sever
from appeals.services.leave import leave_decide
from appeals.services.panels import panel_assign, panel_fill, recusal_enter
from appeals.services.publications import Redaction, decision_publish, decision_redact, decision_send_back
from appeals.services.responses import (
    response_answer,
    response_finish,
)
from appeals.services.review_comments import (
    comment_refuse,
    comment_release,
    comment_take,
)
from appeals.services.review_reports import (
    recommendation_add,
    recommendation_remove,
    report_begin,
    report_confirm,
    report_publish,
    report_send_back,
    report_submit,
    report_write,
)
from appeals.services.review_telling import comment_mail
from appeals.services.reviews import (
    review_comments_close,
    review_comments_open,
    review_evidence_add,
    review_hearing_hold,
    review_hearing_move,
    review_hearing_schedule,
    review_open,
    review_terms_publish,
    review_withdraw,
)
from appeals.services.rulings import ruling_issue
from appeals.services.stays import stay_except, stay_review
from appeals.services.votes import vote_cast

__all__ = [
    "Redaction",
    "camera_open",
    "case_file",
    "case_withdraw",
    "change_close",
    "change_refuse",
    "comment_mail",
    "comment_refuse",
    "comment_release",
    "comment_take",
    "complaint_accept",
    "complaint_answer",
    "complaint_escalate",
    "complaint_file",
    "complaint_send",
    "complaint_settle",
    "complaint_withdraw",
    "decision_publish",
    "decision_redact",
    "decision_send_back",
    "draft_save",
    "entry_file",
    "gist_propose",
    "gist_settle",
    "hearing_adjourn",
    "hearing_ask",
    "hearing_cancel",
    "hearing_hold",
    "hearing_minutes",
    "hearing_set",
    "joinder_decide",
    "joinder_object",
    "joinder_propose",
    "joinder_sever",
    "leave_decide",
    "panel_assign",
    "panel_fill",
    "panel_note_add",
    "paper_open",
    "public_versions_chase",
    "recommendation_add",
    "recommendation_remove",
    "recusal_enter",
    "report_begin",
    "report_confirm",
    "report_publish",
    "report_send_back",
    "report_submit",
    "report_write",
    "representative_end",
    "representative_name",
    "response_answer",
    "response_finish",
    "review_comments_close",
    "review_comments_open",
    "review_evidence_add",
    "review_hearing_hold",
    "review_hearing_move",
    "review_hearing_schedule",
    "review_open",
    "review_terms_publish",
    "review_withdraw",
    "ruling_issue",
    "stay_except",
    "stay_review",
    "vote_cast",
]
