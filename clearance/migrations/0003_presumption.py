"""The second wall of R-11: a truck presumed clear cannot be referred but for a cause of the closed list."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION clearance_presumption_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cause !~ '^GF[1-7]$' AND EXISTS (
        SELECT 1 FROM clearance_score s JOIN clearance_trip t ON t.id = s.trip_id
        WHERE t.id = NEW.trip_id AND s.version_number = t.current_version
          AND s.inputs -> 'presumption' = 'true'::jsonb
    ) THEN
        RAISE EXCEPTION 'cause % does not lift the presumption of trip %', NEW.cause, NEW.trip_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_referral_presumption BEFORE INSERT OR UPDATE OF cause, trip_id ON clearance_referral
FOR EACH ROW EXECUTE FUNCTION clearance_presumption_guard();
"""
REVERSE = """
DROP TRIGGER IF EXISTS clearance_referral_presumption ON clearance_referral;
DROP FUNCTION IF EXISTS clearance_presumption_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0002_sql")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
