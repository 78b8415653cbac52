"""Lane readers and what they read; decisions taken without a server, raw and with their outcome (R-12, 5.4)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required

RAW = (
    "clearance_lane_event",
    "clearance_lane_sighting",
    "clearance_offline_decision",
    "clearance_offline_outcome",
)


class Migration(migrations.Migration):
    dependencies = [
        ("clearance", "0008_simulation"),
        ("reference", "0002_sql"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LaneReader",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
                ("key_sha256", models.CharField(max_length=64, unique=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.lane"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_lane_reader",
            },
        ),
        migrations.CreateModel(
            name="LaneEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("body", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("read_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(default=portal.core.clock.now)),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.lane"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="clearance.lanereader"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_lane_event",
            },
        ),
        migrations.CreateModel(
            name="OfflineDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("client_id", models.UUIDField()),
                ("officer_as", models.CharField(max_length=150)),
                ("agency", models.CharField(max_length=10)),
                ("actor", models.JSONField()),
                ("kind", models.CharField(max_length=10)),
                ("body", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("device_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(default=portal.core.clock.now)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offline_decisions",
                        to="clearance.trip",
                    ),
                ),
            ],
            options={
                "db_table": "clearance_offline_decision",
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "client_id"), name="offline_decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["release", "refer", "hold", "note"])),
                        name="offline_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfflineOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("outcome", models.CharField(max_length=12)),
                ("facts", models.JSONField()),
                ("errors", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=portal.core.clock.now)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="clearance.offlinedecision",
                    ),
                ),
            ],
            options={
                "db_table": "clearance_offline_outcome",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["applied", "already", "conflict", "refused", "withdrawn"])),
                        name="offline_outcome_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LaneSighting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("found_by", models.CharField(blank=True, default="", max_length=12)),
                ("candidates", models.PositiveSmallIntegerField(default=0)),
                ("plate_read", models.CharField(blank=True, default="", max_length=16)),
                ("plate_confidence", models.FloatField(null=True)),
                ("plate_verdict", models.CharField(blank=True, default="", max_length=10)),
                ("seen_at", models.DateTimeField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sighting", to="clearance.laneevent"
                    ),
                ),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.lane"
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="clearance.trip",
                    ),
                ),
            ],
            options={
                "db_table": "clearance_lane_sighting",
                "indexes": [
                    models.Index(fields=["lane", "-created_at"], name="sighting_by_lane"),
                    models.Index(fields=["trip", "-created_at"], name="sighting_by_trip"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("plate_verdict__in", ["", "match", "differs"])),
                        name="sighting_verdict_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found_by__in", ["", "tag", "plate", "trip"])),
                        name="sighting_found_by_known",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in (*RAW, "clearance_lane_reader")),
        *(migrations.RunSQL(*append_only(table)) for table in RAW),
    ]
