"""Like cases heard as one: joinders, the cases in them, and objections."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import portal.core.clock
import portal.core.ids
from portal.core import sql

KEY = ("id", models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False))
MADE = ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False))
VERSION = ("row_version", models.PositiveIntegerField(default=1, editable=False))
PROTECT = django.db.models.deletion.PROTECT
JOINDER = [
    KEY,
    MADE,
    VERSION,
    ("lead", models.ForeignKey(on_delete=PROTECT, related_name="led", to="appeals.case")),
    ("status", models.CharField(default="proposed", editable=False, max_length=20)),
    ("reasons", models.JSONField()),
    ("object_until", models.DateTimeField()),
    ("decision", models.JSONField(null=True)),
    ("proposed_by_id", models.UUIDField()),
    ("proposed_at", models.DateTimeField()),
    ("decided_at", models.DateTimeField(null=True)),
]
JOINDER_OPTIONS = {
    "db_table": "appeals_joinder",
    "constraints": [
        models.CheckConstraint(
            condition=Q(("status", "joined"), _negated=True)
            | Q(("decided_at__isnull", False), ("decision__isnull", False)),
            name="appeals_joined_says_why",
        )
    ],
}
MEMBER = [
    KEY,
    MADE,
    VERSION,
    ("joinder", models.ForeignKey(on_delete=PROTECT, related_name="members", to="appeals.joinder")),
    ("case", models.ForeignKey(on_delete=PROTECT, related_name="joined_as", to="appeals.case")),
    ("left_at", models.DateTimeField(null=True)),
    ("left_why", models.JSONField(null=True)),
]
MEMBER_OPTIONS = {
    "db_table": "appeals_joined_case",
    "constraints": [
        models.UniqueConstraint(condition=Q(("left_at", None)), fields=("case",), name="appeals_joined_once"),
        models.CheckConstraint(
            condition=Q(("left_at", None)) | Q(("left_why__isnull", False)), name="appeals_left_why"
        ),
    ],
}
OBJECTION = [
    KEY,
    MADE,
    ("member", models.ForeignKey(on_delete=PROTECT, related_name="objections", to="appeals.joinedcase")),
    ("side", models.CharField(max_length=12)),
    ("words", models.TextField()),
    ("made_by_id", models.UUIDField()),
    ("made_by_name", models.CharField(max_length=120)),
    ("made_at", models.DateTimeField()),
]
OBJECTION_OPTIONS = {
    "db_table": "appeals_joinder_objection",
    "constraints": [
        models.UniqueConstraint(fields=("member", "side"), name="appeals_objection_once"),
        models.CheckConstraint(
            condition=Q(("side__in", ["appellant", "agency", "commission"])), name="appeals_objection_side"
        ),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("appeals", "0005_hearings")]
    operations = [
        migrations.CreateModel("Joinder", JOINDER, JOINDER_OPTIONS),
        migrations.CreateModel("JoinedCase", MEMBER, MEMBER_OPTIONS),
        migrations.CreateModel("JoinderObjection", OBJECTION, OBJECTION_OPTIONS),
        migrations.RunSQL(*sql.workflow_guard("appeals_joinder", "appeal_joinder")),
        *[
            migrations.RunSQL(*sql.trail_required(table))
            for table in ("appeals_joinder", "appeals_joined_case", "appeals_joinder_objection")
        ],
        migrations.RunSQL(*sql.append_only("appeals_joinder_objection")),
    ]
