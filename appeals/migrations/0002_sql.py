"""Triggers: one door for the status, no commit without an entry, votes and rulings never change, no judge in own cause."""

from django.db import migrations

from appeals.sql import OWN_CAUSE, TOUCHED_GROWS
from portal.core import sql

TABLES = (
    "appeals_case",
    "appeals_complaint",
    "appeals_stay",
    "appeals_change_request",
    "appeals_representative",
    "appeals_publication",
    "appeals_panel_seat",
    "appeals_recusal",
    "appeals_vote",
    "appeals_ruling",
    "appeals_remedy",
    "appeals_docket_entry",
    "appeals_chase",
)


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0001_tables"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(*sql.workflow_guard("appeals_case", "appeal")),
        migrations.RunSQL(*sql.workflow_guard("appeals_complaint", "complaint")),
        migrations.RunSQL(*sql.workflow_guard("appeals_stay", "appeal_stay")),
        migrations.RunSQL(*sql.workflow_guard("appeals_change_request", "change_request")),
        migrations.RunSQL(*sql.workflow_guard("appeals_publication", "decision_publication")),
        *[migrations.RunSQL(*sql.trail_required(table)) for table in TABLES],
        *[migrations.RunSQL(*sql.append_only(table)) for table in TABLES[6:]],
        migrations.RunSQL(*OWN_CAUSE),
        migrations.RunSQL(*TOUCHED_GROWS),
    ]
