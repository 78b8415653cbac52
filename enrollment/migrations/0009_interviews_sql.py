"""Enrolment centres, appointments with their desks, waiting lists and results; the second wall behind them."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models

from enrollment import sql_interviews as sql
from portal.core.sql import append_only, trail_required, workflow_guard

TABLES = (
    "enrollment_centre",
    "enrollment_centre_hours",
    "enrollment_centre_desk",
    "enrollment_centre_closure",
    "enrollment_interview",
    "enrollment_earlier_wish",
    "enrollment_slot_offer",
    "enrollment_interview_seat",
    "enrollment_interview_result",
)
WORKFLOWS = (
    ("enrollment_interview", "enrollment_interview"),
    ("enrollment_earlier_wish", "enrollment_earlier_wish"),
    ("enrollment_slot_offer", "enrollment_slot_offer"),
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0008_vetting_sql")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        migrations.RunSQL(*append_only("enrollment_interview_result")),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        migrations.RunSQL(*sql.SEATS),
    ]
