"""Delegation orders under two keys and requests for information, with the second wall behind them (R-41)."""

from django.db import migrations

from portal.core.sql import append_only, trail_required, workflow_guard

# What was signed is never edited; the status, its moments and the version counter are what may move.
TERMS_FORWARD = """
CREATE FUNCTION clearance_order_terms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.version, NEW.giver, NEW.receiver, NEW.terms, NEW.digest, NEW.starts_at, NEW.ends_at)
       IS DISTINCT FROM
       (OLD.number, OLD.version, OLD.giver, OLD.receiver, OLD.terms, OLD.digest, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'the terms of order D-% are never edited', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_order_terms BEFORE UPDATE ON clearance_delegation_order
FOR EACH ROW EXECUTE FUNCTION clearance_order_terms_guard();
"""
TERMS_REVERSE = """
DROP TRIGGER IF EXISTS clearance_order_terms ON clearance_delegation_order;
DROP FUNCTION IF EXISTS clearance_order_terms_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0003_gateways")]
    operations = [
        *(
            migrations.RunSQL(*trail_required(table))
            for table in ("clearance_delegation_order", "clearance_order_signature", "clearance_agency_request")
        ),
        migrations.RunSQL(*append_only("clearance_order_signature")),
        migrations.RunSQL(*workflow_guard("clearance_delegation_order", "delegation_order")),
        migrations.RunSQL(*workflow_guard("clearance_agency_request", "agency_request")),
        migrations.RunSQL(TERMS_FORWARD, TERMS_REVERSE),
    ]
