"""Site visits of both agencies, and the second wall behind their signatures."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models

from enrollment import sql_interviews as sql
from portal.core.sql import append_only, trail_required, workflow_guard

TABLES = (
    "enrollment_site_visit",
    "enrollment_visit_member",
    "enrollment_visit_finding",
    "enrollment_visit_signature",
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0009_interviews_sql"), ('accounts', '0002_sql')]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*append_only(table)) for table in ("enrollment_visit_finding", "enrollment_visit_signature")),
        migrations.RunSQL(*workflow_guard("enrollment_site_visit", "enrollment_site_visit")),
        migrations.RunSQL(*sql.VISIT_SIGNED),
    ]
