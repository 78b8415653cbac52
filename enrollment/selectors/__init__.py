"""Reads of membership for this app and those above. Functions with an actor scope the rows by it."""

from enrollment.selectors.applications import (
    application_get,
    application_list_for_member,
    application_list_for_officer,
)
from enrollment.selectors.cards import Uptake, membership_find, records_of_token, travel_document_list, uptake
from enrollment.selectors.decisions import (
    decision_get,
    decision_list_for_actor,
    decision_list_for_application,
    decision_list_for_membership,
    decision_record,
    holder_name,
)
from enrollment.selectors.links import links_for
from enrollment.selectors.matrix import matrix_in_force, matrix_named
from enrollment.selectors.memberships import (
    card_valid_to,
    criteria_progress,
    member_facts,
    membership_get,
    membership_list_for_actor,
    membership_of_card,
    membership_of_organisation,
    sanction_list,
    sanctions_counting,
    tags_of_cards,
)
from enrollment.selectors.reports import audit_notice_covering, life_of, membership_desk

__all__ = [
    "Uptake",
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "audit_notice_covering",
    "card_valid_to",
    "criteria_progress",
    "decision_get",
    "decision_list_for_actor",
    "decision_list_for_application",
    "decision_list_for_membership",
    "decision_record",
    "holder_name",
    "life_of",
    "links_for",
    "matrix_in_force",
    "matrix_named",
    "member_facts",
    "membership_desk",
    "membership_find",
    "membership_get",
    "membership_list_for_actor",
    "membership_of_card",
    "membership_of_organisation",
    "records_of_token",
    "sanction_list",
    "sanctions_counting",
    "tags_of_cards",
    "travel_document_list",
    "uptake",
]
