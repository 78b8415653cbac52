"""Pages of membership."""

from enrollment.views.applications import (
    application,
    application_start,
    application_submit,
    application_withdraw,
    consent_withdraw,
    mine,
)
from enrollment.views.documents import (
    answer_documents,
    document,
    document_file,
    document_remove,
    document_replace,
    documents,
    purpose_notice,
)
from enrollment.views.memberships import (
    decision,
    find,
    membership,
    membership_demote,
    membership_graduate,
    membership_leave,
)
from enrollment.views.programmes import matrix, programme, programmes
from enrollment.views.reviews import review, reviews
from enrollment.views.sections import application_autosave, application_section

__all__ = [
    "answer_documents",
    "application",
    "application_autosave",
    "application_section",
    "application_start",
    "application_submit",
    "application_withdraw",
    "consent_withdraw",
    "decision",
    "document",
    "document_file",
    "document_remove",
    "document_replace",
    "documents",
    "find",
    "matrix",
    "membership",
    "membership_demote",
    "membership_graduate",
    "membership_leave",
    "mine",
    "programme",
    "programmes",
    "purpose_notice",
    "review",
    "reviews",
]
