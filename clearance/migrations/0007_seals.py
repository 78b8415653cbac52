"""Physical seals with their custody chain, clearances before the booth, and the second wall behind them (R-55 to R-66)."""

from django.db import migrations

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
    dependencies = [("clearance", "0006_policies")]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in BUSINESS),
        *(migrations.RunSQL(*append_only(table)) for table in APPEND_ONLY),
        migrations.RunSQL(*workflow_guard("clearance_seal_record", "seal")),
        migrations.RunSQL(*workflow_guard("clearance_prior_clearance", "prior_clearance")),
        migrations.RunSQL(*workflow_guard("clearance_inspection_protocol", "inspection_protocol")),
        migrations.RunSQL(EVIDENCE_FORWARD, EVIDENCE_REVERSE),
        migrations.RunSQL(REPEAT_FORWARD, REPEAT_REVERSE),
        migrations.RunSQL(TERMS_FORWARD, TERMS_REVERSE),
    ]
