"""Triggers: one door for the status, no commit without an entry, findings never change."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(*sql.workflow_guard("compliance_audit_case", "audit_case")),
        migrations.RunSQL(*sql.trail_required("compliance_audit_case")),
        migrations.RunSQL(*sql.trail_required("compliance_finding")),
        migrations.RunSQL(*sql.append_only("compliance_finding")),
    ]
