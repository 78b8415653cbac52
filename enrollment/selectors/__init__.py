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
from enrollment.selectors.documents import (
    answered_by_files,
    consent_holds,
    consent_latest,
    document_get,
    document_list_for_holder,
    document_uses,
    document_versions,
    documents_by_question,
    documents_to_choose,
)
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

__all__ = [
    "answered_by_files",
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "card_valid_to",
    "consent_holds",
    "consent_latest",
    "criteria_progress",
    "decision_get",
    "decision_list_for_actor",
    "decision_list_for_application",
    "decision_list_for_membership",
    "decision_record",
    "document_get",
    "document_list_for_holder",
    "document_uses",
    "document_versions",
    "documents_by_question",
    "documents_to_choose",
    "holder_name",
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
]
