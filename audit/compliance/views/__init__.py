"""Pages of the post-movement audit."""

from audit.compliance.views.cases import act, case, case_list, team
from audit.compliance.views.draws import draws, draws_json, draws_month, draws_verifier
from audit.compliance.views.reports import answer, answer_document, report

__all__ = [
    "act",
    "answer",
    "answer_document",
    "case",
    "case_list",
    "draws",
    "draws_json",
    "draws_month",
    "draws_verifier",
    "report",
    "team",
]
