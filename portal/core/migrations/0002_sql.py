"""The trigger functions that migrations of every app attach to their tables."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(*sql.APPEND_ONLY_FUNCTION), migrations.RunSQL(*sql.WORKFLOW_GUARD_FUNCTION)]
