"""The simulator's record, and the wall behind it: no row begins with a report, no finished one changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import trail_required, workflow_guard

KEPT_FORWARD = """
CREATE FUNCTION clearance_simulation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'queued' OR NEW.report <> '{}'::jsonb OR NEW.report_digest <> '' THEN
            RAISE EXCEPTION 'a simulation begins without a report' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.status IN ('done', 'failed') THEN
        RAISE EXCEPTION 'a finished simulation is never changed, none is removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.kind, NEW.subject_id, NEW.digest, NEW.requested_by_id, NEW.requested_as, NEW.requested_at)
       IS DISTINCT FROM
       (OLD.id, OLD.kind, OLD.subject_id, OLD.digest, OLD.requested_by_id, OLD.requested_as, OLD.requested_at) THEN
        RAISE EXCEPTION 'what a simulation is about is never edited' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.status = 'done') IS DISTINCT FROM (NEW.report_digest <> '' AND NEW.report <> '{}'::jsonb) THEN
        RAISE EXCEPTION 'a simulation is done when it has its report' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_simulation_kept BEFORE INSERT OR UPDATE OR DELETE ON clearance_simulation
FOR EACH ROW EXECUTE FUNCTION clearance_simulation_guard();
CREATE TRIGGER clearance_simulation_no_truncate BEFORE TRUNCATE ON clearance_simulation
FOR EACH STATEMENT EXECUTE FUNCTION preclear_append_only();
"""
KEPT_REVERSE = """
DROP TRIGGER IF EXISTS clearance_simulation_no_truncate ON clearance_simulation;
DROP TRIGGER IF EXISTS clearance_simulation_kept ON clearance_simulation;
DROP FUNCTION IF EXISTS clearance_simulation_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clearance", "0007_delegation_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Simulation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
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
        migrations.RunSQL(*trail_required("clearance_simulation")),
        migrations.RunSQL(*workflow_guard("clearance_simulation", "simulation")),
        migrations.RunSQL(KEPT_FORWARD, KEPT_REVERSE),
    ]
