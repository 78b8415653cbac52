"""Enrolment centres, appointments with their desks, waiting lists and results; the second wall behind them."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models

from enrollment import sql_interviews as sql
from portal.core.sql import append_only, trail_required, workflow_guard

TABLES = (
    "enrollment_centre",
    "enrollment_centre_hours",
    "enrollment_centre_desk",
    "enrollment_centre_closure",
    "enrollment_interview",
    "enrollment_earlier_wish",
    "enrollment_slot_offer",
    "enrollment_interview_seat",
    "enrollment_interview_result",
)
WORKFLOWS = (
    ("enrollment_interview", "enrollment_interview"),
    ("enrollment_earlier_wish", "enrollment_earlier_wish"),
    ("enrollment_slot_offer", "enrollment_slot_offer"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('enrollment', '0012_vetting_sql'),
    ]

    operations = [
        portal.core.together.CreateTogether(
            tables=[
                migrations.CreateModel(
                    name='EnrolmentCentre',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('code', models.CharField(max_length=20, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('port', models.CharField(blank=True, default='', max_length=40)),
                        ('city', models.CharField(max_length=60)),
                        ('address', models.CharField(max_length=200)),
                        ('country', models.CharField(max_length=2)),
                        ('zone', models.CharField(max_length=40)),
                        ('languages', models.JSONField(default=list)),
                        ('mode', models.CharField(max_length=10)),
                        ('slot_minutes', models.PositiveSmallIntegerField(default=30)),
                        ('closed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'db_table': 'enrollment_centre',
                        'constraints': [models.CheckConstraint(condition=models.Q(('mode__in', ['joint', 'two_step'])), name='centre_mode_known'), models.CheckConstraint(condition=models.Q(('country__in', ['CA', 'US'])), name='centre_country_known'), models.CheckConstraint(condition=models.Q(('slot_minutes__gte', 10), ('slot_minutes__lte', 120)), name='centre_slot_length')],
                    },
                ),
                migrations.CreateModel(
                    name='Interview',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('part', models.CharField(max_length=5)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('status', models.CharField(default='booked', editable=False, max_length=10)),
                        ('sequence', models.PositiveIntegerField(default=0)),
                        ('changed_at', models.DateTimeField()),
                        ('ended_why', models.CharField(blank=True, default='', max_length=300)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='enrollment.application')),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='enrollment.enrolmentcentre')),
                    ],
                    options={
                        'db_table': 'enrollment_interview',
                        'indexes': [models.Index(fields=['centre', 'starts_at'], name='interview_of_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['joint', 'CBP', 'CBSA'])), name='interview_part_known'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='interview_order'), models.UniqueConstraint(condition=models.Q(('status__in', ['booked', 'held'])), fields=('application', 'part'), name='interview_once_per_part')],
                    },
                ),
                migrations.CreateModel(
                    name='EarlierWish',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('part', models.CharField(max_length=5)),
                        ('weekdays', models.JSONField(default=list)),
                        ('earliest', models.TimeField()),
                        ('notice_hours', models.PositiveSmallIntegerField(default=24)),
                        ('status', models.CharField(default='waiting', editable=False, max_length=10)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='enrollment.application')),
                        ('centres', models.ManyToManyField(db_table='enrollment_wish_centre', related_name='wishes', to='enrollment.enrolmentcentre')),
                        ('interview', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='enrollment.interview')),
                    ],
                    options={
                        'db_table': 'enrollment_earlier_wish',
                        'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['part', 'created_at'], name='wish_queue')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['joint', 'CBP', 'CBSA'])), name='wish_part_known'), models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('application', 'part'), name='wish_once_per_part')],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewResult',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=4)),
                        ('outcome', models.CharField(max_length=15)),
                        ('documents', models.JSONField(default=list)),
                        ('questions', models.JSONField(default=list)),
                        ('photo_taken', models.BooleanField()),
                        ('fingerprints_enrolled', models.BooleanField()),
                        ('fingerprints_on', models.DateField(null=True)),
                        ('note', models.CharField(blank=True, default='', max_length=1000)),
                        ('officer_as', models.CharField(max_length=120)),
                        ('interview', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='enrollment.interview')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'enrollment_interview_result',
                        'constraints': [models.UniqueConstraint(fields=('interview', 'agency'), name='interview_result_once'), models.CheckConstraint(condition=models.Q(('agency__in', ('CBP', 'CBSA'))), name='interview_result_agency'), models.CheckConstraint(condition=models.Q(('outcome__in', ['satisfied', 'more_needed', 'not_satisfied'])), name='interview_result_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('fingerprints_enrolled', True), ('fingerprints_on__isnull', False)), models.Q(('fingerprints_enrolled', False), ('fingerprints_on', None)), _connector='OR'), name='interview_result_fingerprints')],
                    },
                ),
                migrations.CreateModel(
                    name='SlotOffer',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('status', models.CharField(default='offered', editable=False, max_length=10)),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrollment.enrolmentcentre')),
                        ('wish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='enrollment.earlierwish')),
                    ],
                    options={
                        'db_table': 'enrollment_slot_offer',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'offered')), fields=('wish',), name='offer_one_at_a_time'), models.UniqueConstraint(fields=('wish', 'centre', 'starts_at'), name='offer_once_per_slot')],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewSeat',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=4)),
                        ('seat', models.PositiveSmallIntegerField()),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='enrollment.enrolmentcentre')),
                        ('interview', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='enrollment.interview')),
                        ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='enrollment.slotoffer')),
                    ],
                    options={
                        'db_table': 'enrollment_interview_seat',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'agency', 'starts_at', 'seat'), name='seat_taken_once'), models.CheckConstraint(condition=models.Q(('seat__gte', 1)), name='seat_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('interview', None), ('offer__isnull', False)), models.Q(('interview__isnull', False), ('offer', None)), _connector='OR'), name='seat_has_one_owner')],
                    },
                ),
                migrations.CreateModel(
                    name='CentreHours',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('weekday', models.PositiveSmallIntegerField()),
                        ('opens', models.TimeField()),
                        ('closes', models.TimeField()),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hours', to='enrollment.enrolmentcentre')),
                    ],
                    options={
                        'db_table': 'enrollment_centre_hours',
                        'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='centre_hours_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='centre_hours_order'), models.UniqueConstraint(fields=('centre', 'weekday', 'opens'), name='centre_hours_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CentreDesk',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=4)),
                        ('places', models.PositiveSmallIntegerField()),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='enrollment.enrolmentcentre')),
                    ],
                    options={
                        'db_table': 'enrollment_centre_desk',
                        'constraints': [models.CheckConstraint(condition=models.Q(('agency__in', ('CBP', 'CBSA'))), name='centre_desk_agency'), models.UniqueConstraint(fields=('centre', 'agency'), name='centre_desk_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CentreClosure',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(blank=True, default='', max_length=4)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('why_en', models.CharField(max_length=120)),
                        ('why_fr', models.CharField(max_length=120)),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closures', to='enrollment.enrolmentcentre')),
                    ],
                    options={
                        'db_table': 'enrollment_centre_closure',
                        'constraints': [models.CheckConstraint(condition=models.Q(('agency__in', ['', 'CBP', 'CBSA'])), name='centre_closure_agency'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='centre_closure_order')],
                    },
                ),
            ],
        ),
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        migrations.RunSQL(*append_only("enrollment_interview_result")),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
        migrations.RunSQL(*sql.SEATS),
    ]
