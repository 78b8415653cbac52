"""Look-outs with their matches and markers, days of draws, scores in several runs; the second wall behind them."""

from django.db import migrations

from portal.core.sql import append_only, trail_required, workflow_guard

LOOKOUT_FORWARD = """
CREATE FUNCTION clearance_lookout_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.kind, NEW.identity, NEW.source_class, NEW.quality, NEW.purpose, NEW.agency, NEW.reason_class,
        NEW.detail, NEW.expires_at, NEW.created_at)
       IS DISTINCT FROM
       (OLD.number, OLD.kind, OLD.identity, OLD.source_class, OLD.quality, OLD.purpose, OLD.agency, OLD.reason_class,
        OLD.detail, OLD.expires_at, OLD.created_at) OR (OLD.shared AND NOT NEW.shared) THEN
        RAISE EXCEPTION 'look-out L-% never changes: withdraw it and enter a new one', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_lookout_terms BEFORE UPDATE ON clearance_lookout
FOR EACH ROW EXECUTE FUNCTION clearance_lookout_guard();
CREATE TRIGGER clearance_lookout_kept BEFORE DELETE ON clearance_lookout
FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
CREATE FUNCTION clearance_lookout_match_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.lookout_id, NEW.trip_id, NEW.filed, NEW.fingerprints, NEW.mark, NEW.degree) IS DISTINCT FROM
       (OLD.lookout_id, OLD.trip_id, OLD.filed, OLD.fingerprints, OLD.mark, OLD.degree) THEN
        RAISE EXCEPTION 'what a look-out met never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_lookout_match_terms BEFORE UPDATE ON clearance_lookout_match
FOR EACH ROW EXECUTE FUNCTION clearance_lookout_match_guard();
CREATE TRIGGER clearance_lookout_match_kept BEFORE DELETE ON clearance_lookout_match
FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
"""
LOOKOUT_REVERSE = """
DROP TRIGGER IF EXISTS clearance_lookout_match_kept ON clearance_lookout_match;
DROP TRIGGER IF EXISTS clearance_lookout_match_terms ON clearance_lookout_match;
DROP FUNCTION IF EXISTS clearance_lookout_match_guard();
DROP TRIGGER IF EXISTS clearance_lookout_kept ON clearance_lookout;
DROP TRIGGER IF EXISTS clearance_lookout_terms ON clearance_lookout;
DROP FUNCTION IF EXISTS clearance_lookout_guard();
"""
# The seed comes in once, after its day by the clock of the database as well, and only if it is the one committed to.
DRAWS_FORWARD = """
CREATE FUNCTION clearance_draw_day_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    day_over timestamptz := (NEW.day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.seed <> '' OR length(NEW.commitment) <> 64 THEN
            RAISE EXCEPTION 'a day of draws begins with a commitment and without its seed'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.day, NEW.sealed_seed, NEW.commitment, NEW.committed_at)
       IS DISTINCT FROM (OLD.day, OLD.sealed_seed, OLD.commitment, OLD.committed_at) THEN
        RAISE EXCEPTION 'the commitment of % never changes', OLD.day USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.seed <> '' THEN
        RAISE EXCEPTION 'the draws of % are published and never change', OLD.day USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seed <> '' AND (NEW.published_at < day_over OR clock_timestamp() < day_over) THEN
        RAISE EXCEPTION 'the seed of % is published after the day', OLD.day USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seed <> '' AND encode(sha256(decode(NEW.seed, 'hex')), 'hex') <> NEW.commitment THEN
        RAISE EXCEPTION 'this is not the seed that was committed to for %', OLD.day
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_draw_day_terms BEFORE INSERT OR UPDATE ON clearance_draw_day
FOR EACH ROW EXECUTE FUNCTION clearance_draw_day_guard();
CREATE TRIGGER clearance_draw_day_kept BEFORE DELETE ON clearance_draw_day
FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
CREATE FUNCTION clearance_random_draw_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM clearance_draw_day d WHERE d.id = NEW.day_id AND d.seed <> '') THEN
        RAISE EXCEPTION 'no draw is made with a seed that is published' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_random_draw_terms BEFORE INSERT ON clearance_random_draw
FOR EACH ROW EXECUTE FUNCTION clearance_random_draw_guard();
"""
DRAWS_REVERSE = """
DROP TRIGGER IF EXISTS clearance_random_draw_terms ON clearance_random_draw;
DROP FUNCTION IF EXISTS clearance_random_draw_guard();
DROP TRIGGER IF EXISTS clearance_draw_day_kept ON clearance_draw_day;
DROP TRIGGER IF EXISTS clearance_draw_day_terms ON clearance_draw_day;
DROP FUNCTION IF EXISTS clearance_draw_day_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0009_profile_life")]
    operations = [
        *(
            migrations.RunSQL(*trail_required(table))
            for table in (
                "clearance_lookout",
                "clearance_lookout_key",
                "clearance_lookout_match",
                "clearance_do_not_match",
                "clearance_draw_day",
                "clearance_random_draw",
            )
        ),
        *(
            migrations.RunSQL(*append_only(table))
            for table in ("clearance_lookout_key", "clearance_do_not_match", "clearance_random_draw")
        ),
        migrations.RunSQL(*workflow_guard("clearance_lookout", "lookout")),
        migrations.RunSQL(*workflow_guard("clearance_lookout_match", "lookout_match")),
        migrations.RunSQL(LOOKOUT_FORWARD, LOOKOUT_REVERSE),
        migrations.RunSQL(DRAWS_FORWARD, DRAWS_REVERSE),
    ]
