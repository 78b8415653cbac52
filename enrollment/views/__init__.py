"""Pages of membership."""

from enrollment.views.agreements import (
    agreement_act,
    agreement_new,
    agreements,
)
from enrollment.views.applications import (
    application,
    application_start,
    application_submit,
    application_withdraw,
    consent_withdraw,
    mine,
)
from enrollment.views.desk import (
    desk,
    desk_give,
    desk_note,
    desk_return,
    desk_take,
    load,
    queue,
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
from enrollment.views.elsewhere import (
    elsewhere,
    elsewhere_decide,
    elsewhere_desk,
    elsewhere_withdraw,
    where,
)
from enrollment.views.exits import (
    exits,
    exits_csv,
    exits_exact,
    exits_exact_csv,
)
from enrollment.views.fees import (
    fee_act,
    fee_desk,
    fee_new,
    fees,
    fees_mine,
)
from enrollment.views.graduations import (
    graduation,
    graduations,
)
from enrollment.views.looking import (
    lookup,
    purpose_first,
)
from enrollment.views.lookups import (
    looked,
    looked_csv,
    lookup_review,
    lookup_sample,
)
from enrollment.views.memberships import (
    decision,
    find,
    membership,
    membership_demote,
    membership_graduate,
    membership_leave,
)
from enrollment.views.payments import (
    invoice,
    invoice_check,
    invoice_pay,
    payment_told,
)
from enrollment.views.policies import (
    criteria_act,
    criteria_new,
    criteria_version,
    policies,
    recognition,
    recognition_act,
    recognition_new,
)
from enrollment.views.programmes import (
    matrix,
    programme,
    programmes,
)
from enrollment.views.rechecks import (
    recheck,
    rechecks,
)
from enrollment.views.reviews import review
from enrollment.views.sections import (
    application_autosave,
    application_section,
)
from enrollment.views.vetting import (
    near_match,
    standard,
)
from enrollment.views.worksheets import worksheet_act

__all__ = [
    "agreement_act",
    "agreement_new",
    "agreements",
    "answer_documents",
    "application",
    "application_autosave",
    "application_section",
    "application_start",
    "application_submit",
    "application_withdraw",
    "consent_withdraw",
    "criteria_act",
    "criteria_new",
    "criteria_version",
    "decision",
    "desk",
    "desk_give",
    "desk_note",
    "desk_return",
    "desk_take",
    "document",
    "document_file",
    "document_remove",
    "document_replace",
    "documents",
    "elsewhere",
    "elsewhere_decide",
    "elsewhere_desk",
    "elsewhere_withdraw",
    "exits",
    "exits_csv",
    "exits_exact",
    "exits_exact_csv",
    "fee_act",
    "fee_desk",
    "fee_new",
    "fees",
    "fees_mine",
    "find",
    "graduation",
    "graduations",
    "invoice",
    "invoice_check",
    "invoice_pay",
    "load",
    "looked",
    "looked_csv",
    "lookup",
    "lookup_review",
    "lookup_sample",
    "matrix",
    "membership",
    "membership_demote",
    "membership_graduate",
    "membership_leave",
    "mine",
    "near_match",
    "payment_told",
    "policies",
    "programme",
    "programmes",
    "purpose_first",
    "purpose_notice",
    "queue",
    "recheck",
    "rechecks",
    "recognition",
    "recognition_act",
    "recognition_new",
    "review",
    "standard",
    "where",
    "worksheet_act",
]
