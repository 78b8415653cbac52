"""When the companies of a loop were told that it ends, and that it has (R-62)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clearance", "0016_amended_version")]
    operations = [
        migrations.AddField("valuechainloop", "ending_told_at", models.DateTimeField(null=True)),
        migrations.AddField("valuechainloop", "end_told_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "valuechainloop",
            models.Index(fields=["ends_at"], name="loop_ending", condition=models.Q(status="in_force")),
        ),
    ]
