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
from enrollment.selectors.exits import exit_counts
from enrollment.selectors.fees import fees_in_force, fees_published, provisions_all, waivers_published
from enrollment.selectors.invoices import invoice_get, invoice_list
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
from enrollment.selectors.status import invoice_of, review_pace, status_facts

__all__ = [
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
    "exit_counts",
    "fees_in_force",
    "fees_published",
    "holder_name",
    "invoice_get",
    "invoice_list",
    "invoice_of",
    "links_for",
    "member_facts",
    "membership_find",
    "membership_get",
    "membership_list_for_actor",
    "membership_of_card",
    "membership_of_organisation",
    "provisions_all",
    "review_pace",
    "sanction_list",
    "sanctions_counting",
    "status_facts",
    "tags_of_cards",
    "waivers_published",
]
