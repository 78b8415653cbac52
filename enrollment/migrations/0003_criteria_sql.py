"""The second wall: two keys under criteria and recognitions, both agencies behind a rise, nothing off its table."""

from django.db import migrations

from enrollment import sql
from portal.core.sql import append_only, trail_required, two_key_guard, workflow_guard

WORKFLOWS = (
    ("enrollment_criteria", "tier_criteria"),
    ("enrollment_recognition", "recognition"),
    ("enrollment_graduation", "graduation"),
    ("enrollment_graduation_review", "graduation_review"),
    ("enrollment_scheme_membership", "scheme_membership"),
)
SIGNATURES = ("enrollment_criteria_signature", "enrollment_recognition_signature")


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0002_sql"), ("core", "0003_two_keys")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table, _ in WORKFLOWS),
        *(migrations.RunSQL(*trail_required(table)) for table in SIGNATURES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        *(migrations.RunSQL(*append_only(table)) for table in SIGNATURES),
        migrations.RunSQL(*two_key_guard("enrollment_criteria")),
        migrations.RunSQL(*two_key_guard("enrollment_recognition", "agreed,ended")),
        migrations.RunSQL(*sql.JOINT_GRADUATION),
    ]
