"""Compliance signals: one door for the status, no change without an entry (R-67)."""

import portal.core.clock
import portal.core.ids
from django.db import migrations, models
from portal.core import sql

SIGNALS = "compliance_signal"


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0004_facility_visits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('trip_id', models.UUIDField()),
                ('trip_number', models.CharField(max_length=25)),
                ('organisation_id', models.UUIDField()),
                ('organisation_name', models.CharField(max_length=200)),
                ('code', models.CharField(max_length=10)),
                ('text', models.JSONField()),
                ('path', models.CharField(blank=True, default='', max_length=120)),
                ('noted_at', models.DateTimeField()),
                ('status', models.CharField(default='noted', editable=False, max_length=20)),
                ('reason', models.TextField(blank=True, default='')),
                ('contested_as', models.CharField(blank=True, default='', max_length=150)),
                ('answer', models.JSONField(null=True)),
                ('answered_as', models.CharField(blank=True, default='', max_length=150)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'compliance_signal',
                'indexes': [models.Index(fields=['organisation_id', '-noted_at'], name='signal_by_member')],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__in', ['PMA_D02', 'PMA_D03', 'PMA_D04', 'PMA_D05'])), name='signal_code_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['corrected', 'upheld']), _negated=True), ('answer__isnull', False), _connector='OR'), name='signal_answered'), models.UniqueConstraint(fields=('trip_id', 'code', 'text'), name='signal_once')],
            },
        ),
        migrations.RunSQL(*sql.workflow_guard(SIGNALS, "compliance_signal")),
        migrations.RunSQL(*sql.trail_required(SIGNALS)),
    ]
