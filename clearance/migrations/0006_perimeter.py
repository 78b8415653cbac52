"""Containers cleared at the perimeter: added by officers, never changed."""

from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required

TABLE = "clearance_perimeter_clearance"


class Migration(migrations.Migration):
    dependencies = [("clearance", "0005_gateways")]
    operations = [
        migrations.CreateModel(
            name="PerimeterClearance",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("number", models.CharField(max_length=35, unique=True)),
                ("container", models.CharField(max_length=17)),
                ("port", models.CharField(max_length=60)),
                ("cleared_on", models.DateField()),
                ("seal", models.CharField(blank=True, default="", max_length=15)),
                ("agency", models.CharField(max_length=10)),
                ("recorded_as", models.CharField(max_length=150)),
            ],
            options={"db_table": TABLE},
        ),
        migrations.RunSQL(*trail_required(TABLE)),
        migrations.RunSQL(*append_only(TABLE)),
    ]
