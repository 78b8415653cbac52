"""Consultations on flagged changes: one door for the status, no commit without an entry, comments stay (R-51)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import portal.core.clock
import portal.core.ids
from portal.core import sql

KEY = ("id", models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False))
MADE = ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False))
PROTECT = django.db.models.deletion.PROTECT
TABLES = ("enrollment_consultation", "enrollment_consultation_comment")


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0013_review_pace"), ("accounts", "0003_company")]
    operations = [
        migrations.CreateModel(
            "Consultation",
            [
                KEY,
                MADE,
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=16, unique=True)),
                ("kind", models.CharField(max_length=12)),
                ("subject_id", models.UUIDField()),
                ("label", models.JSONField()),
                ("summary", models.JSONField()),
                ("agency", models.CharField(blank=True, default="", max_length=10)),
                ("asked_by_id", models.UUIDField()),
                ("asked_by_name", models.CharField(max_length=150)),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("status", models.CharField(default="open", editable=False, max_length=12)),
                ("answer", models.JSONField(null=True)),
                ("answered_by_id", models.UUIDField(null=True)),
                ("answered_by_name", models.CharField(blank=True, default="", max_length=150)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "enrollment_consultation",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject_id"), name="consultation_once"),
                    models.CheckConstraint(
                        condition=Q(("kind__in", ["fee", "fee_waiver", "criteria", "profile"])),
                        name="consultation_kind",
                    ),
                    models.CheckConstraint(
                        condition=Q(("status", "answered"), _negated=True)
                        | Q(("answer__isnull", False), ("answered_at__gte", F("closes_at"))),
                        name="consultation_answered_after",
                    ),
                ],
                "indexes": [models.Index(fields=["status", "-opened_at"], name="consultation_shown")],
            },
        ),
        migrations.CreateModel(
            "ConsultationComment",
            [
                KEY,
                MADE,
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=160)),
                ("language", models.CharField(max_length=2)),
                ("words", models.TextField()),
                ("received_at", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(on_delete=PROTECT, related_name="comments", to="enrollment.consultation"),
                ),
                (
                    "organisation",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="accounts.organisation"),
                ),
                ("user", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "enrollment_consultation_comment",
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "number"), name="consultation_comment_number")
                ],
            },
        ),
        migrations.RunSQL(*sql.workflow_guard("enrollment_consultation", "consultation")),
        *[migrations.RunSQL(*sql.trail_required(table)) for table in TABLES],
        migrations.RunSQL(*sql.append_only("enrollment_consultation_comment")),
    ]
