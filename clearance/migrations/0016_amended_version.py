"""A draft remembers the filed version it amends, not the state of the trip's row."""

from django.db import migrations

# A draft whose trip has moved on since keeps its place when nobody filed another version after it was begun.
VERSION_SEEN = """
    UPDATE clearance_filing_draft d SET amends_version = seen.number
    FROM (SELECT w.id, max(v.number) AS number FROM clearance_filing_draft w
          JOIN clearance_trip_version v ON v.trip_id = w.amends_id AND v.filed_at <= w.created_at
          WHERE w.trip_id IS NULL GROUP BY w.id) seen
    WHERE d.id = seen.id
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0015_accreditation")]

    operations = [
        migrations.RenameField("filingdraft", "amends_row_version", "amends_version"),
        migrations.RunSQL(VERSION_SEEN, migrations.RunSQL.noop),
    ]
