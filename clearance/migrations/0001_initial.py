"""Every table of clearance, with its indexes and constraints."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_sql"),
        ("reference", "0002_sql"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="OfficerDecision",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("officer_id", models.UUIDField()),
                        ("name", models.CharField(max_length=150)),
                        ("agency", models.CharField(max_length=10)),
                        ("crossing", models.CharField(max_length=60)),
                        ("eta", models.DateTimeField()),
                        ("sent", models.BooleanField()),
                        ("against", models.BooleanField()),
                    ],
                    options={
                        "db_table": "clearance_officer_decision",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="Trip",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("direction", models.CharField(max_length=2)),
                        ("crossing", models.CharField(max_length=60)),
                        ("trip_number", models.CharField(max_length=25)),
                        ("eta", models.DateTimeField()),
                        ("status", models.CharField(max_length=40)),
                        ("current_version", models.PositiveIntegerField(default=1)),
                        ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("plate", models.CharField(max_length=10)),
                        ("plate_jurisdiction", models.CharField(blank=True, default="", max_length=3)),
                        ("driver_name", models.CharField(blank=True, default="", max_length=62)),
                        ("driver_card", models.CharField(blank=True, default="", max_length=14)),
                        ("shipment_count", models.PositiveIntegerField(default=0)),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("weight_kg", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                        ("scored_version", models.PositiveIntegerField(default=0)),
                        ("lane", models.CharField(blank=True, default="", max_length=20)),
                        (
                            "carrier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "filer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_trip",
                        "indexes": [
                            models.Index(fields=["trip_number"], name="trip_by_number"),
                            models.Index(fields=["plate", "-eta"], name="trip_by_plate"),
                            models.Index(
                                condition=models.Q(("driver_card", ""), _negated=True),
                                fields=["driver_card", "-eta"],
                                name="trip_by_card",
                            ),
                            models.Index(fields=["crossing", "direction", "eta"], name="trip_board"),
                            models.Index(fields=["carrier", "-created_at", "-id"], name="trip_by_carrier"),
                            models.Index(fields=["filer", "-created_at", "-id"], name="trip_by_filer"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "cancelled"), _negated=True),
                                fields=("carrier", "trip_number"),
                                name="trip_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["SB", "NB"])), name="trip_direction_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TripVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        ("manifest", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("channel", models.CharField(max_length=10)),
                        ("warnings", models.JSONField(blank=True, default=list)),
                        ("filed_as", models.CharField(max_length=150)),
                        ("filed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "filed_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_trip_version",
                        "constraints": [
                            models.UniqueConstraint(fields=("trip", "number"), name="trip_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["wizard", "upload", "api", "edi"])),
                                name="trip_channel_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Equipment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("number", models.CharField(max_length=17)),
                        ("type", models.CharField(blank=True, default="", max_length=2)),
                        ("plate", models.CharField(blank=True, default="", max_length=10)),
                        ("plate_jurisdiction", models.CharField(blank=True, default="", max_length=3)),
                        ("third_country", models.BooleanField(default=False)),
                        (
                            "version",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="clearance.tripversion"),
                        ),
                    ],
                    options={
                        "db_table": "clearance_equipment",
                        "indexes": [models.Index(fields=["number"], name="equipment_by_number")],
                    },
                ),
                migrations.CreateModel(
                    name="Shipment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("reference", models.CharField(max_length=12)),
                        ("control_number", models.CharField(max_length=25)),
                        ("release_type", models.CharField(max_length=16)),
                        ("shipper_name", models.CharField(max_length=60)),
                        ("consignee_name", models.CharField(max_length=60)),
                        ("importer_name", models.CharField(blank=True, default="", max_length=60)),
                        ("importer_identifier", models.CharField(blank=True, default="", max_length=20)),
                        ("loading_country", models.CharField(blank=True, default="", max_length=2)),
                        ("currency", models.CharField(blank=True, default="", max_length=3)),
                        ("weight_kg", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                        ("in_bond", models.BooleanField(default=False)),
                        (
                            "version",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="clearance.tripversion"),
                        ),
                    ],
                    options={
                        "db_table": "clearance_shipment",
                        "indexes": [models.Index(fields=["control_number"], name="shipment_by_number")],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("description", models.CharField(max_length=450)),
                        ("hs_code", models.CharField(max_length=10)),
                        ("quantity", models.PositiveIntegerField()),
                        ("package_code", models.CharField(max_length=3)),
                        ("weight_kg", models.DecimalField(decimal_places=3, max_digits=14)),
                        ("value", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                        ("origin", models.CharField(blank=True, default="", max_length=2)),
                        ("un_number", models.CharField(blank=True, default="", max_length=4)),
                        (
                            "shipment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="clearance.shipment",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="clearance.tripversion"),
                        ),
                    ],
                    options={
                        "db_table": "clearance_goods_line",
                        "indexes": [models.Index(fields=["hs_code"], name="goods_line_by_hs")],
                    },
                ),
                migrations.CreateModel(
                    name="PerimeterClearance",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                    options={
                        "db_table": "clearance_perimeter_clearance",
                    },
                ),
                migrations.CreateModel(
                    name="TripOutcome",
                    fields=[
                        (
                            "trip",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="clearance.trip",
                            ),
                        ),
                        ("crossing", models.CharField(max_length=60)),
                        ("eta", models.DateTimeField()),
                        ("carrier_id", models.UUIDField()),
                        ("tier", models.CharField(max_length=2)),
                        ("kind", models.CharField(max_length=60)),
                        ("lane", models.CharField(max_length=20)),
                        ("cause", models.CharField(max_length=20)),
                        ("referred", models.BooleanField()),
                        ("drawn", models.BooleanField()),
                        ("inspected", models.BooleanField()),
                        ("finding", models.BooleanField()),
                        ("paper", models.BooleanField()),
                        ("minutes", models.PositiveIntegerField()),
                    ],
                    options={
                        "db_table": "clearance_trip_outcome",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgencyEndpoint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                condition=models.Q(("is_active", True)),
                                fields=("agency",),
                                name="agency_endpoint_active",
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
                    name="AgencyLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("status", models.CharField(max_length=40)),
                        ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("decided_as", models.CharField(blank=True, default="", max_length=150)),
                        ("acting_for", models.CharField(blank=True, default="", max_length=60)),
                        ("reason", models.JSONField(blank=True, null=True)),
                        (
                            "decided_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agency_lines",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_agency_line",
                        "indexes": [models.Index(fields=["agency", "status"], name="agency_line_by_status")],
                        "constraints": [models.UniqueConstraint(fields=("trip", "agency"), name="agency_line_once")],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyMessage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agency_messages",
                                to="clearance.trip",
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
                                condition=models.Q(("status", "failed")),
                                fields=["created_at"],
                                name="agency_message_failed",
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
                    name="AgencyRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("status", models.CharField(max_length=40)),
                        ("version_number", models.PositiveIntegerField()),
                        ("questions", models.JSONField(blank=True, default=list)),
                        ("text", models.CharField(blank=True, default="", max_length=500)),
                        ("asked_as", models.CharField(max_length=150)),
                        ("asked_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("answers", models.JSONField(blank=True, default=list)),
                        ("answer_text", models.CharField(blank=True, default="", max_length=1000)),
                        ("answered_as", models.CharField(blank=True, default="", max_length=150)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_agency_request",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "open")),
                                fields=("trip", "agency"),
                                name="one_open_request_per_agency",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Simulation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("kind", models.CharField(max_length=20)),
                        ("subject_id", models.UUIDField()),
                        ("label", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("baseline", models.JSONField(default=dict)),
                        ("window_from", models.DateField(null=True)),
                        ("window_to", models.DateField(null=True)),
                        ("status", models.CharField(max_length=40)),
                        ("report", models.JSONField(default=dict)),
                        ("report_digest", models.CharField(blank=True, default="", max_length=64)),
                        ("error", models.TextField(blank=True, default="")),
                        ("requested_as", models.CharField(max_length=150)),
                        ("requested_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_simulation",
                        "indexes": [models.Index(fields=["kind", "subject_id"], name="simulation_of_subject")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("queued", "running"))),
                                fields=("kind", "subject_id"),
                                name="one_open_simulation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["profile", "lane_policy", "appetite"])),
                                name="simulation_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppetiteRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("kind", models.CharField(default="standing", max_length=10)),
                        ("crossing", models.CharField(blank=True, default="", max_length=60)),
                        ("direction", models.CharField(blank=True, default="", max_length=2)),
                        ("valid_to", models.DateTimeField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "simulation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.simulation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_appetite",
                        "indexes": [models.Index(fields=["status", "valid_to"], name="appetite_by_expiry")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("kind", "crossing", "direction"),
                                name="appetite_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_to__gt", models.F("valid_from"))), name="appetite_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["standing", "level"])), name="appetite_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["", "SB", "NB"])), name="appetite_direction"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppetiteSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="clearance.appetiterecord",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_appetite_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="appetite_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="appetite_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelegationOrder",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("giver", models.CharField(max_length=10)),
                        ("receiver", models.CharField(max_length=10)),
                        ("terms", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("author_as", models.CharField(blank=True, default="", max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_why", models.TextField(blank=True, default="")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_delegation_order",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "in_force")),
                                fields=["receiver", "giver"],
                                name="order_in_force",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("number", "version"), name="order_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("number",),
                                name="order_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="order_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("giver", models.F("receiver")), _negated=True),
                                name="order_two_agencies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DrawDay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("day", models.DateField(unique=True)),
                        ("sealed_seed", models.TextField()),
                        ("commitment", models.CharField(max_length=64)),
                        ("committed_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("seed", models.CharField(blank=True, default="", max_length=64)),
                        ("published_at", models.DateTimeField(null=True)),
                        ("list_digest", models.CharField(blank=True, default="", max_length=64)),
                        ("draw_count", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "db_table": "clearance_draw_day",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("seed", "")),
                                    models.Q(
                                        models.Q(("seed", ""), _negated=True),
                                        models.Q(("published_at", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="draw_seed_with_its_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilingDraft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("title", models.CharField(blank=True, default="", max_length=120)),
                        ("direction", models.CharField(blank=True, default="", max_length=2)),
                        ("data", models.JSONField(default=dict)),
                        ("prefilled", models.PositiveIntegerField(default=0)),
                        ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("amends_row_version", models.PositiveIntegerField(null=True)),
                        ("origin", models.CharField(blank=True, default="", max_length=10)),
                        ("undo", models.JSONField(null=True)),
                        ("discarded_at", models.DateTimeField(null=True)),
                        (
                            "amends",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.trip",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_filing_draft",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("discarded_at", None), ("trip", None)),
                                fields=["organisation", "-updated_at"],
                                name="draft_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTrip",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=portal.core.ids.uuid7, editable=False)),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("direction", models.CharField(max_length=2)),
                        ("crossing", models.CharField(max_length=60)),
                        ("trip_number", models.CharField(max_length=25)),
                        ("eta", models.DateTimeField()),
                        ("status", models.CharField(max_length=40)),
                        ("current_version", models.PositiveIntegerField(default=1)),
                        ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("plate", models.CharField(max_length=10)),
                        ("plate_jurisdiction", models.CharField(blank=True, default="", max_length=3)),
                        ("driver_name", models.CharField(blank=True, default="", max_length=62)),
                        ("driver_card", models.CharField(blank=True, default="", max_length=14)),
                        ("shipment_count", models.PositiveIntegerField(default=0)),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("weight_kg", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                        ("scored_version", models.PositiveIntegerField(default=0)),
                        ("lane", models.CharField(blank=True, default="", max_length=20)),
                        ("history_user_id", models.UUIDField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "carrier",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "filer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical trip",
                        "verbose_name_plural": "historical trips",
                        "db_table": "clearance_trip_history",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("owner_as", models.CharField(max_length=150)),
                        ("joined", models.JSONField(blank=True, default=list)),
                        ("reason", models.JSONField()),
                        ("opened_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="clearance.trip"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_hold",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)), fields=("trip",), name="one_open_hold"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InboundMessage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inbound_message",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("source", "agency")),
                                fields=["endpoint", "sha256"],
                                name="inbound_same",
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
                                condition=models.Q(("channel__in", ["as2", "api", "drop"])),
                                name="inbound_channel_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("cause", models.CharField(max_length=20)),
                        ("note", models.TextField(blank=True, default="")),
                        ("reason", models.JSONField()),
                        ("agency", models.CharField(max_length=10)),
                        ("opened_as", models.CharField(max_length=150)),
                        ("opened_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("drawn", models.BooleanField(default=False)),
                        ("seed", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "officer",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_referral",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at", None), ("closed_at", None)),
                                fields=("trip",),
                                name="one_open_referral",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("status", models.CharField(max_length=40)),
                        ("crossing", models.CharField(blank=True, default="", max_length=60)),
                        ("direction", models.CharField(blank=True, default="", max_length=2)),
                        ("bay", models.CharField(blank=True, default="", max_length=20)),
                        ("result", models.CharField(blank=True, default="", max_length=20)),
                        ("finding_class", models.CharField(blank=True, default="", max_length=40)),
                        ("checklist", models.JSONField(blank=True, default=dict)),
                        ("agency_records", models.JSONField(blank=True, default=dict)),
                        ("summary", models.TextField(blank=True, default="")),
                        ("officer_as", models.CharField(blank=True, default="", max_length=150)),
                        ("started_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("completed_at", models.DateTimeField(null=True)),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        (
                            "officer",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="clearance.trip",
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection",
                                to="clearance.referral",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inspection",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status", "in_progress"),
                                    models.Q(("crossing", ""), _negated=True),
                                    models.Q(("bay", ""), _negated=True),
                                ),
                                fields=("crossing", "direction", "bay"),
                                name="bay_taken_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionBay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("crossing", "direction", "code"), name="bay_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("kind", models.CharField(max_length=10)),
                        ("code", models.CharField(blank=True, default="", max_length=20)),
                        ("text", models.TextField(blank=True, default="")),
                        ("restricted_reason", models.CharField(blank=True, default="", max_length=200)),
                        ("agency", models.CharField(max_length=10)),
                        ("officer_as", models.CharField(max_length=150)),
                        ("at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="clearance.inspection",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inspection_entry",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["check", "waived", "note", "started", "paused", "resumed", "ended"])
                                ),
                                name="inspection_entry_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "waived"), ("text", ""), _negated=True),
                                name="inspection_waived_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("restricted_reason", ""), ("kind", "note"), _connector="OR"),
                                name="inspection_only_notes_restricted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "check")),
                                fields=("inspection", "agency", "code"),
                                name="inspection_check_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionPhoto",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="clearance.inspection",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inspection_photo",
                        "constraints": [
                            models.UniqueConstraint(fields=("inspection", "sha256"), name="inspection_photo_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionProtocol",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("giver", models.CharField(max_length=10)),
                        ("receiver", models.CharField(max_length=10)),
                        ("terms", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("status", models.CharField(max_length=40)),
                        ("author_as", models.CharField(blank=True, default="", max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_why", models.TextField(blank=True, default="")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inspection_protocol",
                        "constraints": [
                            models.UniqueConstraint(fields=("number", "version"), name="protocol_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("number",),
                                name="protocol_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="protocol_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("giver", models.F("receiver")), _negated=True),
                                name="protocol_two_agencies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LanePolicyVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "simulation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.simulation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lane_policy",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("status",),
                                name="lane_policy_one_in_force",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LanePolicySignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="clearance.lanepolicyversion",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lane_policy_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="lane_policy_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="lane_policy_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LaneReader",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="clearance.lanereader",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lane_event",
                    },
                ),
                migrations.CreateModel(
                    name="LaneSighting",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sighting",
                                to="clearance.laneevent",
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
                migrations.CreateModel(
                    name="LaneWait",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("crossing", models.CharField(max_length=60)),
                        ("direction", models.CharField(max_length=2)),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("measured_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("measured_as", models.CharField(max_length=150)),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lane_wait",
                        "indexes": [models.Index(fields=["crossing", "direction", "-measured_at"], name="wait_last")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["SB", "NB"])), name="wait_direction"
                            ),
                            models.CheckConstraint(condition=models.Q(("minutes__lte", 600)), name="wait_minutes"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LocalAttention",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("crossing", models.CharField(max_length=60)),
                        ("points", models.SmallIntegerField()),
                        ("grounds", models.CharField(max_length=500)),
                        ("starts_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("ends_at", models.DateTimeField()),
                        ("officer_as", models.CharField(max_length=150)),
                        ("agency", models.CharField(max_length=10)),
                        (
                            "appetite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.appetiterecord",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_local_attention",
                        "indexes": [models.Index(fields=["crossing", "-starts_at"], name="attention_last")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="attention_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True), name="attention_grounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lookout",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("kind", models.CharField(max_length=10)),
                        ("identity", models.JSONField()),
                        ("source_class", models.CharField(max_length=20)),
                        ("quality", models.CharField(max_length=20)),
                        ("purpose", models.CharField(max_length=300)),
                        ("agency", models.CharField(max_length=10)),
                        ("reason_class", models.CharField(max_length=20)),
                        ("detail", models.TextField(blank=True, default="")),
                        ("shared", models.BooleanField(default=False)),
                        ("expires_at", models.DateTimeField()),
                        ("status", models.CharField(max_length=40)),
                        ("author_as", models.CharField(blank=True, default="", max_length=150)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lookout",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "active")), fields=["expires_at"], name="lookout_active"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("created_at"))), name="lookout_expires"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["person", "plate", "trailer", "company", "seal"])),
                                name="lookout_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "source_class__in",
                                        [
                                            "own_finding",
                                            "counterpart",
                                            "police",
                                            "court",
                                            "intelligence",
                                            "foreign",
                                            "report",
                                        ],
                                    )
                                ),
                                name="lookout_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quality__in", ["confirmed", "probable", "possible", "unjudged"])),
                                name="lookout_quality_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason_class__in", ["security", "identity", "goods", "seal"])),
                                name="lookout_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True), name="lookout_has_purpose"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoNotMatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("filed", models.JSONField()),
                        ("grounds", models.CharField(max_length=1000)),
                        ("source", models.CharField(max_length=20)),
                        ("reference", models.CharField(blank=True, default="", max_length=60)),
                        ("decided_as", models.CharField(max_length=150)),
                        ("decided_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lookout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="markers",
                                to="clearance.lookout",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_do_not_match",
                        "constraints": [
                            models.UniqueConstraint(fields=("lookout", "fingerprint"), name="do_not_match_once"),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True), name="do_not_match_grounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookoutKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        (
                            "lookout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="clearance.lookout"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lookout_key",
                        "constraints": [models.UniqueConstraint(fields=("key", "lookout"), name="lookout_key_once")],
                    },
                ),
                migrations.CreateModel(
                    name="LookoutMatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("version_number", models.PositiveIntegerField()),
                        ("filed", models.JSONField()),
                        ("fingerprints", models.JSONField()),
                        ("mark", models.CharField(max_length=64)),
                        ("degree", models.CharField(max_length=10)),
                        ("likeness", models.FloatField(default=0)),
                        ("dates", models.CharField(blank=True, default="", max_length=10)),
                        ("status", models.CharField(max_length=40)),
                        ("decided_as", models.CharField(blank=True, default="", max_length=150)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("grounds", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lookout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="clearance.lookout",
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lookout_matches",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_lookout_match",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["created_at"],
                                name="lookout_match_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("lookout", "trip", "mark"), name="lookout_match_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfflineDecision",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                condition=models.Q(
                                    ("outcome__in", ["applied", "already", "conflict", "refused", "withdrawn"])
                                ),
                                name="offline_outcome_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="clearance.delegationorder",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_order_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "agency"), name="order_signed_once_per_agency")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                migrations.CreateModel(
                    name="SealRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(max_length=15)),
                        ("grade", models.CharField(max_length=1)),
                        ("make", models.CharField(default="mechanical", max_length=10)),
                        ("tag", models.CharField(blank=True, default="", max_length=40)),
                        ("equipment", models.CharField(max_length=17)),
                        ("agency", models.CharField(blank=True, default="", max_length=10)),
                        ("site", models.CharField(blank=True, default="", max_length=80)),
                        ("applied_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("applied_as", models.CharField(blank=True, default="", max_length=150)),
                        ("status", models.CharField(max_length=40)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("last_read_at", models.DateTimeField(null=True)),
                        ("last_place", models.CharField(blank=True, default="", max_length=60)),
                        ("last_open", models.BooleanField(null=True)),
                        ("last_battery", models.PositiveSmallIntegerField(null=True)),
                        (
                            "applied_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="clearance.sealrecord",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_seal_record",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)), fields=["equipment"], name="seal_by_equipment"
                            ),
                            models.Index(fields=["organisation", "-applied_at"], name="seal_by_organisation"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("number",),
                                name="seal_number_once_on_a_door",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None), models.Q(("tag", ""), _negated=True)),
                                fields=("tag",),
                                name="seal_tag_once_on_a_door",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", ["H", "S", "I"])), name="seal_grade_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("make__in", ["mechanical", "electronic"])), name="seal_make_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("kind", models.CharField(max_length=16)),
                        ("city", models.CharField(max_length=60)),
                        ("country", models.CharField(max_length=2)),
                        ("accreditation", models.CharField(max_length=40)),
                        ("agency", models.CharField(max_length=10)),
                        ("accredited_on", models.DateField()),
                        ("expires_on", models.DateField()),
                        ("accredited_as", models.CharField(max_length=150)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_site",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("accredited_on"))), name="site_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["plant", "warehouse", "inland", "rail_yard", "marine_terminal"])
                                ),
                                name="site_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorClearance",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("token", models.CharField(max_length=35, unique=True)),
                        ("kind", models.CharField(max_length=10)),
                        ("status", models.CharField(max_length=40)),
                        ("agency", models.CharField(max_length=10)),
                        ("place", models.CharField(blank=True, default="", max_length=80)),
                        ("equipment", models.CharField(max_length=17)),
                        ("goods", models.JSONField(blank=True, default=list)),
                        ("description", models.CharField(blank=True, default="", max_length=200)),
                        ("planned_at", models.DateTimeField(null=True)),
                        ("inspected_at", models.DateTimeField(null=True)),
                        ("cleared_at", models.DateTimeField(null=True)),
                        ("cleared_as", models.CharField(blank=True, default="", max_length=150)),
                        ("route", models.CharField(blank=True, default="", max_length=200)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "perimeter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prior",
                                to="clearance.perimeterclearance",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clearances",
                                to="clearance.sealrecord",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clearances",
                                to="clearance.site",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_prior_clearance",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "cleared")),
                                fields=["equipment"],
                                name="prior_by_equipment",
                            ),
                            models.Index(fields=["agency", "-created_at"], name="prior_by_agency"),
                            models.Index(fields=["organisation", "-created_at"], name="prior_by_organisation"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["perimeter", "site", "away"])), name="prior_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "cleared"), _negated=True),
                                    models.Q(
                                        ("cleared_at__isnull", False),
                                        ("seal__isnull", False),
                                        models.Q(
                                            models.Q(("kind", "perimeter"), ("perimeter__isnull", False)),
                                            models.Q(
                                                ("expires_at__isnull", False),
                                                ("inspected_at__isnull", False),
                                                ("kind", "site"),
                                                ("site__isnull", False),
                                            ),
                                            models.Q(
                                                ("expires_at__isnull", False),
                                                ("inspected_at__isnull", False),
                                                ("kind", "away"),
                                                models.Q(("place", ""), _negated=True),
                                                models.Q(("route", ""), _negated=True),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="prior_cleared_has_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClearanceCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("code", models.CharField(max_length=12)),
                        ("passed", models.BooleanField()),
                        ("agency", models.CharField(max_length=10)),
                        ("officer_as", models.CharField(max_length=150)),
                        ("checked_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("note", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clearance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="clearance.priorclearance",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_clearance_check",
                        "constraints": [models.UniqueConstraint(fields=("clearance", "code"), name="prior_check_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ProtocolSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="clearance.inspectionprotocol",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_protocol_signature",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("protocol", "agency"), name="protocol_signed_once_per_agency"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RandomDraw",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("number", models.PositiveIntegerField()),
                        ("token", models.CharField(max_length=64, unique=True)),
                        ("tier", models.CharField(max_length=2)),
                        ("rate", models.DecimalField(decimal_places=5, max_digits=6)),
                        ("drawn", models.BooleanField()),
                        ("drawn_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="clearance.drawday",
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="clearance.trip"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_random_draw",
                        "indexes": [models.Index(fields=["drawn_at", "tier", "rate"], name="draw_by_month")],
                        "constraints": [
                            models.UniqueConstraint(fields=("trip", "number"), name="draw_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="draw_rate_is_a_share"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("released_as", models.CharField(max_length=150)),
                        ("acting_for", models.CharField(blank=True, default="", max_length=60)),
                        ("mode", models.CharField(max_length=14)),
                        ("released_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("undo_until", models.DateTimeField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        (
                            "officer",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="clearance.trip",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_release",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at", None)),
                                fields=("trip", "agency"),
                                name="one_release_per_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ["release", "release_audit"])),
                                name="release_mode_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_saved_record",
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
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("version_number", models.PositiveIntegerField()),
                        ("run", models.PositiveIntegerField(default=1)),
                        ("profile_number", models.PositiveIntegerField()),
                        ("input_digest", models.CharField(max_length=64)),
                        ("inputs", models.JSONField(default=dict)),
                        ("security", models.PositiveSmallIntegerField()),
                        ("compliance", models.PositiveSmallIntegerField()),
                        ("contributions", models.JSONField(default=list)),
                        ("lane", models.CharField(max_length=20)),
                        ("audit", models.BooleanField(default=False)),
                        ("reasons", models.JSONField(default=list)),
                        ("scored_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="clearance.trip"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_score",
                        "ordering": ["-version_number", "-run"],
                        "constraints": [
                            models.UniqueConstraint(fields=("trip", "version_number", "run"), name="score_once_per_run")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionResult",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
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
                        (
                            "goods_line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.goodsline",
                            ),
                        ),
                        (
                            "inspection",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome",
                                to="clearance.inspection",
                            ),
                        ),
                        (
                            "score",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.score",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_inspection_result",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", ["", "minor", "moderate", "serious"])),
                                name="inspection_severity_known",
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity", None), ("unit", "")),
                                    models.Q(("quantity__gt", 0), models.Q(("unit", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="inspection_quantity_has_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealBatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("client_id", models.CharField(max_length=120)),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_seal_batch",
                    },
                ),
                migrations.CreateModel(
                    name="SealEvent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("source", models.CharField(max_length=8)),
                        ("client_id", models.CharField(blank=True, default="", max_length=120)),
                        ("reader", models.CharField(blank=True, default="", max_length=40)),
                        ("sequence", models.BigIntegerField(null=True)),
                        ("kind", models.CharField(max_length=12)),
                        ("number", models.CharField(blank=True, default="", max_length=15)),
                        ("equipment", models.CharField(blank=True, default="", max_length=17)),
                        ("opened", models.BooleanField(null=True)),
                        ("battery", models.PositiveSmallIntegerField(null=True)),
                        ("at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, default="", max_length=80)),
                        ("by_as", models.CharField(blank=True, default="", max_length=150)),
                        ("note", models.CharField(blank=True, default="", max_length=500)),
                        ("digest", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "batch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="clearance.sealbatch",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="clearance.sealrecord",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_seal_event",
                        "indexes": [models.Index(fields=["seal", "at"], name="seal_events_in_order")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("source", "reader")),
                                fields=("client_id", "reader", "sequence"),
                                name="seal_event_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source__in", ["officer", "carrier"]),
                                    models.Q(("sequence__isnull", False), ("source", "reader")),
                                    _connector="OR",
                                ),
                                name="seal_event_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealAlert",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("kind", models.CharField(max_length=16)),
                        ("weight", models.CharField(max_length=8)),
                        ("key", models.CharField(max_length=120, unique=True)),
                        ("detail", models.CharField(blank=True, default="", max_length=200)),
                        ("raised_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closed_as", models.CharField(blank=True, default="", max_length=150)),
                        ("closed_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "closed_by",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seal_alerts",
                                to="clearance.trip",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.sealevent",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="alerts",
                                to="clearance.sealrecord",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_seal_alert",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)), fields=["trip"], name="seal_alerts_open"
                            ),
                            models.Index(fields=["seal", "-raised_at"], name="seal_alerts_of_seal"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weight__in", ["review", "watch", "notice"])),
                                name="seal_alert_weight",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None), models.Q(("closed_why", ""), _negated=True), _connector="OR"
                                ),
                                name="seal_alert_closed_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThreatProfile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("author_as", models.CharField(blank=True, default="", max_length=150)),
                        ("side", models.CharField(blank=True, default="", max_length=10)),
                        ("editors", models.JSONField(default=list)),
                        ("based_on", models.PositiveIntegerField(null=True)),
                        ("planned_from", models.DateTimeField(null=True)),
                        ("active_from", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "simulation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clearance.simulation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_threat_profile",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "active")), fields=("status",), name="one_active_profile"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProfileSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(default="", max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="clearance.threatprofile",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_profile_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("profile", "agency"), name="one_signature_per_agency"),
                            models.UniqueConstraint(fields=("profile", "officer"), name="one_key_per_person"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TripNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("author_name", models.CharField(max_length=150)),
                        ("text", models.TextField()),
                        ("restricted_reason", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="clearance.trip"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_trip_note",
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("number", models.CharField(max_length=15)),
                        ("grade", models.CharField(blank=True, default="", max_length=1)),
                        (
                            "equipment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seals",
                                to="clearance.equipment",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="clearance.tripversion"),
                        ),
                    ],
                    options={
                        "db_table": "clearance_seal",
                        "indexes": [models.Index(fields=["number"], name="seal_by_number")],
                    },
                ),
                migrations.CreateModel(
                    name="CrewMember",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("role", models.CharField(max_length=9)),
                        ("family_name", models.CharField(blank=True, default="", max_length=30)),
                        ("given_name", models.CharField(blank=True, default="", max_length=30)),
                        ("birth_date", models.DateField(null=True)),
                        ("citizenship", models.CharField(blank=True, default="", max_length=2)),
                        ("fast_card", models.CharField(blank=True, default="", max_length=14)),
                        (
                            "version",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="clearance.tripversion"),
                        ),
                    ],
                    options={
                        "db_table": "clearance_crew_member",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("fast_card", ""), _negated=True),
                                fields=["fast_card"],
                                name="crew_by_card",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UploadBatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("file_name", models.CharField(max_length=120)),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("size", models.PositiveIntegerField()),
                        ("status", models.CharField(default="received", max_length=10)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("grid", models.JSONField(default=dict)),
                        ("errors", models.JSONField(default=list)),
                        ("results", models.JSONField(default=list)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "clearance_upload_batch",
                        "indexes": [models.Index(fields=["organisation", "-created_at"], name="upload_recent")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["received", "done", "refused"])),
                                name="upload_status_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TripFacts",
                    fields=[
                        (
                            "trip",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="facts",
                                serialize=False,
                                to="clearance.trip",
                            ),
                        ),
                        ("carrier_id", models.UUIDField()),
                        ("eta", models.DateTimeField()),
                        ("lane", models.CharField(max_length=20)),
                        (
                            "open_lanes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), null=True, size=None
                            ),
                        ),
                        (
                            "importer_tiers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2), null=True, size=None
                            ),
                        ),
                        ("minute", models.PositiveSmallIntegerField(null=True)),
                        ("fast_wait", models.PositiveSmallIntegerField(null=True)),
                        ("fast_wait_age", models.PositiveIntegerField(null=True)),
                        ("direction", models.CharField(max_length=60)),
                        ("crossing", models.CharField(max_length=60)),
                        ("empty", models.BooleanField()),
                        ("bobtail", models.BooleanField()),
                        ("shipments", models.FloatField()),
                        ("lines", models.FloatField()),
                        ("notice_minutes", models.FloatField(null=True)),
                        ("arrival_hour", models.FloatField(null=True)),
                        ("driver_tier", models.CharField(max_length=60, null=True)),
                        ("carrier_tier", models.CharField(max_length=60, null=True)),
                        ("importer_tier", models.CharField(max_length=60, null=True)),
                        ("member_links", models.FloatField()),
                        ("passengers", models.FloatField()),
                        ("sealed", models.BooleanField()),
                        ("high_security_seal", models.BooleanField()),
                        ("third_country_container", models.BooleanField()),
                        ("hazmat", models.BooleanField()),
                        (
                            "hs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None
                            ),
                        ),
                        (
                            "origins",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None
                            ),
                        ),
                        ("third_country_origin", models.BooleanField()),
                        ("marked_differently", models.BooleanField()),
                        ("weight_kg", models.FloatField()),
                        ("value_per_kg", models.FloatField(null=True)),
                        ("value_missing", models.BooleanField()),
                        ("on_pallets", models.BooleanField()),
                        (
                            "warnings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None
                            ),
                        ),
                        ("versions", models.FloatField()),
                        ("perimeter_cleared", models.BooleanField()),
                        ("carrier_trips", models.FloatField(null=True)),
                        ("driver_trips", models.FloatField(null=True)),
                        ("pair_trips", models.FloatField(null=True)),
                        ("findings", models.FloatField(null=True)),
                        ("security_findings", models.FloatField(null=True)),
                        ("new_goods", models.BooleanField(null=True)),
                        ("seal_mismatch", models.BooleanField(null=True)),
                        ("identity_mismatch", models.BooleanField(null=True)),
                        ("image_alarm", models.BooleanField(null=True)),
                        ("lookout", models.BooleanField(null=True)),
                        ("legal_hold", models.BooleanField(null=True)),
                    ],
                    options={
                        "db_table": "clearance_trip_facts",
                        "indexes": [models.Index(fields=["eta"], name="trip_facts_by_eta")],
                    },
                ),
            ]
        )
    ]
