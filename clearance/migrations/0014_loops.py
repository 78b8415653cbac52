"""Value-chain loops under two keys, the loop of a trip, and the cap on their routine checks behind the service (R-62)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required, workflow_guard

# What was signed is never edited; the status, its moments and the version counter are what may move.
TERMS_FORWARD = """
CREATE FUNCTION clearance_loop_terms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.version, NEW.owner_id, NEW.terms, NEW.digest, NEW.starts_at, NEW.ends_at)
       IS DISTINCT FROM
       (OLD.number, OLD.version, OLD.owner_id, OLD.terms, OLD.digest, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'the terms of loop VC-% are never edited', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_loop_terms BEFORE UPDATE ON clearance_loop
FOR EACH ROW EXECUTE FUNCTION clearance_loop_terms_guard();
CREATE FUNCTION clearance_loop_keys_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(DISTINCT s.agency) < 2 OR count(DISTINCT s.officer_id) < 2 FROM clearance_loop_signature s
        WHERE s.loop_id = NEW.id AND s.digest = NEW.digest AND s.agency IN ('CBP', 'CBSA')) THEN
        RAISE EXCEPTION 'loop VC-% is in force without the signatures of both agencies', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clearance_loop_keys AFTER INSERT OR UPDATE ON clearance_loop
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'in_force')
EXECUTE FUNCTION clearance_loop_keys_guard();
"""
TERMS_REVERSE = """
DROP TRIGGER IF EXISTS clearance_loop_keys ON clearance_loop;
DROP FUNCTION IF EXISTS clearance_loop_keys_guard();
DROP TRIGGER IF EXISTS clearance_loop_terms ON clearance_loop;
DROP FUNCTION IF EXISTS clearance_loop_terms_guard();
"""
# The last score of the version that stands decides; draws and every other cause pass.
CAP_FORWARD = """
CREATE FUNCTION clearance_loop_cap_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cause IN ('G8', 'G9') AND (
        SELECT s.inputs #> '{loop,used_up}' = 'true'::jsonb
        FROM clearance_score s JOIN clearance_trip t ON t.id = s.trip_id AND s.version_number = t.current_version
        WHERE t.id = NEW.trip_id ORDER BY s.run DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'cause % is a routine one, and the loop of trip % has had its routine checks',
            NEW.cause, NEW.trip_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_referral_loop_cap BEFORE INSERT OR UPDATE OF cause, trip_id ON clearance_referral
FOR EACH ROW EXECUTE FUNCTION clearance_loop_cap_guard();
"""
CAP_REVERSE = """
DROP TRIGGER IF EXISTS clearance_referral_loop_cap ON clearance_referral;
DROP FUNCTION IF EXISTS clearance_loop_cap_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sql'),
        ('clearance', '0013_queue_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LoopSignature',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('agency', models.CharField(max_length=10)),
                ('signed_as', models.CharField(max_length=150)),
                ('digest', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                'db_table': 'clearance_loop_signature',
            },
        ),
        migrations.CreateModel(
            name='ValueChainLoop',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('terms', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('status', models.CharField(max_length=40)),
                ('author_as', models.CharField(blank=True, default='', max_length=150)),
                ('in_force_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.TextField(blank=True, default='')),
                ('reason', models.JSONField(blank=True, null=True)),
            ],
            options={
                'db_table': 'clearance_loop',
            },
        ),
        migrations.AddField(
            model_name='historicaltrip',
            name='loop_number',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='trip',
            name='loop_number',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='tripfacts',
            name='loop_checks',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('loop_number__gt', 0)), fields=['loop_number', 'eta'], name='trip_by_loop'),
        ),
        migrations.AddField(
            model_name='loopsignature',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='valuechainloop',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='valuechainloop',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='loopsignature',
            name='loop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='clearance.valuechainloop'),
        ),
        migrations.AddIndex(
            model_name='valuechainloop',
            index=models.Index(fields=['owner', '-created_at'], name='loop_by_owner'),
        ),
        migrations.AddConstraint(
            model_name='valuechainloop',
            constraint=models.UniqueConstraint(fields=('number', 'version'), name='loop_version_once'),
        ),
        migrations.AddConstraint(
            model_name='valuechainloop',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'in_force')), fields=('number',), name='loop_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='valuechainloop',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='loop_dates'),
        ),
        migrations.AddConstraint(
            model_name='valuechainloop',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), ('reason__isnull', False), _connector='OR'), name='loop_refusal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='loopsignature',
            constraint=models.UniqueConstraint(fields=('loop', 'agency'), name='loop_signed_once_per_agency'),
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in ("clearance_loop", "clearance_loop_signature")),
        migrations.RunSQL(*append_only("clearance_loop_signature")),
        migrations.RunSQL(*workflow_guard("clearance_loop", "value_chain_loop")),
        migrations.RunSQL(TERMS_FORWARD, TERMS_REVERSE),
        migrations.RunSQL(CAP_FORWARD, CAP_REVERSE),
    ]
