"""Pages of the joint commission."""

from appeals.views.acts import (
    file,
    fill,
    leave,
    panel,
    publish,
    recuse,
    redact,
    represent,
    represent_end,
    rule,
    safety_except,
    safety_review,
    vote,
    withdraw,
)
from appeals.views.camera import camera, paper
from appeals.views.changes import change, change_list
from appeals.views.complaints import complaint, complaint_list, complaint_new
from appeals.views.decisions import decision, decision_list, decisions_csv
from appeals.views.deliberation import deliberation, panel_note
from appeals.views.docket_files import docket_file
from appeals.views.explore import explore
from appeals.views.filing import case_new
from appeals.views.gists import gist_propose, gist_settle
from appeals.views.hearings import (
    hearing_adjourn,
    hearing_ask,
    hearing_cancel,
    hearing_hold,
    hearing_ics,
    hearing_minutes,
    hearing_set,
)
from appeals.views.joinders import joinder_decide, joinder_object, joinder_propose, joinder_sever
from appeals.views.open_hearings import open_hearing_ics
from appeals.views.published import complaints_csv, complaints_published
from appeals.views.reading import case, case_list
from appeals.views.register import recommendation_csv, recommendation_list
from appeals.views.responses import response, response_list
from appeals.views.review_acts import recommendation_remove, review_comment_decide, review_docket
from appeals.views.reviews import review_desk, review_open
from appeals.views.reviews_public import (
    hearing_list,
    programme_review,
    programme_review_comment,
    programme_review_list,
    review_hearing_ics,
)
from appeals.views.timeliness import timeliness, timeliness_csv

__all__ = [
    "camera",
    "case",
    "case_list",
    "case_new",
    "change",
    "change_list",
    "complaint",
    "complaint_list",
    "complaint_new",
    "complaints_csv",
    "complaints_published",
    "decision",
    "decision_list",
    "decisions_csv",
    "deliberation",
    "docket_file",
    "explore",
    "file",
    "fill",
    "gist_propose",
    "gist_settle",
    "hearing_adjourn",
    "hearing_ask",
    "hearing_cancel",
    "hearing_hold",
    "hearing_ics",
    "hearing_list",
    "hearing_minutes",
    "hearing_set",
    "joinder_decide",
    "joinder_object",
    "joinder_propose",
    "joinder_sever",
    "leave",
    "open_hearing_ics",
    "panel",
    "panel_note",
    "paper",
    "programme_review",
    "programme_review_comment",
    "programme_review_list",
    "publish",
    "recommendation_csv",
    "recommendation_list",
    "recommendation_remove",
    "recuse",
    "redact",
    "represent",
    "represent_end",
    "response",
    "response_list",
    "review_comment_decide",
    "review_desk",
    "review_docket",
    "review_hearing_ics",
    "review_open",
    "rule",
    "safety_except",
    "safety_review",
    "timeliness",
    "timeliness_csv",
    "vote",
    "withdraw",
]
