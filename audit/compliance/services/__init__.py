"""What auditors do after a movement, and the door by which movements come in."""

from audit.compliance.services.cases import audit_open_for_selection, audit_open_for_trip
from audit.compliance.services.findings import finding_set_aside
from audit.compliance.services.months import audit_month_draw, audit_month_ensure, audit_months_keep
from audit.compliance.services.reports import report_answer, report_revise, report_save, report_send, silence_note
from audit.compliance.services.signing import audit_close_clean, report_sign
from audit.compliance.services.team import team_give, team_join

__all__ = [
    "audit_close_clean",
    "audit_month_draw",
    "audit_month_ensure",
    "audit_months_keep",
    "audit_open_for_selection",
    "audit_open_for_trip",
    "finding_set_aside",
    "report_answer",
    "report_revise",
    "report_save",
    "report_send",
    "report_sign",
    "silence_note",
    "team_give",
    "team_join",
]
