"""Documents: no change without an entry, scanned along the table only, what was sent stays."""

from django.db import migrations

from enrollment import sql
from portal.core.sql import append_only, trail_required, workflow_guard


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0006_desk_and_lookups_sql")]
    operations = [
        *(
            migrations.RunSQL(*trail_required(table))
            for table in ("enrollment_document", "enrollment_attachment", "enrollment_consent")
        ),
        migrations.RunSQL(*append_only("enrollment_consent")),
        migrations.RunSQL(*workflow_guard("enrollment_document", "enrollment_document")),
        migrations.RunSQL(*sql.KEPT_DOCUMENTS),
        migrations.RunSQL(*sql.FROZEN_ATTACHMENTS),
    ]
