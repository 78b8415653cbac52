"""Connections to the agencies, messages sent and received, outages; what was sent or received never changes."""

from django.db import migrations

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
    dependencies = [("clearance", "0002_sql")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table, _workflow in TABLES),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in TABLES),
        migrations.RunSQL(FROZEN, THAWED),
    ]
