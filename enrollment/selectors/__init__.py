"""Reads of membership for this app and those above. Functions with an actor scope the rows by it."""

from enrollment.selectors.applications import (
    application_get,
    application_list_for_member,
    application_list_for_officer,
)
from enrollment.selectors.cards import (
    Uptake,
    membership_find,
    records_of_token,
    travel_document_list,
    uptake,
)
from enrollment.selectors.criteria import (
    criteria_before,
    criteria_get,
    criteria_in_force,
    criteria_list,
    criteria_published,
)
from enrollment.selectors.decisions import (
    decision_get,
    decision_list_for_actor,
    decision_list_for_application,
    decision_list_for_membership,
    decision_record,
    holder_name,
)
from enrollment.selectors.eligibility import (
    nexus_places,
    own_card,
    traveller_eligible,
)
from enrollment.selectors.facts import (
    outlooks,
)
from enrollment.selectors.graduations import (
    graduation_get,
    graduation_list_for_officer,
    graduation_of_membership,
    green_fast_places,
)
from enrollment.selectors.links import (
    links_for,
)
from enrollment.selectors.matrix import (
    matrix_in_force,
    matrix_named,
)
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
from enrollment.selectors.reports import (
    audit_notice_covering,
    life_of,
    membership_desk,
)
from enrollment.selectors.schemes import (
    recognised_for,
    recognition_get,
    recognition_list,
    recognitions_published,
    scheme_get,
    scheme_list_for_member,
    scheme_list_for_officer,
)

__all__ = [
    "Uptake",
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "audit_notice_covering",
    "card_valid_to",
    "criteria_before",
    "criteria_get",
    "criteria_in_force",
    "criteria_list",
    "criteria_progress",
    "criteria_published",
    "decision_get",
    "decision_list_for_actor",
    "decision_list_for_application",
    "decision_list_for_membership",
    "decision_record",
    "graduation_get",
    "graduation_list_for_officer",
    "graduation_of_membership",
    "green_fast_places",
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
    "nexus_places",
    "outlooks",
    "own_card",
    "recognised_for",
    "recognition_get",
    "recognition_list",
    "recognitions_published",
    "records_of_token",
    "sanction_list",
    "sanctions_counting",
    "scheme_get",
    "scheme_list_for_member",
    "scheme_list_for_officer",
    "tags_of_cards",
    "travel_document_list",
    "traveller_eligible",
    "uptake",
]
