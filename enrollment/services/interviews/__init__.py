"""Writes of centres, appointments, waiting lists and results."""

from enrollment.services.interviews.booking import (
    interview_book,
    interview_call_off,
    interview_cancel,
    interview_miss,
    interview_move,
    interviews_end,
)
from enrollment.services.interviews.centres import (
    CentreDetails,
    centre_closure_add,
    centre_closure_lift,
    centre_desks_set,
    centre_hours_set,
    centre_register,
)
from enrollment.services.interviews.offers import offer_lapse, offers_for_centre, slot_freed
from enrollment.services.interviews.results import interview_record
from enrollment.services.interviews.telling import interview_remind
from enrollment.services.interviews.waitlist import WishTerms, offer_accept, offer_decline, wish_make, wish_withdraw

__all__ = [
    "CentreDetails",
    "WishTerms",
    "centre_closure_add",
    "centre_closure_lift",
    "centre_desks_set",
    "centre_hours_set",
    "centre_register",
    "interview_book",
    "interview_call_off",
    "interview_cancel",
    "interview_miss",
    "interview_move",
    "interview_record",
    "interview_remind",
    "interviews_end",
    "offer_accept",
    "offer_decline",
    "offer_lapse",
    "offers_for_centre",
    "slot_freed",
    "wish_make",
    "wish_withdraw",
]
