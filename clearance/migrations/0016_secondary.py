"""Bays, the joint record of each agency, photos and the structured result, with the second wall behind them (4.7, R-30)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required

NEVER_CHANGED = ("clearance_inspection_entry", "clearance_inspection_photo", "clearance_inspection_result")


class Migration(migrations.Migration):
    dependencies = [
        ("clearance", "0015_outcomes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InspectionBay",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("crossing", models.CharField(max_length=60)),
                ("direction", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=20)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "clearance_inspection_bay",
                "constraints": [models.UniqueConstraint(fields=("crossing", "direction", "code"), name="bay_once")],
            },
        ),
        migrations.CreateModel(
            name="InspectionEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("kind", models.CharField(max_length=10)),
                ("code", models.CharField(blank=True, default="", max_length=20)),
                ("text", models.TextField(blank=True, default="")),
                ("restricted_reason", models.CharField(blank=True, default="", max_length=200)),
                ("agency", models.CharField(max_length=10)),
                ("officer_as", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                "db_table": "clearance_inspection_entry",
            },
        ),
        migrations.CreateModel(
            name="InspectionPhoto",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("caption", models.CharField(max_length=200)),
                ("agency", models.CharField(max_length=10)),
                ("officer_as", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                "db_table": "clearance_inspection_photo",
            },
        ),
        migrations.CreateModel(
            name="InspectionResult",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("rules", models.JSONField(default=list)),
                ("waiting_minutes", models.PositiveIntegerField()),
                ("working_minutes", models.PositiveIntegerField()),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("severity", models.CharField(blank=True, default="", max_length=10)),
                ("what", models.CharField(blank=True, default="", max_length=500)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ("unit", models.CharField(blank=True, default="", max_length=3)),
                ("by_check", models.CharField(blank=True, default="", max_length=20)),
            ],
            options={
                "db_table": "clearance_inspection_result",
            },
        ),
        migrations.AddField(
            model_name="inspection",
            name="crossing",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="inspection",
            name="direction",
            field=models.CharField(blank=True, default="", max_length=2),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status", "in_progress"),
                    models.Q(("crossing", ""), _negated=True),
                    models.Q(("bay", ""), _negated=True),
                ),
                fields=("crossing", "direction", "bay"),
                name="bay_taken_once",
            ),
        ),
        migrations.AddField(
            model_name="inspectionentry",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="clearance.inspection"
            ),
        ),
        migrations.AddField(
            model_name="inspectionentry",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inspectionphoto",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="clearance.inspection"
            ),
        ),
        migrations.AddField(
            model_name="inspectionphoto",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inspectionresult",
            name="goods_line",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clearance.goodsline"
            ),
        ),
        migrations.AddField(
            model_name="inspectionresult",
            name="inspection",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="clearance.inspection"
            ),
        ),
        migrations.AddField(
            model_name="inspectionresult",
            name="score",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clearance.score"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["check", "waived", "note", "started", "paused", "resumed", "ended"])),
                name="inspection_entry_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "waived"), ("text", ""), _negated=True), name="inspection_waived_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("restricted_reason", ""), ("kind", "note"), _connector="OR"),
                name="inspection_only_notes_restricted",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "check")),
                fields=("inspection", "agency", "code"),
                name="inspection_check_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionphoto",
            constraint=models.UniqueConstraint(fields=("inspection", "sha256"), name="inspection_photo_once"),
        ),
        migrations.AddConstraint(
            model_name="inspectionresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["", "minor", "moderate", "serious"])),
                name="inspection_severity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by_check", ""),
                        ("goods_line", None),
                        ("kind", ""),
                        ("quantity", None),
                        ("severity", ""),
                        ("what", ""),
                    ),
                    models.Q(
                        models.Q(("kind", ""), _negated=True),
                        models.Q(("severity", ""), _negated=True),
                        models.Q(("what", ""), _negated=True),
                        models.Q(("by_check", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="inspection_finding_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quantity", None), ("unit", "")),
                    models.Q(("quantity__gt", 0), models.Q(("unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="inspection_quantity_has_unit",
            ),
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in ("clearance_inspection_bay", *NEVER_CHANGED)),
        *(migrations.RunSQL(*append_only(table)) for table in NEVER_CHANGED),
    ]
