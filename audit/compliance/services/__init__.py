"""What auditors do after a movement and at a facility, and the door by which movements come in."""

from audit.compliance.services.cases import audit_open_for_selection, audit_open_for_trip, audit_open_for_visit
from audit.compliance.services.facility_draws import facilities_draw, facilities_keep
from audit.compliance.services.findings import finding_set_aside
from audit.compliance.services.months import audit_month_draw, audit_month_ensure, audit_months_keep
from audit.compliance.services.reports import report_answer, report_revise, report_save, report_send, silence_note
from audit.compliance.services.signing import audit_close_clean, report_sign
from audit.compliance.services.team import team_give, team_join
from audit.compliance.services.visit_checklist import Sent, mark_receive, photo_looked_at, photo_receive
from audit.compliance.services.visit_reports import visit_answer, visit_finish, visit_reopen, visit_sign, visit_silence
from audit.compliance.services.visit_righting import visit_put_right
from audit.compliance.services.visit_teams import visit_begin, visit_end, visit_give, visit_join, visit_plan

__all__ = [
    "Sent",
    "audit_close_clean",
    "audit_month_draw",
    "audit_month_ensure",
    "audit_months_keep",
    "audit_open_for_selection",
    "audit_open_for_trip",
    "audit_open_for_visit",
    "facilities_draw",
    "facilities_keep",
    "finding_set_aside",
    "mark_receive",
    "photo_looked_at",
    "photo_receive",
    "report_answer",
    "report_revise",
    "report_save",
    "report_send",
    "report_sign",
    "silence_note",
    "team_give",
    "team_join",
    "visit_answer",
    "visit_begin",
    "visit_end",
    "visit_finish",
    "visit_give",
    "visit_join",
    "visit_plan",
    "visit_put_right",
    "visit_reopen",
    "visit_sign",
    "visit_silence",
]
