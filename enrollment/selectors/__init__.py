"""Reads of membership for this app and those above. Functions with an actor scope the rows by it."""

from enrollment.selectors.applications import (
    application_get,
    application_list_for_member,
    application_list_for_officer,
)
from enrollment.selectors.decisions import (
    decision_get,
    decision_list_for_actor,
    decision_list_for_application,
    decision_list_for_membership,
    decision_record,
    holder_name,
)
from enrollment.selectors.desk import (
    assignment_open,
    desk_load,
    desk_of,
    desk_officers,
    desk_queue,
    handover_list,
)
from enrollment.selectors.links import links_for
from enrollment.selectors.lookups import (
    cards_of,
    looked_at,
    looked_list,
    looked_withheld,
    lookup_review_get,
    lookup_sample_list,
)
from enrollment.selectors.memberships import (
    card_valid_to,
    criteria_progress,
    member_facts,
    membership_find,
    membership_get,
    membership_list_for_actor,
    membership_of_card,
    membership_of_organisation,
    sanction_list,
    sanctions_counting,
    tags_of_cards,
)

__all__ = [
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "assignment_open",
    "card_valid_to",
    "cards_of",
    "criteria_progress",
    "decision_get",
    "decision_list_for_actor",
    "decision_list_for_application",
    "decision_list_for_membership",
    "decision_record",
    "desk_load",
    "desk_of",
    "desk_officers",
    "desk_queue",
    "handover_list",
    "holder_name",
    "links_for",
    "looked_at",
    "looked_list",
    "looked_withheld",
    "lookup_review_get",
    "lookup_sample_list",
    "member_facts",
    "membership_find",
    "membership_get",
    "membership_list_for_actor",
    "membership_of_card",
    "membership_of_organisation",
    "sanction_list",
    "sanctions_counting",
    "tags_of_cards",
]
