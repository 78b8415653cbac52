"""Pages of membership."""

from enrollment.views.applications import (
    application,
    application_section,
    application_start,
    application_submit,
    application_withdraw,
    mine,
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
from enrollment.views.vetting import near_match, standard
from enrollment.views.worksheets import worksheet_act

__all__ = [
    "application",
    "application_section",
    "application_start",
    "application_submit",
    "application_withdraw",
    "decision",
    "find",
    "matrix",
    "membership",
    "membership_demote",
    "membership_graduate",
    "membership_leave",
    "mine",
    "near_match",
    "programme",
    "programmes",
    "review",
    "reviews",
    "standard",
    "worksheet_act",
]
