"""What both agencies learned from an inspection, under two keys (R-50)."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from django.conf import settings
from django.db import migrations, models

from portal.core.sql import append_only, trail_required, workflow_guard

TABLE, KEYS = "clearance_after_action", "clearance_after_action_key"
SIGNED = (
    """
    CREATE FUNCTION clearance_after_action_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'an after-action stays' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.inspection_id <> OLD.inspection_id OR (OLD.status <> 'draft' AND NEW.parts <> OLD.parts) THEN
            RAISE EXCEPTION 'signed words stay as they are' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.status = 'joint' AND (
            SELECT count(DISTINCT k.agency) < 2 OR count(DISTINCT k.officer_id) < 2 FROM clearance_after_action_key k
            WHERE k.after_action_id = NEW.id AND k.digest = NEW.digest
        ) THEN
            RAISE EXCEPTION 'an after-action is joint with two keys' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER clearance_after_action_signed BEFORE UPDATE OR DELETE ON clearance_after_action
        FOR EACH ROW EXECUTE FUNCTION clearance_after_action_guard();
    """,
    """
    DROP TRIGGER IF EXISTS clearance_after_action_signed ON clearance_after_action;
    DROP FUNCTION IF EXISTS clearance_after_action_guard();
    """,
)


class Migration(migrations.Migration):

    dependencies = [
        ('clearance', '0019_facility_outcomes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AfterAction',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('parts', models.JSONField(default=dict)),
                ('status', models.CharField(default='draft', editable=False, max_length=12)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('written_as', models.CharField(max_length=150)),
                ('written_agency', models.CharField(max_length=10)),
                ('written_at', models.DateTimeField()),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='after_action', to='clearance.inspection')),
            ],
            options={
                'db_table': 'clearance_after_action',
            },
        ),
        migrations.CreateModel(
            name='AfterActionKey',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('agency', models.CharField(max_length=10)),
                ('signed_as', models.CharField(max_length=150)),
                ('digest', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
                ('after_action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='clearance.afteraction')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'clearance_after_action_key',
            },
        ),
        migrations.AddConstraint(
            model_name='afteraction',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('digest', ''), _negated=True), _connector='OR'), name='after_action_signed_has_digest'),
        ),
        migrations.AddConstraint(
            model_name='afteractionkey',
            constraint=models.UniqueConstraint(fields=('after_action', 'agency', 'digest'), name='after_action_key_once'),
        ),
        migrations.AddConstraint(
            model_name='afteractionkey',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['CBP', 'CBSA'])), name='after_action_key_border'),
        ),
        migrations.RunSQL(*workflow_guard(TABLE, "after_action")),
        migrations.RunSQL(*SIGNED),
        migrations.RunSQL(*trail_required(TABLE)),
        migrations.RunSQL(*trail_required(KEYS)),
        migrations.RunSQL(*append_only(KEYS)),
    ]
