"""Reads of centres, appointments and waiting lists."""

from enrollment.selectors.interviews.bookings import (
    day_list,
    interview_facts,
    interview_get,
    interviews_of,
    offer_get,
    offers_open,
    wish_get,
    wishes_of,
)
from enrollment.selectors.interviews.centres import (
    CentreSlots,
    centre_facts,
    centre_get,
    centres_open,
    free_slots,
    taken_at,
)

__all__ = [
    "CentreSlots",
    "centre_facts",
    "centre_get",
    "centres_open",
    "day_list",
    "free_slots",
    "interview_facts",
    "interview_get",
    "interviews_of",
    "offer_get",
    "offers_open",
    "taken_at",
    "wish_get",
    "wishes_of",
]
