"""Facility visits: a locked draw, marks made on site, one door for the status, two keys (R-63)."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from audit.compliance import sql_visits as own
from django.conf import settings
from django.db import migrations, models
from portal.core import sql

VISITS = "compliance_facility_visit"
NEVER_CHANGED = (
    "compliance_facility_entry",
    "compliance_facility_selection",
    "compliance_facility_draw",
    "compliance_visit_mark",
    "compliance_visit_photo",
    "compliance_visit_key",
    "compliance_visit_finding",
    "compliance_visit_answer",
)


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0003_ledger'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FacilityDraw',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('rules', models.CharField(max_length=20)),
                ('share', models.PositiveSmallIntegerField()),
                ('pool_size', models.PositiveIntegerField()),
                ('drawn_size', models.PositiveIntegerField()),
                ('list_digest', models.CharField(max_length=64)),
                ('drawn_at', models.DateTimeField(default=portal.core.clock.now)),
                ('month', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='facility_draw', to='compliance.auditmonth')),
            ],
            options={
                'db_table': 'compliance_facility_draw',
            },
        ),
        migrations.CreateModel(
            name='FacilityEntry',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('site_id', models.UUIDField()),
                ('organisation_id', models.UUIDField()),
                ('token', models.CharField(max_length=64, unique=True)),
                ('month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='compliance.auditmonth')),
            ],
            options={
                'db_table': 'compliance_facility_entry',
            },
        ),
        migrations.CreateModel(
            name='FacilitySelection',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('place', models.PositiveIntegerField()),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='selection', to='compliance.facilityentry')),
                ('month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities_drawn', to='compliance.auditmonth')),
            ],
            options={
                'db_table': 'compliance_facility_selection',
            },
        ),
        migrations.CreateModel(
            name='FacilityVisit',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('site_id', models.UUIDField()),
                ('site_code', models.CharField(max_length=20)),
                ('site_name', models.CharField(max_length=80)),
                ('site_place', models.CharField(max_length=80)),
                ('organisation_id', models.UUIDField(db_index=True)),
                ('organisation_name', models.CharField(max_length=200)),
                ('status', models.CharField(default='drawn', editable=False, max_length=12)),
                ('due_on', models.DateField()),
                ('planned_on', models.DateField(null=True)),
                ('visited_at', models.DateTimeField(null=True)),
                ('report', models.JSONField(default=dict)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('signed_at', models.DateTimeField(null=True)),
                ('answer_until', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, default='', max_length=300)),
                ('selection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='compliance.facilityselection')),
            ],
            options={
                'db_table': 'compliance_facility_visit',
            },
        ),
        migrations.CreateModel(
            name='PointFinding',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('point', models.CharField(max_length=30)),
                ('text', models.CharField(max_length=500)),
                ('fix', models.CharField(max_length=500)),
                ('fix_by', models.DateField()),
                ('digest', models.CharField(max_length=64)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_finding',
            },
        ),
        migrations.CreateModel(
            name='PointMark',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('client_id', models.UUIDField()),
                ('point', models.CharField(max_length=30)),
                ('mark', models.CharField(max_length=12)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('seen', models.UUIDField(null=True)),
                ('outcome', models.CharField(max_length=8)),
                ('device_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(default=portal.core.clock.now)),
                ('officer_as', models.CharField(max_length=120)),
                ('agency', models.CharField(max_length=10)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_mark',
            },
        ),
        migrations.CreateModel(
            name='PointPhoto',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('client_id', models.UUIDField()),
                ('point', models.CharField(max_length=30)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('device_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(default=portal.core.clock.now)),
                ('officer_as', models.CharField(max_length=120)),
                ('agency', models.CharField(max_length=10)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_photo',
            },
        ),
        migrations.CreateModel(
            name='VisitAnswer',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('text', models.TextField()),
                ('answered_as', models.CharField(max_length=120)),
                ('answered_at', models.DateTimeField(default=portal.core.clock.now)),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_answer',
            },
        ),
        migrations.CreateModel(
            name='VisitKey',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('agency', models.CharField(max_length=10)),
                ('signed_as', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_key',
            },
        ),
        migrations.CreateModel(
            name='VisitSeat',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('agency', models.CharField(max_length=10)),
                ('auditor_as', models.CharField(max_length=120)),
                ('given_by', models.CharField(max_length=120)),
                ('joined_at', models.DateTimeField(default=portal.core.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('auditor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': 'compliance_visit_seat',
            },
        ),
        migrations.AddConstraint(
            model_name='facilityentry',
            constraint=models.UniqueConstraint(fields=('month', 'site_id'), name='facility_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='facilityselection',
            constraint=models.UniqueConstraint(fields=('month', 'place'), name='facility_place_once'),
        ),
        migrations.AddIndex(
            model_name='facilityvisit',
            index=models.Index(fields=['status', 'due_on'], name='facility_visit_due'),
        ),
        migrations.AddConstraint(
            model_name='facilityvisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['no_access', 'missed']), _negated=True), models.Q(('ended_why', ''), _negated=True), _connector='OR'), name='facility_visit_ended_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='facilityvisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['reported', 'signed_cbp', 'signed_cbsa', 'signed', 'answered']), _negated=True), models.Q(('digest', ''), _negated=True), _connector='OR'), name='facility_visit_reported_has_digest'),
        ),
        migrations.AddConstraint(
            model_name='pointfinding',
            constraint=models.UniqueConstraint(fields=('visit', 'point'), name='visit_finding_once'),
        ),
        migrations.AddConstraint(
            model_name='pointmark',
            constraint=models.UniqueConstraint(fields=('visit', 'client_id'), name='visit_mark_once'),
        ),
        migrations.AddConstraint(
            model_name='pointmark',
            constraint=models.CheckConstraint(condition=models.Q(('mark__in', ['conform', 'not_conform', 'not_seen'])), name='visit_mark_known'),
        ),
        migrations.AddConstraint(
            model_name='pointmark',
            constraint=models.CheckConstraint(condition=models.Q(('point__in', ['site_perimeter', 'site_access', 'site_apart', 'site_bay', 'site_office', 'site_seals', 'site_cameras', 'site_staff'])), name='visit_point_known'),
        ),
        migrations.AddConstraint(
            model_name='pointmark',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['applied', 'conflict'])), name='visit_mark_outcome'),
        ),
        migrations.AddConstraint(
            model_name='pointphoto',
            constraint=models.UniqueConstraint(fields=('visit', 'client_id'), name='visit_photo_once'),
        ),
        migrations.AddConstraint(
            model_name='pointphoto',
            constraint=models.CheckConstraint(condition=models.Q(('point__in', ['site_perimeter', 'site_access', 'site_apart', 'site_bay', 'site_office', 'site_seals', 'site_cameras', 'site_staff'])), name='visit_photo_point_known'),
        ),
        migrations.AddConstraint(
            model_name='visitkey',
            constraint=models.UniqueConstraint(fields=('visit', 'agency', 'digest'), name='visit_one_key_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='visitkey',
            constraint=models.UniqueConstraint(fields=('visit', 'officer', 'digest'), name='visit_one_key_per_person'),
        ),
        migrations.AddConstraint(
            model_name='visitkey',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['CBP', 'CBSA'])), name='visit_key_of_border_agency'),
        ),
        migrations.AddConstraint(
            model_name='visitseat',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('visit', 'agency'), name='visit_one_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='visitseat',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('visit', 'auditor'), name='visit_two_people'),
        ),
        migrations.AddConstraint(
            model_name='visitseat',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['CBP', 'CBSA'])), name='visit_seat_border_agencies'),
        ),
        migrations.RemoveConstraint(
            model_name='auditcase',
            name='audit_case_source',
        ),
        migrations.AddField(
            model_name='auditcase',
            name='visit',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='case', to='compliance.facilityvisit'),
        ),
        migrations.AddField(
            model_name='historicalauditcase',
            name='visit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='compliance.facilityvisit'),
        ),
        migrations.AlterField(
            model_name='auditcase',
            name='trip_id',
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='historicalauditcase',
            name='trip_id',
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='auditcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('selection', None), ('source', 'doubt'), ('trip_id__isnull', False), ('visit', None)), models.Q(('selection__isnull', False), ('source', 'draw'), ('trip_id__isnull', False), ('visit', None)), models.Q(('selection', None), ('source', 'visit'), ('trip_id', None), ('visit__isnull', False)), _connector='OR'), name='audit_case_source'),
        ),
        migrations.RunSQL(*sql.workflow_guard(VISITS, "facility_visit")),
        *(migrations.RunSQL(*sql.trail_required(table)) for table in (VISITS, "compliance_visit_seat", *NEVER_CHANGED)),
        *(migrations.RunSQL(*sql.append_only(table)) for table in NEVER_CHANGED),
        migrations.RunSQL(*own.FACILITY_DRAWS),
        migrations.RunSQL(*own.ON_SITE),
        migrations.RunSQL(*own.VISIT_KEYS),
    ]
