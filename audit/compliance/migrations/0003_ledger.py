"""The benefit ledger: movements that are never changed, cells the database counts, cases with one door (R-39)."""

import portal.core.clock
import portal.core.ids
from audit.compliance.sql import COUNTED
from django.db import migrations, models
from portal.core import sql

CASES = "compliance_benefit_shortfall"


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0002_sql'),
    ]

    operations = [
        migrations.CreateModel(
            name='BenefitShortfall',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('organisation_id', models.UUIDField(db_index=True)),
                ('organisation_name', models.CharField(max_length=200)),
                ('ground', models.CharField(max_length=20)),
                ('figures', models.JSONField()),
                ('status', models.CharField(default='open', editable=False, max_length=20)),
                ('opened_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answer', models.JSONField(null=True)),
                ('answered_as', models.CharField(blank=True, default='', max_length=150)),
                ('answered_at', models.DateTimeField(null=True)),
                ('reply', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'compliance_benefit_shortfall',
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ['rose', 'above_peers', 'promise_missed'])), name='shortfall_ground_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), models.Q(('answer__isnull', False), ('answered_at__isnull', False)), _connector='OR'), name='shortfall_answered_has_answer'), models.UniqueConstraint(condition=models.Q(('status__in', ['open', 'answered'])), fields=('organisation_id', 'ground'), name='shortfall_one_going_on')],
            },
        ),
        migrations.CreateModel(
            name='LedgerCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(max_length=2)),
                ('crossing', models.CharField(max_length=60)),
                ('direction', models.CharField(max_length=2)),
                ('chapter', models.CharField(blank=True, default='', max_length=2)),
                ('band', models.PositiveSmallIntegerField()),
                ('month', models.DateField()),
                ('movements', models.PositiveIntegerField()),
                ('inspected', models.PositiveIntegerField()),
                ('timed', models.PositiveIntegerField()),
                ('minutes', models.PositiveBigIntegerField()),
                ('squares', models.PositiveBigIntegerField()),
                ('promised', models.PositiveIntegerField()),
                ('kept', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'compliance_ledger_cell',
                'constraints': [models.UniqueConstraint(fields=('tier', 'crossing', 'direction', 'chapter', 'band', 'month'), name='ledger_cell_once'), models.CheckConstraint(condition=models.Q(('inspected__lte', models.F('movements'))), name='ledger_cell_within')],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('trip_id', models.UUIDField(primary_key=True, serialize=False)),
                ('trip_number', models.CharField(max_length=25)),
                ('organisation_id', models.UUIDField()),
                ('tier', models.CharField(max_length=2)),
                ('day', models.DateField()),
                ('crossing', models.CharField(max_length=60)),
                ('direction', models.CharField(max_length=2)),
                ('chapter', models.CharField(blank=True, default='', max_length=2)),
                ('band', models.PositiveSmallIntegerField()),
                ('inspected', models.BooleanField()),
                ('minutes', models.PositiveIntegerField(null=True)),
                ('promised', models.PositiveSmallIntegerField(null=True)),
                ('loop_number', models.PositiveIntegerField(null=True)),
                ('mode', models.CharField(default='truck', max_length=5)),
                ('goods', models.JSONField(default=list)),
                ('counted_at', models.DateTimeField(default=portal.core.clock.now)),
            ],
            options={
                'db_table': 'compliance_movement',
                'indexes': [models.Index(fields=['organisation_id', 'day'], name='movement_by_member'), models.Index(fields=['day'], name='movement_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('tier__in', ('T0', 'T1', 'T2', 'T3'))), name='movement_tier_known'), models.CheckConstraint(condition=models.Q(('direction__in', ['SB', 'NB'])), name='movement_direction_known'), models.CheckConstraint(condition=models.Q(('band__lte', 3)), name='movement_band_known'), models.CheckConstraint(condition=models.Q(('mode__in', ['truck', 'rail'])), name='movement_mode_known')],
            },
        ),
        migrations.RunSQL(*sql.append_only("compliance_movement")),
        migrations.RunSQL(*COUNTED),
        migrations.RunSQL(*sql.workflow_guard(CASES, "benefit_shortfall")),
        migrations.RunSQL(*sql.trail_required(CASES)),
    ]
