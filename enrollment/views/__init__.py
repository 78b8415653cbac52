"""Pages of membership."""

from enrollment.views.applications import (
    application,
    application_section,
    application_start,
    application_submit,
    application_withdraw,
    mine,
)
from enrollment.views.desk import desk, desk_give, desk_note, desk_return, desk_take, load, queue
from enrollment.views.looking import lookup, purpose_first
from enrollment.views.lookups import looked, looked_csv, lookup_review, lookup_sample
from enrollment.views.memberships import (
    decision,
    find,
    membership,
    membership_demote,
    membership_graduate,
    membership_leave,
)
from enrollment.views.programmes import matrix, programme, programmes
from enrollment.views.reviews import review

__all__ = [
    "application",
    "application_section",
    "application_start",
    "application_submit",
    "application_withdraw",
    "decision",
    "desk",
    "desk_give",
    "desk_note",
    "desk_return",
    "desk_take",
    "find",
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
    "programme",
    "programmes",
    "purpose_first",
    "queue",
    "review",
]
