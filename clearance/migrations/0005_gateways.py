"""Connections to the agencies, messages sent and received, outages; what was sent or received never changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import trail_required, workflow_guard

FROZEN = """
CREATE FUNCTION clearance_message_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the bytes of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER clearance_agency_message_frozen
BEFORE UPDATE OF content, sha256, number, endpoint_id, trip_id, version ON clearance_agency_message FOR EACH ROW
WHEN (OLD.sha256 IS DISTINCT FROM NEW.sha256 OR OLD.content IS DISTINCT FROM NEW.content
      OR (OLD.number, OLD.endpoint_id, OLD.trip_id, OLD.version)
         IS DISTINCT FROM (NEW.number, NEW.endpoint_id, NEW.trip_id, NEW.version))
EXECUTE FUNCTION clearance_message_frozen();
CREATE TRIGGER clearance_agency_message_kept BEFORE DELETE ON clearance_agency_message FOR EACH ROW
EXECUTE FUNCTION clearance_message_frozen();
CREATE TRIGGER clearance_inbound_message_frozen
BEFORE UPDATE OF content, sha256 ON clearance_inbound_message FOR EACH ROW
WHEN (OLD.sha256 IS DISTINCT FROM NEW.sha256 OR OLD.content IS DISTINCT FROM NEW.content)
EXECUTE FUNCTION clearance_message_frozen();
CREATE TRIGGER clearance_inbound_message_kept BEFORE DELETE ON clearance_inbound_message FOR EACH ROW
EXECUTE FUNCTION clearance_message_frozen();
"""
THAWED = """
DROP TRIGGER IF EXISTS clearance_agency_message_frozen ON clearance_agency_message;
DROP TRIGGER IF EXISTS clearance_agency_message_kept ON clearance_agency_message;
DROP TRIGGER IF EXISTS clearance_inbound_message_frozen ON clearance_inbound_message;
DROP TRIGGER IF EXISTS clearance_inbound_message_kept ON clearance_inbound_message;
DROP FUNCTION IF EXISTS clearance_message_frozen();
"""
TABLES = (
    ("clearance_agency_endpoint", "agency_endpoint"),
    ("clearance_agency_message", "agency_message"),
    ("clearance_inbound_message", "inbound_message"),
    ("clearance_outage", "agency_outage"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sql"),
        ("clearance", "0004_saved_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyEndpoint",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=30, unique=True)),
                ("agency", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=80)),
                ("adapter", models.CharField(max_length=10)),
                ("address", models.CharField(max_length=500)),
                ("syntax", models.CharField(default="EDIFACT", max_length=10)),
                ("sender_id", models.CharField(max_length=15)),
                ("receiver_id", models.CharField(max_length=15)),
                ("test", models.BooleanField(default=False)),
                ("sealed_secret", models.TextField(blank=True, default="")),
                ("is_active", models.BooleanField(default=True)),
                ("status", models.CharField(default="reachable", max_length=20)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, default="", max_length=300)),
                ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                "db_table": "clearance_agency_endpoint",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)), fields=("agency",), name="agency_endpoint_active"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adapter__in", ["as2", "drop"])), name="agency_adapter_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("syntax__in", ["EDIFACT", "X12"])), name="agency_syntax_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("action", models.CharField(max_length=10)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("kind", models.CharField(max_length=10)),
                ("map_id", models.CharField(max_length=60)),
                ("use", models.CharField(blank=True, default="", max_length=20)),
                ("function", models.CharField(blank=True, default="", max_length=10)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=35), default=list, size=None
                    ),
                ),
                (
                    "refused",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=35), default=list, size=None
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("status", models.CharField(default="queued", max_length=20)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, default="", max_length=300)),
                ("sent_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("receipt", models.JSONField(default=dict)),
                ("errors", models.JSONField(default=list)),
                ("notices", models.JSONField(default=list)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="clearance.agencyendpoint",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agency_messages", to="clearance.trip"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_agency_message",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "queued")),
                        fields=["endpoint", "number"],
                        name="agency_message_queue",
                    ),
                    models.Index(fields=["trip", "number"], name="agency_message_of_trip"),
                    models.Index(
                        condition=models.Q(("status", "failed")), fields=["created_at"], name="agency_message_failed"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("endpoint", "number"), name="agency_message_number"),
                    models.UniqueConstraint(
                        fields=("endpoint", "trip", "version", "action", "position"), name="agency_message_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.CharField(max_length=10)),
                ("channel", models.CharField(max_length=10)),
                ("client_id", models.CharField(blank=True, default="", max_length=120)),
                ("transfer_id", models.CharField(blank=True, default="", max_length=200)),
                ("file_name", models.CharField(blank=True, default="", max_length=120)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("status", models.CharField(default="received", max_length=20)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("errors", models.JSONField(default=list)),
                ("results", models.JSONField(default=list)),
                ("reply", models.BinaryField(default=bytes)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="clearance.agencyendpoint",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="clearance.agencymessage",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clearance.trip"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_inbound_message",
                "indexes": [
                    models.Index(
                        condition=models.Q(("source", "agency")), fields=["endpoint", "sha256"], name="inbound_same"
                    ),
                    models.Index(fields=["organisation", "-created_at"], name="inbound_of_partner"),
                    models.Index(
                        condition=models.Q(("status__in", ["received", "unreadable", "unmatched"])),
                        fields=["-created_at"],
                        name="inbound_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["agency", "partner"])), name="inbound_source_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["as2", "api", "drop"])), name="inbound_channel_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("agency", models.CharField(max_length=10)),
                ("reason", models.JSONField()),
                ("status", models.CharField(default="open", max_length=10)),
                ("starts_at", models.DateTimeField(default=portal.core.clock.now)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "clearance_outage",
                "indexes": [models.Index(fields=["agency", "-ends_at"], name="outage_recent")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")), fields=("agency",), name="outage_one_open"
                    )
                ],
            },
        ),
        *(migrations.RunSQL(*trail_required(table)) for table, _workflow in TABLES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in TABLES),
        migrations.RunSQL(FROZEN, THAWED),
    ]
