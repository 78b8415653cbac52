"""The comment record of a consultation becomes public: each comment is released or kept from the page (R-51).

What was said stays as it is; only what was decided on it changes.
"""

from django.db import migrations, models
from django.db.models import Q

from enrollment import sql as own
from portal.core import sql

TABLE = "enrollment_consultation_comment"
REASONS = ["off_topic", "personal", "case", "unlawful", "duplicate", "advertising"]
DECIDED = ("row_version", "status", "refusal", "decided_by_name", "decided_at")
THAWED = (
    f"DROP TRIGGER {TABLE}_append_only ON {TABLE};",
    f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION preclear_append_only();",
)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0015_consultation_kinds")]
    operations = [
        migrations.AddField(
            "consultationcomment", "row_version", models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            "consultationcomment", "status", models.CharField(default="received", editable=False, max_length=12)
        ),
        migrations.AddField(
            "consultationcomment", "refusal", models.CharField(blank=True, default="", max_length=12)
        ),
        migrations.AddField(
            "consultationcomment", "decided_by_name", models.CharField(blank=True, default="", max_length=150)
        ),
        migrations.AddField("consultationcomment", "decided_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "consultationcomment",
            models.CheckConstraint(
                condition=Q(("status", "refused"), _negated=True) | Q(("refusal__in", REASONS)),
                name="consultation_comment_why",
            ),
        ),
        migrations.AddIndex(
            "consultationcomment",
            models.Index(fields=["consultation", "status", "number"], name="consultation_comment_shown"),
        ),
        migrations.RunSQL(*THAWED),
        migrations.RunSQL(*own.kept_fixed(TABLE, *DECIDED)),
        migrations.RunSQL(*sql.workflow_guard(TABLE, "consultation_comment")),
    ]
