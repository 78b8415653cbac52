"""What a panel writes before it rules, and the decisions a ruling cites (4.12)."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from django.db import migrations, models

from portal.core.sql import append_only, trail_required


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0007_docket_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='ruling',
            name='cites',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='RulingDraft',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('parts', models.JSONField(default=dict)),
                ('cites', models.JSONField(default=list)),
                ('written_by_id', models.UUIDField()),
                ('written_by_name', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_ruling_draft',
            },
        ),
        migrations.CreateModel(
            name='PanelNote',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('place', models.CharField(blank=True, default='', max_length=120)),
                ('words', models.TextField()),
                ('written_by_id', models.UUIDField()),
                ('written_by_name', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField(default=portal.core.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_notes', to='appeals.case')),
            ],
            options={
                'db_table': 'appeals_panel_note',
                'indexes': [models.Index(fields=['case', 'written_at'], name='appeals_panel_notes')],
            },
        ),
        migrations.RunSQL(*trail_required("appeals_ruling_draft")),
        migrations.RunSQL(*trail_required("appeals_panel_note")),
        migrations.RunSQL(*append_only("appeals_panel_note")),
    ]
