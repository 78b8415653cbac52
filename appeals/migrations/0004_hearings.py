"""Hearings and timeliness: when a case was closed without a ruling."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appeals", "0002_sql")]
    operations = [
        migrations.AddField("case", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField("historicalcase", "closed_at", models.DateTimeField(null=True)),
    ]
