"""Site visits of both agencies, and the second wall behind their signatures."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models

from enrollment import sql_interviews as sql
from portal.core.sql import append_only, trail_required, workflow_guard

TABLES = (
    "enrollment_site_visit",
    "enrollment_visit_member",
    "enrollment_visit_finding",
    "enrollment_visit_signature",
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sql'),
        ('accounts', '__first__'),
        ('enrollment', '0013_interviews'),
    ]

    operations = [
        portal.core.together.CreateTogether(
            tables=[
                migrations.CreateModel(
                    name='SiteVisit',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('number', models.CharField(max_length=16, unique=True)),
                        ('site', models.CharField(blank=True, default='', max_length=20)),
                        ('place', models.CharField(max_length=200)),
                        ('purpose', models.CharField(max_length=300)),
                        ('planned_on', models.DateField(null=True)),
                        ('grades', models.JSONField(default=dict)),
                        ('summary', models.CharField(blank=True, default='', max_length=2000)),
                        ('result', models.CharField(blank=True, default='', max_length=20)),
                        ('digest', models.CharField(blank=True, default='', max_length=64)),
                        ('status', models.CharField(default='requested', editable=False, max_length=12)),
                        ('visited_at', models.DateTimeField(null=True)),
                        ('signed_at', models.DateTimeField(null=True)),
                        ('ended_why', models.CharField(blank=True, default='', max_length=300)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ],
                    options={
                        'db_table': 'enrollment_site_visit',
                        'indexes': [models.Index(fields=['organisation', '-created_at'], name='visit_of_company')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('result__in', ['', 'meets', 'meets_with_actions', 'does_not_meet'])), name='visit_result_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['reported', 'signed_cbp', 'signed_cbsa', 'signed']), _negated=True), models.Q(models.Q(('digest', ''), _negated=True), models.Q(('result', ''), _negated=True)), _connector='OR'), name='visit_reported_has_digest')],
                    },
                ),
                migrations.CreateModel(
                    name='VisitFinding',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('line', models.CharField(max_length=30)),
                        ('text', models.CharField(max_length=500)),
                        ('fix', models.CharField(max_length=500)),
                        ('due_on', models.DateField()),
                        ('agency', models.CharField(max_length=4)),
                        ('officer_as', models.CharField(max_length=120)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='enrollment.sitevisit')),
                    ],
                    options={
                        'db_table': 'enrollment_visit_finding',
                    },
                ),
                migrations.CreateModel(
                    name='VisitMember',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=4)),
                        ('officer_as', models.CharField(max_length=120)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='enrollment.sitevisit')),
                    ],
                    options={
                        'db_table': 'enrollment_visit_member',
                        'constraints': [models.UniqueConstraint(fields=('visit', 'officer'), name='visit_member_once'), models.CheckConstraint(condition=models.Q(('agency__in', ('CBP', 'CBSA'))), name='visit_member_agency')],
                    },
                ),
                migrations.CreateModel(
                    name='VisitSignature',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=4)),
                        ('signed_as', models.CharField(max_length=120)),
                        ('digest', models.CharField(max_length=64)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='enrollment.sitevisit')),
                    ],
                    options={
                        'db_table': 'enrollment_visit_signature',
                        'constraints': [models.UniqueConstraint(fields=('visit', 'agency'), name='visit_signed_once_per_agency')],
                    },
                ),
            ],
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*append_only(table)) for table in ("enrollment_visit_finding", "enrollment_visit_signature")),
        migrations.RunSQL(*workflow_guard("enrollment_site_visit", "enrollment_site_visit")),
        migrations.RunSQL(*sql.VISIT_SIGNED),
    ]
