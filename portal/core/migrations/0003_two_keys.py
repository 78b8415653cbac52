"""The functions behind every document under two keys (architecture rule 9)."""

from django.db import migrations

from portal.core.sql import TWO_KEY_FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("core", "0002_sql")]
    operations = [migrations.RunSQL(*TWO_KEY_FUNCTIONS)]
