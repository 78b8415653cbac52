"""A truck that was elsewhere at its release is a signal too (R-67)."""

from django.db import migrations, models

CODES = ["PMA_D02", "PMA_D03", "PMA_D04", "PMA_D05", "PMA_D10", "PMA_D11", "PMA_D12"]


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_signals_of_lanes")]
    operations = [
        migrations.RemoveConstraint("signal", "signal_code_known"),
        migrations.AddConstraint(
            "signal",
            models.CheckConstraint(condition=models.Q(code__in=CODES), name="signal_code_known"),
        ),
    ]
