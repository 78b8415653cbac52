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
    "programme",
    "programmes",
    "review",
    "reviews",
]
