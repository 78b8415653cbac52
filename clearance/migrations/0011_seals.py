"""Physical seals with their custody chain, clearances before the booth, and the second wall behind them (R-55 to R-66)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required, workflow_guard

EVIDENCE_FORWARD = """
CREATE FUNCTION clearance_prior_evidence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> 'perimeter' AND (
        NOT EXISTS (SELECT 1 FROM clearance_clearance_check c WHERE c.clearance_id = NEW.id AND c.passed)
        OR EXISTS (SELECT 1 FROM clearance_clearance_check c WHERE c.clearance_id = NEW.id AND NOT c.passed)
    ) THEN
        RAISE EXCEPTION 'clearance % has no check that was passed, or one that was not', NEW.token
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'site' AND NOT EXISTS (
        SELECT 1 FROM clearance_site s WHERE s.id = NEW.site_id AND s.ended_at IS NULL
          AND (NEW.cleared_at AT TIME ZONE 'UTC')::date BETWEEN s.accredited_on AND s.expires_on
    ) THEN
        RAISE EXCEPTION 'the site of clearance % is not accredited', NEW.token USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM clearance_seal_record r WHERE r.id = NEW.seal_id AND r.ended_at IS NULL
          AND r.equipment = NEW.equipment AND r.status IN ('applied', 'confirmed')
    ) THEN
        RAISE EXCEPTION 'the seal of clearance % is not on its door', NEW.token USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_prior_evidence BEFORE INSERT OR UPDATE ON clearance_prior_clearance
FOR EACH ROW WHEN (NEW.status = 'cleared') EXECUTE FUNCTION clearance_prior_evidence_guard();
"""
EVIDENCE_REVERSE = """
DROP TRIGGER IF EXISTS clearance_prior_evidence ON clearance_prior_clearance;
DROP FUNCTION IF EXISTS clearance_prior_evidence_guard();
"""
# What was checked before is not referred again but for a cause the check could not know.
REPEAT_FORWARD = """
CREATE FUNCTION clearance_repeat_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cause !~ '^GF?[12357]$' AND EXISTS (
        SELECT 1 FROM clearance_score s JOIN clearance_trip t ON t.id = s.trip_id
        WHERE t.id = NEW.trip_id AND s.version_number = t.current_version
          AND s.inputs -> 'no_repeat' = 'true'::jsonb
    ) AND NOT EXISTS (
        SELECT 1 FROM clearance_seal_alert a
        WHERE a.trip_id = NEW.trip_id AND a.weight = 'review' AND a.closed_at IS NULL
    ) THEN
        RAISE EXCEPTION 'cause % repeats what was cleared before on trip %', NEW.cause, NEW.trip_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_referral_repeat BEFORE INSERT OR UPDATE OF cause, trip_id ON clearance_referral
FOR EACH ROW EXECUTE FUNCTION clearance_repeat_guard();
"""
REPEAT_REVERSE = """
DROP TRIGGER IF EXISTS clearance_referral_repeat ON clearance_referral;
DROP FUNCTION IF EXISTS clearance_repeat_guard();
"""
# What was signed is never edited; the status, its moments and the version counter are what may move.
TERMS_FORWARD = """
CREATE FUNCTION clearance_protocol_terms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.version, NEW.giver, NEW.receiver, NEW.terms, NEW.digest, NEW.starts_at, NEW.ends_at)
       IS DISTINCT FROM
       (OLD.number, OLD.version, OLD.giver, OLD.receiver, OLD.terms, OLD.digest, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'the terms of protocol P-% are never edited', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_inspection_protocol_terms BEFORE UPDATE ON clearance_inspection_protocol
FOR EACH ROW EXECUTE FUNCTION clearance_protocol_terms_guard();
"""
TERMS_REVERSE = """
DROP TRIGGER IF EXISTS clearance_inspection_protocol_terms ON clearance_inspection_protocol;
DROP FUNCTION IF EXISTS clearance_protocol_terms_guard();
"""

APPEND_ONLY = (
    "clearance_seal_batch",
    "clearance_seal_event",
    "clearance_clearance_check",
    "clearance_protocol_signature",
)
BUSINESS = (
    *APPEND_ONLY,
    "clearance_seal_record",
    "clearance_seal_alert",
    "clearance_site",
    "clearance_prior_clearance",
    "clearance_inspection_protocol",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sql"),
        ("clearance", "0010_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InspectionProtocol",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
                        condition=models.Q(("status", "in_force")), fields=("number",), name="protocol_one_in_force"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="protocol_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="protocol_two_agencies"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorClearance",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
            ],
            options={
                "db_table": "clearance_prior_clearance",
            },
        ),
        migrations.CreateModel(
            name="ClearanceCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("agency", models.CharField(max_length=10)),
                ("signed_as", models.CharField(max_length=150)),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    models.UniqueConstraint(fields=("protocol", "agency"), name="protocol_signed_once_per_agency")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
            name="SealRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("number",), name="seal_number_once_on_a_door"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), models.Q(("tag", ""), _negated=True)),
                        fields=("tag",),
                        name="seal_tag_once_on_a_door",
                    ),
                    models.CheckConstraint(condition=models.Q(("grade__in", ["H", "S", "I"])), name="seal_grade_known"),
                    models.CheckConstraint(
                        condition=models.Q(("make__in", ["mechanical", "electronic"])), name="seal_make_known"
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["equipment"], name="seal_by_equipment"
                    ),
                    models.Index(fields=["organisation", "-applied_at"], name="seal_by_organisation"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="clearance.sealrecord"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_seal_event",
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
                "indexes": [models.Index(fields=["seal", "at"], name="seal_events_in_order")],
            },
        ),
        migrations.CreateModel(
            name="SealAlert",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="clearance.sealrecord"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_seal_alert",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["review", "watch", "notice"])), name="seal_alert_weight"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), models.Q(("closed_why", ""), _negated=True), _connector="OR"
                        ),
                        name="seal_alert_closed_with_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(condition=models.Q(("closed_at", None)), fields=["trip"], name="seal_alerts_open"),
                    models.Index(fields=["seal", "-raised_at"], name="seal_alerts_of_seal"),
                ],
            },
        ),
        migrations.AddField(
            model_name="priorclearance",
            name="seal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clearances",
                to="clearance.sealrecord",
            ),
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
        migrations.AddField(
            model_name="priorclearance",
            name="site",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="clearances", to="clearance.site"
            ),
        ),
        migrations.AddIndex(
            model_name="priorclearance",
            index=models.Index(
                condition=models.Q(("status", "cleared")), fields=["equipment"], name="prior_by_equipment"
            ),
        ),
        migrations.AddIndex(
            model_name="priorclearance",
            index=models.Index(fields=["agency", "-created_at"], name="prior_by_agency"),
        ),
        migrations.AddIndex(
            model_name="priorclearance",
            index=models.Index(fields=["organisation", "-created_at"], name="prior_by_organisation"),
        ),
        migrations.AddConstraint(
            model_name="priorclearance",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["perimeter", "site", "away"])), name="prior_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="priorclearance",
            constraint=models.CheckConstraint(
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
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in BUSINESS),
        *(migrations.RunSQL(*append_only(table)) for table in APPEND_ONLY),
        migrations.RunSQL(*workflow_guard("clearance_seal_record", "seal")),
        migrations.RunSQL(*workflow_guard("clearance_prior_clearance", "prior_clearance")),
        migrations.RunSQL(*workflow_guard("clearance_inspection_protocol", "inspection_protocol")),
        migrations.RunSQL(EVIDENCE_FORWARD, EVIDENCE_REVERSE),
        migrations.RunSQL(REPEAT_FORWARD, REPEAT_REVERSE),
        migrations.RunSQL(TERMS_FORWARD, TERMS_REVERSE),
    ]
