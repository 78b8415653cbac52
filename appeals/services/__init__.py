"""What can be done before the joint commission."""

from appeals.services.camera import camera_open
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
from appeals.services.leave import leave_decide
from appeals.services.panels import panel_assign, panel_fill, recusal_enter
from appeals.services.publications import Redaction, decision_publish, decision_redact, decision_send_back
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
    "entry_file",
    "gist_propose",
    "gist_settle",
    "hearing_adjourn",
    "hearing_ask",
    "hearing_cancel",
    "hearing_hold",
    "hearing_minutes",
    "hearing_set",
    "leave_decide",
    "panel_assign",
    "panel_fill",
    "public_versions_chase",
    "recusal_enter",
    "representative_end",
    "representative_name",
    "ruling_issue",
    "stay_except",
    "stay_review",
    "vote_cast",
]
