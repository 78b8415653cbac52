"""Triggers: one door for the status, no commit without an entry, draws and signatures that never change, two keys."""

from django.db import migrations

from audit.compliance import sql as own
from portal.core import sql

TABLES = (
    "compliance_audit_month",
    "compliance_pool_entry",
    "compliance_selection",
    "compliance_audit_case",
    "compliance_team_member",
    "compliance_answer",
    "compliance_report",
    "compliance_signature",
    "compliance_finding",
)
NEVER_CHANGED = (
    "compliance_pool_entry",
    "compliance_selection",
    "compliance_answer",
    "compliance_signature",
    "compliance_finding",
)


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(*sql.workflow_guard("compliance_audit_case", "audit_case")),
        *(migrations.RunSQL(*sql.trail_required(table)) for table in TABLES),
        *(migrations.RunSQL(*sql.append_only(table)) for table in NEVER_CHANGED),
        migrations.RunSQL(*own.DRAWS),
        migrations.RunSQL(*own.REPORTS),
        migrations.RunSQL(*own.FINDINGS),
    ]
