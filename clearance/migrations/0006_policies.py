"""Lane policies and risk appetite under two keys, and the second wall behind them and behind the closed lists (R-11, R-36)."""

from django.db import migrations

from portal.core.sql import append_only, trail_required, workflow_guard

# Shared by every document under two keys: frozen from its first moment, in force only when both agencies signed this
# digest and a finished simulation of it is bound. TG_ARGV: signature table.
DOCUMENT_FORWARD = """
CREATE FUNCTION clearance_two_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed text[] := ARRAY['id', 'number', 'document', 'digest', 'note', 'valid_from', 'valid_to', 'author_id',
        'author_as', 'kind', 'crossing', 'direction', 'created_at'];
    name text;
    keys integer;
    people integer;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a document under two keys is never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' OR NEW.simulation_id IS NOT NULL THEN
            RAISE EXCEPTION 'a document under two keys begins as a draft' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    FOREACH name IN ARRAY fixed LOOP
        IF to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name THEN
            RAISE EXCEPTION '% of a document under two keys is never edited', name USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    IF OLD.simulation_id IS DISTINCT FROM NEW.simulation_id AND (OLD.status <> 'draft' OR NEW.status <> 'simulated') THEN
        RAISE EXCEPTION 'the simulation is bound to a draft, once' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status IN ('simulated', 'signed_cbp', 'signed_cbsa', 'approved', 'in_force') AND NOT EXISTS (
        SELECT 1 FROM clearance_simulation s
        WHERE s.id = NEW.simulation_id AND s.subject_id = NEW.id AND s.status = 'done' AND s.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'no finished simulation of this digest' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status = 'in_force' AND OLD.status <> 'in_force' THEN
        EXECUTE format(
            'SELECT count(DISTINCT agency), count(DISTINCT officer_id) FROM %I '
            'WHERE version_id = $1 AND digest = $2 AND officer_id <> $3 AND agency IN (''CBP'', ''CBSA'')',
            TG_ARGV[0]
        ) INTO keys, people USING NEW.id, NEW.digest, NEW.author_id;
        IF keys < 2 OR people < 2 THEN
            RAISE EXCEPTION 'in force takes the signatures of both agencies, by two people' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION clearance_two_key_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed record;
BEGIN
    EXECUTE format('SELECT digest, author_id, status FROM %I WHERE id = $1 FOR UPDATE', TG_ARGV[0])
    INTO signed USING NEW.version_id;
    IF signed.digest IS DISTINCT FROM NEW.digest OR signed.author_id = NEW.officer_id
       OR NEW.agency NOT IN ('CBP', 'CBSA') OR signed.status NOT IN ('signed_cbp', 'signed_cbsa', 'approved') THEN
        RAISE EXCEPTION 'this is no signature under this document' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
DOCUMENT_REVERSE = """
DROP FUNCTION IF EXISTS clearance_two_key_guard();
DROP FUNCTION IF EXISTS clearance_two_key_signature();
"""

# A referral names a cause of the two closed lists, and one of the Green-FAST list wherever the presumption holds: by
# the score of the present version, or, until it is there, by the last score of the trip. Random draws are the
# system's; a written fact and a legal hold are written down.
CAUSES_FORWARD = """
CREATE FUNCTION clearance_presumption_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    presumed boolean;
BEGIN
    IF NEW.cause !~ '^(GF[1-7]|G([1-9]|10|11))$' THEN
        RAISE EXCEPTION 'cause "%" is not on a closed list', NEW.cause USING ERRCODE = 'check_violation';
    END IF;
    SELECT s.inputs -> 'presumption' = 'true'::jsonb INTO presumed FROM clearance_score s
    WHERE s.trip_id = NEW.trip_id ORDER BY s.version_number DESC LIMIT 1;
    IF presumed AND NEW.cause !~ '^GF' THEN
        RAISE EXCEPTION 'cause % does not lift the presumption of trip %', NEW.cause, NEW.trip_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.cause ~ '^GF?6$' AND NOT NEW.drawn THEN
        RAISE EXCEPTION 'only the system draws' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.cause ~ '^GF?[47]$' AND length(btrim(NEW.note)) < 40 THEN
        RAISE EXCEPTION 'cause % needs the fact in words', NEW.cause USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_referral_presumption BEFORE INSERT OR UPDATE OF cause, trip_id, note, drawn ON clearance_referral
FOR EACH ROW EXECUTE FUNCTION clearance_presumption_guard();
"""
CAUSES_REVERSE = """
DROP TRIGGER IF EXISTS clearance_referral_presumption ON clearance_referral;
DROP FUNCTION IF EXISTS clearance_presumption_guard();
"""

KEPT = (("clearance_lane_policy", "lane_policy"), ("clearance_appetite", "appetite"))
SIGNATURES = ("clearance_lane_policy_signature", "clearance_appetite_signature")
ADDED = (*SIGNATURES, "clearance_local_attention", "clearance_lane_wait")


def kept_document(table: str) -> tuple[str, str]:
    """The guard of one table of documents, with its signature table's."""
    signatures = f"{table}_signature"
    return (
        f"CREATE TRIGGER {table}_kept BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION clearance_two_key_guard('{signatures}');"
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION preclear_append_only();"
        f"CREATE TRIGGER {signatures}_true BEFORE INSERT ON {signatures} "
        f"FOR EACH ROW EXECUTE FUNCTION clearance_two_key_signature('{table}');",
        f"DROP TRIGGER IF EXISTS {signatures}_true ON {signatures};"
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};"
        f"DROP TRIGGER IF EXISTS {table}_kept ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("clearance", "0005_simulation")]
    operations = [
        migrations.RunSQL(DOCUMENT_FORWARD, DOCUMENT_REVERSE),
        *(migrations.RunSQL(*kept_document(table)) for table, _ in KEPT),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in KEPT),
        *(migrations.RunSQL(*append_only(table)) for table in ADDED),
        *(migrations.RunSQL(*trail_required(table)) for table in (*ADDED, *(table for table, _ in KEPT))),
        migrations.RunSQL(CAUSES_FORWARD, CAUSES_REVERSE),
    ]
