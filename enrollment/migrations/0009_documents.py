import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from django.conf import settings
from django.db import migrations, models

from portal.core.together import CreateTogether


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sql'),
        ('enrollment', '0008_desk_and_lookups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('identity', 'Passport or identity document'), ('licence', "Driver's licence"), ('picture', 'Picture for the card'), ('court', 'Court or police record'), ('registration', 'Registration of the company'), ('procedure', 'Written procedure or policy'), ('plan', 'Plan or picture of a site'), ('certificate', 'Certificate or audit report'), ('training', 'Record of training'), ('other', 'Other document')], max_length=20)),
                ('file_name', models.CharField(max_length=130)),
                ('media_type', models.CharField(max_length=40)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('storage_key', models.CharField(max_length=200)),
                ('line', models.UUIDField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('status', models.CharField(default='waiting', editable=False, max_length=12)),
                ('scan_detail', models.CharField(blank=True, default='', max_length=200)),
                ('scanned_at', models.DateTimeField(null=True)),
                ('remarks', models.JSONField(default=list)),
                ('removed_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'enrollment_document',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('user__isnull', False)), models.Q(('organisation__isnull', False), ('user', None)), _connector='OR'), name='document_one_holder'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['identity', 'licence', 'picture', 'court', 'registration', 'procedure', 'plan', 'certificate', 'training', 'other'])), name='document_kind_known'),
                    models.CheckConstraint(condition=models.Q(('media_type__in', ['application/pdf', 'image/jpeg', 'image/png'])), name='document_type_known'),
                    models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 10485760)), name='document_size'),
                    models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='document_digest'),
                    models.CheckConstraint(condition=models.Q(('status__in', ('waiting', 'unavailable', 'clean', 'infected'))), name='document_status_known'),
                    models.UniqueConstraint(fields=('line', 'version'), name='document_one_version'),
                    models.UniqueConstraint(condition=models.Q(('organisation__isnull', False), ('removed_at', None)), fields=('organisation', 'sha256'), name='document_once_company'),
                    models.UniqueConstraint(condition=models.Q(('removed_at', None), ('user__isnull', False)), fields=('user', 'sha256'), name='document_once_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('question', models.CharField(max_length=40)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='enrollment.application')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='enrollment.document')),
            ],
            options={
                'db_table': 'enrollment_attachment',
                'constraints': [
                    models.UniqueConstraint(fields=('application', 'question', 'document'), name='attachment_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('notice_version', models.CharField(max_length=20)),
                ('notice_digest', models.CharField(max_length=64)),
                ('given', models.BooleanField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='enrollment.application')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'enrollment_consent',
                'indexes': [models.Index(fields=['application', '-created_at'], name='consent_latest')],
            },
        ),
            ]
        ),
    ]
