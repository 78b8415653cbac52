"""What both countries charge on the same goods (R-73)."""

from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import trail_required


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0002_sql"),
    ]

    operations = [
        migrations.CreateModel(
            name="TariffRate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("code", models.CharField(max_length=6)),
                ("canada", models.DecimalField(decimal_places=3, max_digits=6)),
                ("united_states", models.DecimalField(decimal_places=3, max_digits=6)),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="tariff_rate_once"),
                    models.CheckConstraint(condition=models.Q(("code__regex", "^\\d{6}$")), name="tariff_rate_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("canada__gte", 0),
                            ("canada__lte", 999),
                            ("united_states__gte", 0),
                            ("united_states__lte", 999),
                        ),
                        name="tariff_rate_per_cent",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*trail_required("reference_tariffrate")),
    ]
