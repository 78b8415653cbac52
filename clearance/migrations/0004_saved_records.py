"""Kept records (parties, trucks, trailers, drivers, products, templates); where a draft came from, and its undo."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import trail_required

SAVED = "clearance_saved_record"


class Migration(migrations.Migration):
    dependencies = [("clearance", "0003_presumption"), ("accounts", "0002_sql")]
    operations = [
        migrations.AddField("filingdraft", "origin", models.CharField(blank=True, default="", max_length=10)),
        migrations.AddField("filingdraft", "undo", models.JSONField(null=True)),
        migrations.CreateModel(
            name="SavedRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=80)),
                ("identity", models.CharField(blank=True, default="", max_length=160)),
                ("data", models.JSONField(default=dict)),
                ("papers", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("used_count", models.PositiveIntegerField(default=0)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "db_table": SAVED,
                "indexes": [
                    models.Index(
                        condition=models.Q(("retired_at", None)),
                        fields=["organisation", "identity"],
                        name="saved_by_identity",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["party", "truck", "trailer", "driver", "product", "template"])
                        ),
                        name="saved_kind_known",
                    ),
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("kind"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("retired_at", None)),
                        name="saved_name_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*trail_required(SAVED)),
    ]
