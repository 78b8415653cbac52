"""Triggers: a lane moves only along its workflow, and nothing here changes without an entry in the trail."""

from django.db import migrations

from portal.core.sql import trail_required, workflow_guard

TABLES = (
    "reference_agency",
    "reference_crossing",
    "reference_lane",
    "reference_agencyhours",
    "reference_hscode",
    "reference_hsagencyrule",
    "reference_packagetype",
    "reference_country",
    "reference_subdivision",
    "reference_referenceload",
)


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial"), ("trail", "0002_sql"), ("workflow", "0001_initial")]
    operations = [
        migrations.RunSQL(*workflow_guard("reference_lane", "lane")),
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
    ]
