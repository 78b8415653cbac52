"""The simulator's record, and the wall behind it: no row begins with a report, no finished one changes."""

from django.db import migrations

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
    dependencies = [("clearance", "0004_delegation_orders")]
    operations = [
        migrations.RunSQL(*trail_required("clearance_simulation")),
        migrations.RunSQL(*workflow_guard("clearance_simulation", "simulation")),
        migrations.RunSQL(KEPT_FORWARD, KEPT_REVERSE),
    ]
