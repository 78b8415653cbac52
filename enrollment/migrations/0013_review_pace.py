"""The latest decisions of an agency by their day, for the pace on status pages (R-15)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0012_two_keys_to_rise")]
    operations = [
        migrations.AddIndex(
            "agencyreview",
            models.Index(
                fields=["agency", "-decided_at"],
                name="review_pace",
                condition=models.Q(decided_at__isnull=False),
            ),
        ),
    ]
