"""Two keys under the point standard and under mutual recognitions; a recognised row refers to both (R-04)."""

from django.db import migrations

from enrollment import sql_vetting
from portal.core.sql import append_only, trail_required, two_key_guard, workflow_guard

AGREEMENTS = (
    ("enrollment_vetting_standard", "vetting_standard"),
    ("enrollment_mutual_recognition", "mutual_recognition"),
)
SIGNATURES = tuple(f"{table}_signature" for table, _ in AGREEMENTS)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0010_site_visits_sql"), ("core", "0003_two_keys")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in (*SIGNATURES, *(table for table, _ in AGREEMENTS))),
        *(migrations.RunSQL(*append_only(table)) for table in SIGNATURES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in AGREEMENTS),
        *(migrations.RunSQL(*two_key_guard(table, "agreed,ended")) for table, _ in AGREEMENTS),
        migrations.RunSQL(*sql_vetting.MUTUAL_KEPT),
        migrations.RunSQL(*sql_vetting.REVIEW_RECOGNISED),
        migrations.RunSQL(*sql_vetting.JOINT_WITH_RECOGNITION),
    ]
