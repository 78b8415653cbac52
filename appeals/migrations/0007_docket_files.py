"""Papers of a docket that are files."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import portal.core.clock
import portal.core.ids
from portal.core import sql

FILE = [
    ("id", models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
    ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
    (
        "entry",
        models.OneToOneField(
            on_delete=django.db.models.deletion.PROTECT, related_name="file", to="appeals.docketentry"
        ),
    ),
    ("name", models.CharField(max_length=220)),
    ("media_type", models.CharField(max_length=40)),
    ("size", models.PositiveIntegerField()),
    ("sha256", models.CharField(max_length=64)),
    ("storage_key", models.CharField(max_length=200)),
    ("scanned_at", models.DateTimeField(null=True)),
]
FILE_OPTIONS = {
    "db_table": "appeals_docket_file",
    "constraints": [
        models.CheckConstraint(condition=Q(("sha256__regex", r"^[0-9a-f]{64}$")), name="appeals_file_digest"),
        models.CheckConstraint(condition=Q(("size__gt", 0)), name="appeals_file_size"),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("appeals", "0006_joinders")]
    operations = [
        migrations.CreateModel("DocketFile", FILE, FILE_OPTIONS),
        migrations.RunSQL(*sql.trail_required("appeals_docket_file")),
    ]
