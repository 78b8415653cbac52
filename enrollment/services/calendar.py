"""What the calendar does for memberships: end, remind, wake. Safe to repeat; nobody waits for it."""

from __future__ import annotations

from enrollment.services.cards import cards_expire
from enrollment.services.matrix import matrix_turn
from enrollment.services.renewals import memberships_expire, memberships_remind, renewals_unpaid_drop
from enrollment.services.resting import rests_end
from enrollment.services.travel_documents import travel_documents_nudge


def memberships_turn() -> int:
    """Do what is due today; gives the number of records touched."""
    return (
        matrix_turn()
        + renewals_unpaid_drop()
        + memberships_expire()
        + cards_expire()
        + rests_end()
        + memberships_remind()
        + travel_documents_nudge()
    )
