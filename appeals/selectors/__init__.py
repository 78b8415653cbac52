"""Reading appeals; who sees which case is decided here."""

from appeals.selectors.cases import (
    case_get,
    case_list_for_actor,
    case_panel,
    case_tally,
    cases_to_rule,
    member_seats,
    panel_proposal,
)

__all__ = [
    "case_get",
    "case_list_for_actor",
    "case_panel",
    "case_tally",
    "cases_to_rule",
    "member_seats",
    "panel_proposal",
]
