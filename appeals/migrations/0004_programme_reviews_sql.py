"""Triggers of programme reviews: one door for the status, no commit without an entry, published texts stay."""

from django.db import migrations

from appeals.sql import REVIEW_FROZEN
from portal.core import sql

TABLES = (
    "appeals_programme_review",
    "appeals_review_hearing",
    "appeals_review_comment",
    "appeals_recommendation",
    "appeals_recommendation_response",
    "appeals_review_evidence",
)


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0003_programme_reviews"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(*sql.workflow_guard("appeals_programme_review", "programme_review")),
        migrations.RunSQL(*sql.workflow_guard("appeals_review_comment", "review_comment")),
        migrations.RunSQL(*sql.workflow_guard("appeals_recommendation_response", "recommendation_response")),
        *[migrations.RunSQL(*sql.trail_required(table)) for table in TABLES],
        migrations.RunSQL(*sql.append_only("appeals_review_evidence")),
        migrations.RunSQL(*REVIEW_FROZEN),
    ]
