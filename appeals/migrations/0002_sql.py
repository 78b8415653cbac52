"""Triggers: one door for the status, no commit without an entry, votes and rulings never change."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(*sql.workflow_guard("appeals_case", "appeal")),
        *[
            migrations.RunSQL(*sql.trail_required(table))
            for table in ("appeals_case", "appeals_panel_seat", "appeals_vote", "appeals_ruling")
        ],
        *[
            migrations.RunSQL(*sql.append_only(table))
            for table in ("appeals_panel_seat", "appeals_vote", "appeals_ruling")
        ],
    ]
