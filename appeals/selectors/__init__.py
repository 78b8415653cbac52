"""Reading complaints and appeals; who sees which is decided here."""

from appeals.selectors.bundles import Bundle, bundle_for, digests
from appeals.selectors.cases import (
    barred_from,
    case_get,
    case_list_for_actor,
    case_panel,
    case_tally,
    cases_to_rule,
    dissents_of,
    exceptions_to_review,
    member_seats,
    panel_proposal,
    recusals_of,
    seats_standing,
)
from appeals.selectors.changes import change_get, change_list
from appeals.selectors.complaints import complaint_get, complaint_list, complaints_published
from appeals.selectors.docket import (
    docket_of,
    entries_to_chase,
    representatives_of,
    response_given,
    side_of,
)
from appeals.selectors.publications import (
    decision_published,
    decisions_published,
    publication_of,
    published_facts,
)

__all__ = [
    "Bundle",
    "barred_from",
    "bundle_for",
    "case_get",
    "case_list_for_actor",
    "case_panel",
    "case_tally",
    "cases_to_rule",
    "change_get",
    "change_list",
    "complaint_get",
    "complaint_list",
    "complaints_published",
    "decision_published",
    "decisions_published",
    "digests",
    "dissents_of",
    "docket_of",
    "entries_to_chase",
    "exceptions_to_review",
    "member_seats",
    "panel_proposal",
    "publication_of",
    "published_facts",
    "recusals_of",
    "representatives_of",
    "response_given",
    "seats_standing",
    "side_of",
]
