"""Look-outs with their matches and markers, days of draws, scores in several runs; the second wall behind them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
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
    dependencies = [
        ("clearance", "0013_profile_life"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DoNotMatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("filed", models.JSONField()),
                ("grounds", models.CharField(max_length=1000)),
                ("source", models.CharField(max_length=20)),
                ("reference", models.CharField(blank=True, default="", max_length=60)),
                ("decided_as", models.CharField(max_length=150)),
                ("decided_at", models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                "db_table": "clearance_do_not_match",
            },
        ),
        migrations.CreateModel(
            name="DrawDay",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("day", models.DateField(unique=True)),
                ("sealed_seed", models.TextField()),
                ("commitment", models.CharField(max_length=64)),
                ("committed_at", models.DateTimeField(default=portal.core.clock.now)),
                ("seed", models.CharField(blank=True, default="", max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
                ("list_digest", models.CharField(blank=True, default="", max_length=64)),
                ("draw_count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "clearance_draw_day",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("seed", "")),
                            models.Q(
                                models.Q(("seed", ""), _negated=True), models.Q(("published_at", None), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="draw_seed_with_its_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lookout",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("identity", models.JSONField()),
                ("source_class", models.CharField(max_length=20)),
                ("quality", models.CharField(max_length=20)),
                ("purpose", models.CharField(max_length=300)),
                ("agency", models.CharField(max_length=10)),
                ("reason_class", models.CharField(max_length=20)),
                ("detail", models.TextField(blank=True, default="")),
                ("shared", models.BooleanField(default=False)),
                ("expires_at", models.DateTimeField()),
                ("status", models.CharField(max_length=40)),
                ("author_as", models.CharField(blank=True, default="", max_length=150)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, default="", max_length=500)),
            ],
            options={
                "db_table": "clearance_lookout",
            },
        ),
        migrations.CreateModel(
            name="LookoutKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "clearance_lookout_key",
            },
        ),
        migrations.CreateModel(
            name="LookoutMatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("version_number", models.PositiveIntegerField()),
                ("filed", models.JSONField()),
                ("fingerprints", models.JSONField()),
                ("mark", models.CharField(max_length=64)),
                ("degree", models.CharField(max_length=10)),
                ("likeness", models.FloatField(default=0)),
                ("dates", models.CharField(blank=True, default="", max_length=10)),
                ("status", models.CharField(max_length=40)),
                ("decided_as", models.CharField(blank=True, default="", max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                ("grounds", models.CharField(blank=True, default="", max_length=1000)),
            ],
            options={
                "db_table": "clearance_lookout_match",
            },
        ),
        migrations.CreateModel(
            name="RandomDraw",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("tier", models.CharField(max_length=2)),
                ("rate", models.DecimalField(decimal_places=5, max_digits=6)),
                ("drawn", models.BooleanField()),
                ("drawn_at", models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                "db_table": "clearance_random_draw",
            },
        ),
        migrations.AlterModelOptions(
            name="score",
            options={"ordering": ["-version_number", "-run"]},
        ),
        migrations.RemoveConstraint(
            model_name="score",
            name="score_once_per_version",
        ),
        migrations.AddField(
            model_name="score",
            name="run",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("trip", "version_number", "run"), name="score_once_per_run"),
        ),
        migrations.AddField(
            model_name="donotmatch",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lookout",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="donotmatch",
            name="lookout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="markers", to="clearance.lookout"
            ),
        ),
        migrations.AddField(
            model_name="lookoutkey",
            name="lookout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="clearance.lookout"
            ),
        ),
        migrations.AddField(
            model_name="lookoutmatch",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lookoutmatch",
            name="lookout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="clearance.lookout"
            ),
        ),
        migrations.AddField(
            model_name="lookoutmatch",
            name="trip",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lookout_matches", to="clearance.trip"
            ),
        ),
        migrations.AddField(
            model_name="randomdraw",
            name="day",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="clearance.drawday"
            ),
        ),
        migrations.AddField(
            model_name="randomdraw",
            name="trip",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="clearance.trip"
            ),
        ),
        migrations.AddIndex(
            model_name="lookout",
            index=models.Index(condition=models.Q(("status", "active")), fields=["expires_at"], name="lookout_active"),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))), name="lookout_expires"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "plate", "trailer", "company", "seal"])),
                name="lookout_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source_class__in",
                        ["own_finding", "counterpart", "police", "court", "intelligence", "foreign", "report"],
                    )
                ),
                name="lookout_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("quality__in", ["confirmed", "probable", "possible", "unjudged"])),
                name="lookout_quality_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason_class__in", ["security", "identity", "goods", "seal"])),
                name="lookout_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookout",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", ""), _negated=True), name="lookout_has_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="donotmatch",
            constraint=models.UniqueConstraint(fields=("lookout", "fingerprint"), name="do_not_match_once"),
        ),
        migrations.AddConstraint(
            model_name="donotmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="do_not_match_grounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookoutkey",
            constraint=models.UniqueConstraint(fields=("key", "lookout"), name="lookout_key_once"),
        ),
        migrations.AddIndex(
            model_name="lookoutmatch",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["created_at"], name="lookout_match_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookoutmatch",
            constraint=models.UniqueConstraint(fields=("lookout", "trip", "mark"), name="lookout_match_once"),
        ),
        migrations.AddIndex(
            model_name="randomdraw",
            index=models.Index(fields=["drawn_at", "tier", "rate"], name="draw_by_month"),
        ),
        migrations.AddConstraint(
            model_name="randomdraw",
            constraint=models.UniqueConstraint(fields=("trip", "number"), name="draw_number_once"),
        ),
        migrations.AddConstraint(
            model_name="randomdraw",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="draw_rate_is_a_share"
            ),
        ),
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
