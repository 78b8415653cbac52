"""Hearings, gists and timeliness: when a case was closed without a ruling, hearings, wishes, and gists of papers."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import portal.core.clock
import portal.core.ids
from portal.core import sql

KEY = ("id", models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False))
MADE = ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False))
HEARING = [
    KEY,
    MADE,
    ("row_version", models.PositiveIntegerField(default=1, editable=False)),
    (
        "case",
        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="appeals.case"),
    ),
    (
        "follows",
        models.OneToOneField(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="adjourned_to",
            to="appeals.hearing",
        ),
    ),
    ("starts_at", models.DateTimeField()),
    ("ends_at", models.DateTimeField()),
    ("zone_ca", models.CharField(max_length=40)),
    ("zone_us", models.CharField(max_length=40)),
    ("place", models.CharField(blank=True, default="", max_length=200)),
    ("link", models.URLField(blank=True, default="", max_length=400)),
    ("languages", models.JSONField(default=list)),
    ("interpreters", models.JSONField(default=dict)),
    ("closed", models.JSONField(null=True)),
    ("consents", models.JSONField(default=list)),
    ("reason", models.JSONField(null=True)),
    (
        "minutes",
        models.OneToOneField(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="hearing",
            to="appeals.docketentry",
        ),
    ),
    ("status", models.CharField(default="set", editable=False, max_length=20)),
    ("set_by_id", models.UUIDField()),
    ("set_at", models.DateTimeField()),
    ("changed_at", models.DateTimeField()),
]
HEARING_OPTIONS = {
    "db_table": "appeals_hearing",
    "indexes": [models.Index(condition=Q(("status", "set")), fields=["starts_at"], name="appeals_hearing_calendar")],
    "constraints": [
        models.UniqueConstraint(
            condition=Q(("status", "set")), fields=("case",), name="appeals_hearing_one_to_come"
        ),
        models.CheckConstraint(condition=Q(("ends_at__gt", F("starts_at"))), name="appeals_hearing_time"),
        models.CheckConstraint(
            condition=Q(("place", ""), _negated=True) | Q(("link", ""), _negated=True),
            name="appeals_hearing_somewhere",
        ),
        models.CheckConstraint(
            condition=Q(("status__in", ("adjourned", "cancelled")), _negated=True) | Q(("reason__isnull", False)),
            name="appeals_hearing_says_why",
        ),
        models.CheckConstraint(
            condition=Q(("minutes", None)) | Q(("status", "held")), name="appeals_hearing_minutes_of_held"
        ),
    ],
}
WISH = [
    KEY,
    MADE,
    ("side", models.CharField(max_length=12)),
    ("wish", models.CharField(max_length=12)),
    ("language", models.CharField(blank=True, default="", max_length=60)),
    ("words", models.TextField()),
    ("asked_by_id", models.UUIDField()),
    ("asked_by_name", models.CharField(max_length=120)),
    ("asked_at", models.DateTimeField()),
    (
        "case",
        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="wishes", to="appeals.case"),
    ),
]
WISH_OPTIONS = {
    "db_table": "appeals_hearing_wish",
    "constraints": [
        models.CheckConstraint(
            condition=Q(
                ("side__in", ["appellant", "agency", "commission"]), ("wish__in", ["hearing", "interpreter"])
            ),
            name="appeals_wish_known",
        ),
        models.CheckConstraint(
            condition=Q(("wish", "interpreter"), _negated=True) | Q(("language", ""), _negated=True),
            name="appeals_wish_names_language",
        ),
    ],
}

GIST = [
    KEY,
    MADE,
    ("row_version", models.PositiveIntegerField(default=1, editable=False)),
    ("words", models.JSONField()),
    ("status", models.CharField(default="proposed", editable=False, max_length=20)),
    ("proposed_by_id", models.UUIDField()),
    ("proposed_by_name", models.CharField(max_length=120)),
    ("proposed_at", models.DateTimeField()),
    ("settled_by_id", models.UUIDField(null=True)),
    ("settled_by_name", models.CharField(blank=True, default="", max_length=120)),
    ("settled_at", models.DateTimeField(null=True)),
    (
        "entry",
        models.OneToOneField(
            on_delete=django.db.models.deletion.PROTECT, related_name="gist", to="appeals.docketentry"
        ),
    ),
]
GIST_OPTIONS = {
    "db_table": "appeals_gist",
    "constraints": [
        models.CheckConstraint(
            condition=Q(("status", "settled"), _negated=True)
            | Q(("settled_at__isnull", False), ("settled_by_id__isnull", False)),
            name="appeals_gist_settled_by",
        )
    ],
}


class Migration(migrations.Migration):
    dependencies = [("appeals", "0004_programme_reviews_sql")]
    operations = [
        migrations.AddField("case", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField("historicalcase", "closed_at", models.DateTimeField(null=True)),
        migrations.CreateModel("Hearing", HEARING, HEARING_OPTIONS),
        migrations.CreateModel("HearingWish", WISH, WISH_OPTIONS),
        migrations.RunSQL(*sql.workflow_guard("appeals_hearing", "appeal_hearing")),
        migrations.RunSQL(*sql.trail_required("appeals_hearing")),
        migrations.RunSQL(*sql.trail_required("appeals_hearing_wish")),
        migrations.RunSQL(*sql.append_only("appeals_hearing_wish")),
        migrations.AddField("ruling", "set_aside", models.JSONField(default=list)),
        migrations.CreateModel("Gist", GIST, GIST_OPTIONS),
        migrations.RunSQL(*sql.workflow_guard("appeals_gist", "appeal_gist")),
        migrations.RunSQL(*sql.trail_required("appeals_gist")),
    ]
