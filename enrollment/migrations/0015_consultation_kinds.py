"""Lane policies, risk appetites and sanction matrices can be flagged too (R-51)."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ["fee", "fee_waiver", "criteria", "sanction_matrix", "lane_policy", "appetite", "profile"]


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0014_consultations")]
    operations = [
        migrations.RemoveConstraint("consultation", "consultation_kind"),
        migrations.AlterField("consultation", "kind", models.CharField(max_length=20)),
        migrations.AddConstraint(
            "consultation", models.CheckConstraint(condition=Q(("kind__in", KINDS)), name="consultation_kind")
        ),
    ]
