"""The facts of scored trips in columns, kept by the database itself from each score as it is stored."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

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
    dependencies = [
        ("clearance", "0011_seals"),
    ]

    operations = [
        migrations.CreateModel(
            name="TripFacts",
            fields=[
                (
                    "trip",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="facts",
                        serialize=False,
                        to="clearance.trip",
                    ),
                ),
                ("carrier_id", models.UUIDField()),
                ("eta", models.DateTimeField()),
                ("lane", models.CharField(max_length=20)),
                (
                    "open_lanes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), null=True, size=None
                    ),
                ),
                (
                    "importer_tiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), null=True, size=None
                    ),
                ),
                ("minute", models.PositiveSmallIntegerField(null=True)),
                ("fast_wait", models.PositiveSmallIntegerField(null=True)),
                ("fast_wait_age", models.PositiveIntegerField(null=True)),
                ("direction", models.CharField(max_length=60)),
                ("crossing", models.CharField(max_length=60)),
                ("empty", models.BooleanField()),
                ("bobtail", models.BooleanField()),
                ("shipments", models.FloatField()),
                ("lines", models.FloatField()),
                ("notice_minutes", models.FloatField(null=True)),
                ("arrival_hour", models.FloatField(null=True)),
                ("driver_tier", models.CharField(max_length=60, null=True)),
                ("carrier_tier", models.CharField(max_length=60, null=True)),
                ("importer_tier", models.CharField(max_length=60, null=True)),
                ("member_links", models.FloatField()),
                ("passengers", models.FloatField()),
                ("sealed", models.BooleanField()),
                ("high_security_seal", models.BooleanField()),
                ("third_country_container", models.BooleanField()),
                ("hazmat", models.BooleanField()),
                (
                    "hs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                (
                    "origins",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("third_country_origin", models.BooleanField()),
                ("marked_differently", models.BooleanField()),
                ("weight_kg", models.FloatField()),
                ("value_per_kg", models.FloatField(null=True)),
                ("value_missing", models.BooleanField()),
                ("on_pallets", models.BooleanField()),
                (
                    "warnings",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("versions", models.FloatField()),
                ("perimeter_cleared", models.BooleanField()),
                ("carrier_trips", models.FloatField(null=True)),
                ("driver_trips", models.FloatField(null=True)),
                ("pair_trips", models.FloatField(null=True)),
                ("findings", models.FloatField(null=True)),
                ("security_findings", models.FloatField(null=True)),
                ("new_goods", models.BooleanField(null=True)),
                ("seal_mismatch", models.BooleanField(null=True)),
                ("identity_mismatch", models.BooleanField(null=True)),
                ("image_alarm", models.BooleanField(null=True)),
                ("lookout", models.BooleanField(null=True)),
                ("legal_hold", models.BooleanField(null=True)),
            ],
            options={
                "db_table": "clearance_trip_facts",
                "indexes": [models.Index(fields=["eta"], name="trip_facts_by_eta")],
            },
        ),
        migrations.RunSQL(KEEP, LEAVE),
    ]
