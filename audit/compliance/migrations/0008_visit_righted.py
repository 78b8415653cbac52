"""Findings of a facility visit noted as put right (R-63)."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from django.conf import settings
from django.db import migrations, models

from portal.core.sql import append_only, trail_required

TABLE = "compliance_visit_righted"


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0007_signals_of_positions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitRighted',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('text', models.TextField()),
                ('noted_as', models.CharField(max_length=120)),
                ('noted_at', models.DateTimeField(default=portal.core.clock.now)),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='righted', to='compliance.facilityvisit')),
            ],
            options={
                'db_table': TABLE,
            },
        ),
        migrations.RunSQL(*trail_required(TABLE)),
        migrations.RunSQL(*append_only(TABLE)),
    ]
