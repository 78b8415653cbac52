"""No change of a business table without an entry in the trail; delegations only move along their workflow."""

from django.db import migrations

from portal.core.sql import trail_required, workflow_guard

TABLES = (
    "accounts_organisation",
    "accounts_organisation_identifier",
    "accounts_organisation_role",
    "accounts_staff_role",
    "accounts_delegation",
    "accounts_cross_designation",
    "accounts_partner_application",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        migrations.RunSQL(*workflow_guard("accounts_delegation", "delegation")),
    ]
