"""Every table of the commission, with its indexes and constraints."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import portal.core.clock
import portal.core.ids
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('docket', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(default='demotion', max_length=12)),
                ('subject_type', models.CharField(default='decision', max_length=20)),
                ('subject_id', models.UUIDField()),
                ('organisation_id', models.UUIDField(db_index=True, null=True)),
                ('user_id', models.UUIDField(db_index=True, null=True)),
                ('appellant', models.CharField(max_length=200)),
                ('agency', models.CharField(blank=True, default='', max_length=10)),
                ('filed_by_id', models.UUIDField()),
                ('grounds', models.TextField()),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('record', models.JSONField()),
                ('touched', models.JSONField(default=list)),
                ('status', models.CharField(default='filed', editable=False, max_length=20)),
                ('told_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('filed_at', models.DateTimeField()),
                ('late_reasons', models.TextField(blank=True, default='')),
                ('leave_reasons', models.TextField(blank=True, default='')),
                ('respond_by', models.DateField()),
            ],
            options={
                'db_table': 'appeals_case',
                'indexes': [models.Index(fields=['status', 'filed_at'], name='appeals_case_docket')],
                'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id'), name='appeals_case_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['denial', 'demotion', 'suspension', 'revocation', 'penalty', 'inspection', 'fee', 'profile'])), name='appeals_case_kind_known'), models.CheckConstraint(condition=models.Q(('filed_at__lte', models.F('due_at')), models.Q(('late_reasons', ''), _negated=True), _connector='OR'), name='appeals_late_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('leave_reasons', ''), _negated=True), _connector='OR'), name='appeals_refused_why')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('category', models.CharField(max_length=12)),
                ('organisation_id', models.UUIDField(db_index=True, null=True)),
                ('user_id', models.UUIDField(db_index=True)),
                ('complainant', models.CharField(max_length=200)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('place', models.CharField(blank=True, default='', max_length=120)),
                ('happened_on', models.DateField(null=True)),
                ('words', models.TextField()),
                ('agency', models.CharField(blank=True, default='', max_length=10)),
                ('status', models.CharField(default='received', editable=False, max_length=20)),
                ('received_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, default='')),
                ('answered_by_id', models.UUIDField(null=True)),
                ('answered_by_name', models.CharField(blank=True, default='', max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('escalated_why', models.TextField(blank=True, default='')),
                ('settle_due', models.DateTimeField(null=True)),
                ('settlement', models.TextField(blank=True, default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'appeals_complaint',
                'indexes': [models.Index(fields=['status', 'due_at'], name='appeals_complaint_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('category__in', ['service', 'conduct', 'delay'])), name='appeals_complaint_category'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('received_at'))), name='appeals_complaint_time'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='appeals_complaint_answer_says'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'escalated'), _negated=True), models.Q(('escalated_at__isnull', False), ('settle_due__isnull', False)), _connector='OR'), name='appeals_complaint_escalated')],
            },
        ),
        migrations.CreateModel(
            name='DocketEntry',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('side', models.CharField(max_length=12)),
                ('level', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('index', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
                ('public_due', models.DateTimeField(null=True)),
                ('filed_by_id', models.UUIDField()),
                ('filed_by_name', models.CharField(max_length=120)),
                ('filed_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='appeals.case')),
                ('public_of', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_version', to='appeals.docketentry')),
            ],
            options={
                'db_table': 'appeals_docket_entry',
            },
        ),
        migrations.CreateModel(
            name='Chase',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chases', to='appeals.docketentry')),
            ],
            options={
                'db_table': 'appeals_chase',
            },
        ),
        migrations.CreateModel(
            name='HistoricalCase',
            fields=[
                ('id', models.UUIDField(db_index=True, default=portal.core.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('docket', models.CharField(db_index=True, max_length=20)),
                ('kind', models.CharField(default='demotion', max_length=12)),
                ('subject_type', models.CharField(default='decision', max_length=20)),
                ('subject_id', models.UUIDField()),
                ('organisation_id', models.UUIDField(db_index=True, null=True)),
                ('user_id', models.UUIDField(db_index=True, null=True)),
                ('appellant', models.CharField(max_length=200)),
                ('agency', models.CharField(blank=True, default='', max_length=10)),
                ('filed_by_id', models.UUIDField()),
                ('grounds', models.TextField()),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('record', models.JSONField()),
                ('touched', models.JSONField(default=list)),
                ('status', models.CharField(default='filed', editable=False, max_length=20)),
                ('told_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('filed_at', models.DateTimeField()),
                ('late_reasons', models.TextField(blank=True, default='')),
                ('leave_reasons', models.TextField(blank=True, default='')),
                ('respond_by', models.DateField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical case',
                'verbose_name_plural': 'historical cases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PanelSeat',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('user_id', models.UUIDField()),
                ('name', models.CharField(max_length=120)),
                ('country', models.CharField(max_length=2)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_panel_seat',
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('user_id', models.UUIDField()),
                ('name', models.CharField(max_length=120)),
                ('reasons', models.TextField()),
                ('entered_by_id', models.UUIDField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_recusal',
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('user_id', models.UUIDField(db_index=True)),
                ('name', models.CharField(max_length=200)),
                ('named_by_id', models.UUIDField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representatives', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_representative',
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('outcome', models.CharField(choices=[('grant', 'grant'), ('dismiss', 'dismiss')], max_length=10)),
                ('reasons_en', models.TextField()),
                ('reasons_fr', models.TextField()),
                ('votes_for', models.PositiveSmallIntegerField()),
                ('votes_against', models.PositiveSmallIntegerField()),
                ('issued_by_id', models.UUIDField(null=True)),
                ('issued_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_ruling',
            },
        ),
        migrations.CreateModel(
            name='Remedy',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('act', models.CharField(max_length=20)),
                ('given', models.JSONField(default=dict)),
                ('result', models.JSONField(default=dict)),
                ('done_at', models.DateTimeField()),
                ('ruling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='appeals.ruling')),
            ],
            options={
                'db_table': 'appeals_remedy',
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('outcome', models.CharField(max_length=10)),
                ('asked_tier', models.CharField(blank=True, default='', max_length=5)),
                ('asked_region', models.CharField(blank=True, default='', max_length=12)),
                ('tier', models.CharField(blank=True, default='', max_length=5)),
                ('region', models.CharField(blank=True, default='', max_length=12)),
                ('days', models.PositiveIntegerField()),
                ('headnote_en', models.TextField()),
                ('headnote_fr', models.TextField()),
                ('text_en', models.TextField()),
                ('text_fr', models.TextField()),
                ('note', models.TextField(blank=True, default='')),
                ('status', models.CharField(default='redacted', editable=False, max_length=20)),
                ('redacted_by_id', models.UUIDField()),
                ('redacted_by_name', models.CharField(max_length=120)),
                ('checked_by_id', models.UUIDField(null=True)),
                ('checked_by_name', models.CharField(blank=True, default='', max_length=120)),
                ('published_at', models.DateTimeField(null=True)),
                ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('headnote_en', 'text_en', config='english'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('search_fr', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('headnote_fr', 'text_fr', config='french'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='appeals.ruling')),
            ],
            options={
                'db_table': 'appeals_publication',
            },
        ),
        migrations.CreateModel(
            name='ChangeRequest',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('docket', models.CharField(max_length=20)),
                ('rule', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('words', models.JSONField()),
                ('status', models.CharField(default='open', editable=False, max_length=20)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by_name', models.CharField(blank=True, default='', max_length=120)),
                ('new_version', models.PositiveIntegerField(null=True)),
                ('refusal', models.JSONField(null=True)),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='change_request', to='appeals.ruling')),
            ],
            options={
                'db_table': 'appeals_change_request',
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('status', models.CharField(editable=False, max_length=20)),
                ('ground', models.JSONField(null=True)),
                ('signed_by_id', models.UUIDField(null=True)),
                ('signed_by_name', models.CharField(blank=True, default='', max_length=120)),
                ('signed_at', models.DateTimeField(null=True)),
                ('review_due', models.DateTimeField(null=True)),
                ('reviewed_by_id', models.UUIDField(null=True)),
                ('reviewed_by_name', models.CharField(blank=True, default='', max_length=120)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_reasons', models.TextField(blank=True, default='')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stay', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_stay',
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('choice', models.CharField(choices=[('grant', 'grant'), ('dismiss', 'dismiss')], max_length=10)),
                ('reasons', models.TextField()),
                ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vote', to='appeals.panelseat')),
            ],
            options={
                'db_table': 'appeals_vote',
            },
        ),
        migrations.AddIndex(
            model_name='docketentry',
            index=models.Index(condition=models.Q(('public_due__isnull', False)), fields=['public_due'], name='appeals_entry_chase'),
        ),
        migrations.AddConstraint(
            model_name='docketentry',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='appeals_entry_number'),
        ),
        migrations.AddConstraint(
            model_name='docketentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submission', 'exhibit', 'response', 'order']), ('level__in', ['public', 'protected', 'confidential']), ('side__in', ['appellant', 'agency', 'commission'])), name='appeals_entry_known'),
        ),
        migrations.AddConstraint(
            model_name='docketentry',
            constraint=models.CheckConstraint(condition=models.Q(('level', 'public'), ('public_due__isnull', False), _connector='OR'), name='appeals_entry_public_due'),
        ),
        migrations.AddConstraint(
            model_name='docketentry',
            constraint=models.CheckConstraint(condition=models.Q(('public_of', None), ('level', 'public'), _connector='OR'), name='appeals_entry_public_version'),
        ),
        migrations.AddConstraint(
            model_name='panelseat',
            constraint=models.UniqueConstraint(fields=('case', 'user_id'), name='appeals_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('case', 'user_id'), name='appeals_recusal_once'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case', 'user_id'), name='appeals_representative_once'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.UniqueConstraint(fields=('ruling', 'act'), name='appeals_remedy_once'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['restore_tier', 'restore_membership', 'remit_application', 'expunge_points', 'correct_record', 'do_not_match', 'refund', 'recommend_change'])), name='appeals_remedy_known'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['status', '-published_at'], name='appeals_published'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='appeals_search_en'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_fr'], name='appeals_search_fr'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('checked_by_id__isnull', False), ('published_at__isnull', False), models.Q(('checked_by_id', models.F('redacted_by_id')), _negated=True)), _connector='OR'), name='appeals_published_by_two'),
        ),
        migrations.AddIndex(
            model_name='changerequest',
            index=models.Index(fields=['status', 'due_at'], name='appeals_change_queue'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'changed'), _negated=True), models.Q(('new_version__gt', models.F('version')), ('new_version__isnull', False)), _connector='OR'), name='appeals_change_version'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), ('refusal__isnull', False), _connector='OR'), name='appeals_change_refusal'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('status', 'excepted')), fields=['review_due'], name='appeals_review_waiting'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'excepted'), _negated=True), models.Q(('ground__isnull', False), ('review_due__isnull', False), ('signed_at__isnull', False)), _connector='OR'), name='appeals_exception_signed'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), models.Q(('reviewed_at__isnull', False), ('reviewed_by_id__isnull', False), models.Q(('review_reasons', ''), _negated=True)), _connector='OR'), name='appeals_exception_reviewed'),
        ),
    ]
