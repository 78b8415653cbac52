"""Triggers and checks: rows are only added, and business tables can demand an entry per transaction."""

from django.db import migrations

from audit.trail import sql
from portal.core.sql import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial"), ("core", "0002_sql")]
    operations = [
        *(migrations.RunSQL(*append_only(table)) for table in sql.TABLES),
        migrations.RunSQL(*sql.RECORD),
        migrations.RunSQL(*sql.RECORDED),
        migrations.RunSQL(*sql.REQUIRED),
        migrations.RunSQL(*sql.LENGTHS),
    ]
