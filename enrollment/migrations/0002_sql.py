"""No change without an entry in the trail, no status off its table, no approval without both agencies."""

from django.db import migrations

from enrollment import sql
from portal.core.sql import trail_required, workflow_guard

TABLES = (
    "enrollment_application",
    "enrollment_agency_review",
    "enrollment_membership",
    "enrollment_credential",
    "enrollment_decision",
    "enrollment_sanction_entry",
)
WORKFLOWS = (
    ("enrollment_application", "enrollment_application"),
    ("enrollment_agency_review", "enrollment_review"),
    ("enrollment_membership", "enrollment_membership"),
    ("enrollment_decision", "enrollment_decision"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        migrations.RunSQL(*sql.JOINT_APPROVAL),
    ]
