"""The facts of scored trips in columns, kept by the database itself from each score as it is stored."""

from django.db import migrations

# One row per trip: a later version's score replaces it. A score without facts (none since the first) leaves none.
KEEP = """
CREATE FUNCTION clearance_trip_facts_of(score clearance_score) RETURNS SETOF clearance_trip_facts
LANGUAGE sql STABLE AS $$
    SELECT r.*
    FROM clearance_trip t,
         jsonb_populate_record(
             NULL::clearance_trip_facts,
             (score.inputs -> 'facts') || COALESCE(score.inputs -> 'place', '{}'::jsonb) || jsonb_build_object(
                 'trip_id', t.id, 'carrier_id', t.carrier_id, 'eta', t.eta, 'lane', score.lane
             )
         ) r
    WHERE t.id = score.trip_id AND score.inputs ? 'facts'
$$;
CREATE FUNCTION clearance_trip_facts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM clearance_trip_facts WHERE trip_id = NEW.trip_id;
    INSERT INTO clearance_trip_facts SELECT * FROM clearance_trip_facts_of(NEW);
    RETURN NULL;
END $$;
CREATE FUNCTION clearance_trip_facts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'clearance_trip_facts is kept by the database from the scores'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
INSERT INTO clearance_trip_facts
SELECT (clearance_trip_facts_of(last)).*
FROM (SELECT DISTINCT ON (trip_id) * FROM clearance_score ORDER BY trip_id, version_number DESC) last;
CREATE TRIGGER clearance_score_facts AFTER INSERT ON clearance_score
FOR EACH ROW EXECUTE FUNCTION clearance_trip_facts_keep();
CREATE TRIGGER clearance_trip_facts_kept BEFORE INSERT OR UPDATE OR DELETE ON clearance_trip_facts
FOR EACH ROW EXECUTE FUNCTION clearance_trip_facts_guard();
"""
LEAVE = """
DROP TRIGGER IF EXISTS clearance_score_facts ON clearance_score;
DROP TRIGGER IF EXISTS clearance_trip_facts_kept ON clearance_trip_facts;
DROP FUNCTION IF EXISTS clearance_trip_facts_guard();
DROP FUNCTION IF EXISTS clearance_trip_facts_keep();
DROP FUNCTION IF EXISTS clearance_trip_facts_of(clearance_score);
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0007_seals")]
    operations = [
        migrations.RunSQL(KEEP, LEAVE),
    ]
