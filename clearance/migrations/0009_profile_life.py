"""The life of a threat profile in the database: nothing signed is edited, no key is missing (R-35, issue 4 item 1)."""

from django.db import migrations

GUARD_FORWARD = """
CREATE FUNCTION clearance_profile_keys(profile uuid, signed text) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN count(DISTINCT s.agency) = count(DISTINCT s.officer_id) THEN count(DISTINCT s.agency)::integer
                ELSE 0 END
    FROM clearance_profile_signature s
    WHERE s.profile_id = profile AND s.digest = signed AND s.agency IN ('CBP', 'CBSA')
$$;

CREATE FUNCTION clearance_profile_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a threat profile is never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' OR NEW.simulation_id IS NOT NULL OR NEW.active_from IS NOT NULL THEN
            RAISE EXCEPTION 'a threat profile begins as a draft' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.number, NEW.author_id, NEW.side) IS DISTINCT FROM (OLD.id, OLD.number, OLD.author_id, OLD.side) THEN
        RAISE EXCEPTION 'number and author of profile % are never edited', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.status <> 'draft' OR NEW.status <> 'draft')
       AND (NEW.document, NEW.digest, NEW.editors) IS DISTINCT FROM (OLD.document, OLD.digest, OLD.editors) THEN
        RAISE EXCEPTION 'profile % is no longer a draft: its rules are never edited', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.document IS DISTINCT FROM OLD.document) <> (NEW.digest IS DISTINCT FROM OLD.digest) THEN
        RAISE EXCEPTION 'profile % changes with its digest or not at all', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.simulation_id IS DISTINCT FROM OLD.simulation_id AND NOT (OLD.status = 'draft' AND NEW.status = 'simulated') THEN
        RAISE EXCEPTION 'the simulation of profile % is bound once', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status IS NOT DISTINCT FROM OLD.status THEN
        RETURN NEW;
    END IF;
    IF NEW.status IN ('simulated', 'approved', 'active') AND NOT EXISTS (
        SELECT 1 FROM clearance_simulation m
        WHERE m.id = NEW.simulation_id AND m.kind = 'profile' AND m.subject_id = NEW.id
          AND m.digest = NEW.digest AND m.status = 'done'
    ) THEN
        RAISE EXCEPTION 'profile % has no simulation of exactly these rules', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status IN ('approved', 'active') AND clearance_profile_keys(NEW.id, NEW.digest) <> 2 THEN
        RAISE EXCEPTION 'profile % takes the signatures of two people of both agencies', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_profile_life BEFORE INSERT OR UPDATE OR DELETE ON clearance_threat_profile
FOR EACH ROW EXECUTE FUNCTION clearance_profile_guard();
CREATE TRIGGER clearance_threat_profile_no_truncate BEFORE TRUNCATE ON clearance_threat_profile
FOR EACH STATEMENT EXECUTE FUNCTION preclear_append_only();

CREATE FUNCTION clearance_profile_signature_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed record;
BEGIN
    SELECT * INTO signed FROM clearance_threat_profile p WHERE p.id = NEW.profile_id;
    IF signed.status NOT IN ('simulated', 'signed_cbp', 'signed_cbsa') OR NEW.digest <> signed.digest THEN
        RAISE EXCEPTION 'profile % is not to be signed as it stands', signed.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.agency NOT IN ('CBP', 'CBSA') THEN
        RAISE EXCEPTION '% holds no key of a profile', NEW.agency USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.officer_id = signed.author_id OR jsonb_exists(signed.editors, NEW.officer_id::text) THEN
        RAISE EXCEPTION 'who wrote profile % does not sign it', signed.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_profile_signature_keys BEFORE INSERT ON clearance_profile_signature
FOR EACH ROW EXECUTE FUNCTION clearance_profile_signature_guard();
"""
GUARD_REVERSE = """
DROP TRIGGER IF EXISTS clearance_profile_signature_keys ON clearance_profile_signature;
DROP FUNCTION IF EXISTS clearance_profile_signature_guard();
DROP TRIGGER IF EXISTS clearance_threat_profile_no_truncate ON clearance_threat_profile;
DROP TRIGGER IF EXISTS clearance_profile_life ON clearance_threat_profile;
DROP FUNCTION IF EXISTS clearance_profile_guard();
DROP FUNCTION IF EXISTS clearance_profile_keys(uuid, text);
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0008_trip_facts")]
    operations = [
        migrations.RunSQL(GUARD_FORWARD, GUARD_REVERSE),
    ]
