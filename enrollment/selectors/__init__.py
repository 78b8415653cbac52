"""Reads of membership for this app and those above. Functions with an actor scope the rows by it."""

from enrollment.selectors.agreements import (
    mutual_get,
    mutual_in_force,
    mutual_list,
    standard_get,
    standard_in_force,
    standard_list,
)
from enrollment.selectors.appealing import invoice_record, penalty_list, sanction_record
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
from enrollment.selectors.desk import (
    assignment_open,
    desk_load,
    desk_of,
    desk_officers,
    desk_queue,
    handover_list,
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
from enrollment.selectors.eligibility import (
    nexus_places,
    own_card,
    own_eligibility,
    traveller_eligible,
)
from enrollment.selectors.exits import exit_counts
from enrollment.selectors.facts import member_standing, outlooks
from enrollment.selectors.fees import (
    fees_in_force,
    fees_published,
    provisions_all,
    waivers_published,
)
from enrollment.selectors.graduations import (
    graduation_get,
    graduation_list_for_officer,
    graduation_of_membership,
    green_fast_places,
)
from enrollment.selectors.interviews import interview_facts
from enrollment.selectors.invoices import (
    invoice_get,
    invoice_list,
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
from enrollment.selectors.status import (
    invoice_of,
    review_pace,
    status_facts,
)
from enrollment.selectors.vetting import (
    identity_of,
    near_match_get,
    recheck_list_for_officer,
    worksheet_get,
    worksheets_of_application,
    worksheets_of_recheck,
)
from enrollment.selectors.visits import (
    VisitFacts,
    visit_facts,
    visit_get,
    visit_list,
)

__all__ = [
    "Uptake",
    "VisitFacts",
    "answered_by_files",
    "application_get",
    "application_list_for_member",
    "application_list_for_officer",
    "assignment_open",
    "audit_notice_covering",
    "card_valid_to",
    "cards_of",
    "consent_holds",
    "consent_latest",
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
    "desk_load",
    "desk_of",
    "desk_officers",
    "desk_queue",
    "document_get",
    "document_list_for_holder",
    "document_uses",
    "document_versions",
    "documents_by_question",
    "documents_to_choose",
    "exit_counts",
    "fees_in_force",
    "fees_published",
    "graduation_get",
    "graduation_list_for_officer",
    "graduation_of_membership",
    "green_fast_places",
    "handover_list",
    "holder_name",
    "identity_of",
    "interview_facts",
    "invoice_get",
    "invoice_list",
    "invoice_of",
    "invoice_record",
    "life_of",
    "links_for",
    "looked_at",
    "looked_list",
    "looked_withheld",
    "lookup_review_get",
    "lookup_sample_list",
    "matrix_in_force",
    "matrix_named",
    "member_facts",
    "member_standing",
    "membership_desk",
    "membership_find",
    "membership_get",
    "membership_list_for_actor",
    "membership_of_card",
    "membership_of_organisation",
    "mutual_get",
    "mutual_in_force",
    "mutual_list",
    "near_match_get",
    "nexus_places",
    "outlooks",
    "own_card",
    "own_eligibility",
    "penalty_list",
    "provisions_all",
    "recheck_list_for_officer",
    "recognised_for",
    "recognition_get",
    "recognition_list",
    "recognitions_published",
    "records_of_token",
    "review_pace",
    "sanction_record",
    "sanctions_counting",
    "scheme_get",
    "scheme_list_for_member",
    "scheme_list_for_officer",
    "standard_get",
    "standard_in_force",
    "standard_list",
    "status_facts",
    "tags_of_cards",
    "travel_document_list",
    "traveller_eligible",
    "uptake",
    "visit_facts",
    "visit_get",
    "visit_list",
    "waivers_published",
    "worksheet_get",
    "worksheets_of_application",
    "worksheets_of_recheck",
]
