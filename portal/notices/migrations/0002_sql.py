"""Notices and addresses change only together with an entry in the trail."""

from django.db import migrations

from portal.core.sql import trail_required


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("trail", "0002_sql")]
    operations = [
        migrations.RunSQL(*trail_required("notices_notice")),
        migrations.RunSQL(*trail_required("notices_webhook_endpoint")),
    ]
