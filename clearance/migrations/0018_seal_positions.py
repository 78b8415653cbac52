"""Where a device was when it read a seal: latitude and longitude, both or none (R-67)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clearance", "0017_loop_told")]
    operations = [
        migrations.AddField("sealevent", "latitude", models.DecimalField(decimal_places=5, max_digits=7, null=True)),
        migrations.AddField("sealevent", "longitude", models.DecimalField(decimal_places=5, max_digits=8, null=True)),
        migrations.AddConstraint(
            "sealevent",
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="seal_event_position",
            ),
        ),
    ]
