"""Accreditations of sites under two signatures; the register keeps only what a site is (R-59, R-107)."""

import importlib

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models

from portal.core.sql import append_only, trail_required, workflow_guard

SEALS = importlib.import_module("clearance.migrations.0007_seals")
TABLES = ("clearance_site_accreditation", "clearance_accreditation_signature")
# The register names the site; what counts is an accreditation both agencies signed, at the moment of the act.
BY_DATES = """SELECT 1 FROM clearance_site s WHERE s.id = NEW.site_id AND s.ended_at IS NULL
          AND (NEW.cleared_at AT TIME ZONE 'UTC')::date BETWEEN s.accredited_on AND s.expires_on"""
BY_BOTH = """SELECT 1 FROM clearance_site s JOIN clearance_site_accreditation a ON a.site_id = s.id
        WHERE s.id = NEW.site_id AND s.ended_at IS NULL AND a.status = 'in_force' AND a.purposes ? 'gate'
          AND NEW.cleared_at >= a.in_force_at AND NEW.cleared_at < a.ends_at"""
EVIDENCE_FORWARD = SEALS.EVIDENCE_FORWARD.replace(BY_DATES, BY_BOTH)
GUARD_FORWARD = """
CREATE FUNCTION clearance_accreditation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
       (NEW.number, NEW.version, NEW.site_id, NEW.purposes, NEW.standard, NEW.met, NEW.visit, NEW.ends_at, NEW.digest)
       IS DISTINCT FROM
       (OLD.number, OLD.version, OLD.site_id, OLD.purposes, OLD.standard, OLD.met, OLD.visit, OLD.ends_at, OLD.digest)
    THEN
        RAISE EXCEPTION 'the terms of accreditation SA-% are never edited', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_site_accreditation_terms BEFORE UPDATE ON clearance_site_accreditation
FOR EACH ROW EXECUTE FUNCTION clearance_accreditation_guard();
CREATE FUNCTION clearance_accreditation_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(DISTINCT s.agency) FROM clearance_accreditation_signature s
        JOIN clearance_site_accreditation a ON a.id = s.accreditation_id
        WHERE a.id = NEW.id AND a.status = 'in_force' AND s.digest = a.digest AND s.agency IN ('CBP', 'CBSA')) < 2
       AND EXISTS (SELECT 1 FROM clearance_site_accreditation a WHERE a.id = NEW.id AND a.status = 'in_force') THEN
        RAISE EXCEPTION 'accreditation SA-% is not signed by both agencies', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clearance_site_accreditation_signed AFTER INSERT OR UPDATE ON clearance_site_accreditation
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'in_force')
EXECUTE FUNCTION clearance_accreditation_signed();
CREATE FUNCTION clearance_perimeter_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM clearance_site_accreditation a WHERE a.site_id = NEW.site_id AND a.status = 'in_force'
          AND a.purposes ? 'perimeter' AND NEW.created_at >= a.in_force_at AND NEW.created_at < a.ends_at
    ) THEN
        RAISE EXCEPTION 'the site of perimeter clearance % is not accredited', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_perimeter_accredited BEFORE INSERT ON clearance_perimeter_clearance
FOR EACH ROW WHEN (NEW.site_id IS NOT NULL) EXECUTE FUNCTION clearance_perimeter_site();
"""
GUARD_REVERSE = """
DROP TRIGGER IF EXISTS clearance_perimeter_accredited ON clearance_perimeter_clearance;
DROP FUNCTION IF EXISTS clearance_perimeter_site();
DROP TRIGGER IF EXISTS clearance_site_accreditation_signed ON clearance_site_accreditation;
DROP FUNCTION IF EXISTS clearance_accreditation_signed();
DROP TRIGGER IF EXISTS clearance_site_accreditation_terms ON clearance_site_accreditation;
DROP FUNCTION IF EXISTS clearance_accreditation_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('clearance', '0014_loops'),
    ]

    operations = [
        portal.core.together.CreateTogether(
            tables=[
                migrations.CreateModel(
                    name='AccreditationSignature',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=10)),
                        ('signed_as', models.CharField(max_length=150)),
                        ('digest', models.CharField(max_length=64)),
                        ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('accreditation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='clearance.siteaccreditation')),
                    ],
                    options={
                        'db_table': 'clearance_accreditation_signature',
                        'constraints': [models.UniqueConstraint(fields=('accreditation', 'agency'), name='accreditation_signed_once_per_agency')],
                    },
                ),
                migrations.CreateModel(
                    name='SiteAccreditation',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('number', models.PositiveIntegerField()),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('purposes', models.JSONField()),
                        ('standard', models.CharField(max_length=40)),
                        ('met', models.JSONField()),
                        ('visit', models.CharField(blank=True, default='', max_length=16)),
                        ('ends_at', models.DateTimeField()),
                        ('digest', models.CharField(max_length=64)),
                        ('status', models.CharField(max_length=40)),
                        ('author_as', models.CharField(blank=True, default='', max_length=150)),
                        ('in_force_at', models.DateTimeField(null=True)),
                        ('suspended_by', models.CharField(blank=True, default='', max_length=10)),
                        ('reason', models.JSONField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_why', models.TextField(blank=True, default='')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accreditations', to='clearance.site')),
                    ],
                    options={
                        'db_table': 'clearance_site_accreditation',
                        'constraints': [models.UniqueConstraint(fields=('number', 'version'), name='accreditation_version_once'), models.UniqueConstraint(condition=models.Q(('status__in', ['in_force', 'suspended'])), fields=('site',), name='accreditation_one_per_site'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['suspended', 'revoked']), _negated=True), ('reason__isnull', False), _connector='OR'), name='accreditation_adverse_has_reason')],
                    },
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='site',
            name='site_dates',
        ),
        migrations.RenameField(
            model_name='site',
            old_name='accredited_as',
            new_name='registered_as',
        ),
        migrations.RemoveField(
            model_name='site',
            name='accreditation',
        ),
        migrations.RemoveField(
            model_name='site',
            name='accredited_on',
        ),
        migrations.RemoveField(
            model_name='site',
            name='expires_on',
        ),
        migrations.AddField(
            model_name='perimeterclearance',
            name='site',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clearance.site'),
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        migrations.RunSQL(*append_only("clearance_accreditation_signature")),
        migrations.RunSQL(*workflow_guard("clearance_site_accreditation", "site_accreditation")),
        migrations.RunSQL(GUARD_FORWARD, GUARD_REVERSE),
        migrations.RunSQL(SEALS.EVIDENCE_REVERSE + EVIDENCE_FORWARD, SEALS.EVIDENCE_REVERSE + SEALS.EVIDENCE_FORWARD),
    ]
