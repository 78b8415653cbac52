"""No approval past an open check, no denial by one officer, nothing closed is changed, everything in the trail."""

from django.db import migrations

from enrollment import sql_vetting
from portal.core.sql import append_only, trail_required, workflow_guard

TABLES = (
    "enrollment_vetting_worksheet",
    "enrollment_vetting_check",
    "enrollment_near_match",
    "enrollment_identity",
    "enrollment_not_the_same",
)
KEPT = ("enrollment_identity", "enrollment_identity_key", "enrollment_not_the_same")
WORKFLOWS = (
    ("enrollment_vetting_worksheet", "vetting_worksheet"),
    ("enrollment_vetting_check", "vetting_check"),
    ("enrollment_near_match", "vetting_near_match"),
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0007_documents_sql")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*append_only(table)) for table in KEPT),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        migrations.RunSQL(*sql_vetting.WORKSHEET_FAULT),
        migrations.RunSQL(*sql_vetting.REVIEW_VETTED),
        migrations.RunSQL(*sql_vetting.WORKSHEET_KEPT),
        migrations.RunSQL(*sql_vetting.CHECK_KEPT),
    ]
