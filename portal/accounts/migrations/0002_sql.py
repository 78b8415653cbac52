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
        # Long histories that alter tables beside ours: run while few models exist, or each step draws all of them.
        *((label, "__latest__") for label in ("oauth2_provider", "django_celery_beat", "mfa", "axes")),
    ]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in TABLES),
        migrations.RunSQL(*workflow_guard("accounts_delegation", "delegation")),
    ]
