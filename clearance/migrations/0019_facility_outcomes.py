"""What visits to facilities came to, which moves the random rate (R-63)."""

import django.db.models.deletion
import portal.core.clock
import portal.core.ids
from django.db import migrations, models

from portal.core.sql import append_only, trail_required

TABLE = "clearance_facility_outcome"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_envoy'),
        ('clearance', '0018_seal_positions'),
    ]

    operations = [
        migrations.CreateModel(
            name='FacilityOutcome',
            fields=[
                ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('visit', models.CharField(max_length=20)),
                ('outcome', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=portal.core.clock.now)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visited', to='clearance.site')),
            ],
            options={
                'db_table': TABLE,
                'indexes': [models.Index(fields=['organisation', 'at'], name='facility_outcome_by_company')],
                'constraints': [models.UniqueConstraint(fields=('visit', 'outcome'), name='facility_outcome_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['clean', 'findings', 'put_right'])), name='facility_outcome_known')],
            },
        ),
        migrations.RunSQL(*trail_required(TABLE)),
        migrations.RunSQL(*append_only(TABLE)),
    ]
