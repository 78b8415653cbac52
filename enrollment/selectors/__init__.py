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
from enrollment.selectors.interviews import interview_facts
from enrollment.selectors.links import links_for
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
from enrollment.selectors.visits import VisitFacts, visit_facts, visit_get, visit_list

__all__ = [
    "VisitFacts",
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "card_valid_to",
    "criteria_progress",
    "decision_get",
    "decision_list_for_actor",
    "decision_list_for_application",
    "decision_list_for_membership",
    "decision_record",
    "holder_name",
    "interview_facts",
    "links_for",
    "member_facts",
    "membership_find",
    "membership_get",
    "membership_list_for_actor",
    "membership_of_card",
    "membership_of_organisation",
    "sanction_list",
    "sanctions_counting",
    "tags_of_cards",
    "visit_facts",
    "visit_get",
    "visit_list",
]
