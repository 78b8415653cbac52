"""Readers where a lane's queue begins: with the one at the booth they measure the wait (R-42)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clearance", "0012_overturned")]
    operations = [
        migrations.AddField(
            model_name="lanereader", name="at_queue", field=models.BooleanField(default=False)
        ),
    ]
