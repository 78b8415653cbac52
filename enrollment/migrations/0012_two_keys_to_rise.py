"""A member rises on two keys, whoever writes the row (R-08)."""

from django.db import migrations

from enrollment import sql


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0011_vetting_agreements_sql")]
    operations = [migrations.RunSQL(*sql.TWO_KEYS_TO_RISE)]
