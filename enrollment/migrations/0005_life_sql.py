"""Cards, reports, answers, plans and overrides move along their tables; no sanction above its cell alone (R-10, R-12)."""

from django.db import migrations

from enrollment.sql_sanctions import ceiling_guard
from portal.core.sql import append_only, trail_required, two_key_guard, workflow_guard

MATRIX = "enrollment_sanction_matrix"
TABLES = (
    "enrollment_travel_document",
    "enrollment_audit_notice",
    "enrollment_disclosure",
    "enrollment_reported_change",
    "enrollment_decision_answer",
    "enrollment_corrective_plan",
    "enrollment_plan_step",
    "enrollment_sanction_override",
    MATRIX,
    f"{MATRIX}_signature",
)
WORKFLOWS = (
    ("enrollment_credential", "enrollment_credential"),
    ("enrollment_travel_document", "enrollment_travel_document"),
    ("enrollment_disclosure", "enrollment_disclosure"),
    ("enrollment_reported_change", "enrollment_change"),
    ("enrollment_decision_answer", "enrollment_answer"),
    ("enrollment_corrective_plan", "enrollment_plan"),
    ("enrollment_sanction_override", "enrollment_override"),
    (MATRIX, "sanction_matrix"),
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0004_fees_sql"), ("core", "0003_two_keys")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        migrations.RunSQL(*append_only(f"{MATRIX}_signature")),
        migrations.RunSQL(*two_key_guard(MATRIX)),
        migrations.RunSQL(*ceiling_guard()),
    ]
