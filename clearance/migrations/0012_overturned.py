"""Movements whose finding the commission set aside, and their column in the view of outcomes."""

import django.db.models.deletion
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required

TABLE = "clearance_overturned_movement"
VIEW = """
CREATE OR REPLACE VIEW clearance_trip_outcome AS
SELECT t.id AS trip_id, t.crossing, t.eta, t.carrier_id, COALESCE(f.carrier_tier, '') AS tier,
       concat_ws(' ', f.direction, f.member_links, f.empty, f.hazmat, f.third_country_origin) AS kind, f.lane,
       COALESCE(r.cause, '') AS cause, r.id IS NOT NULL AS referred, COALESCE(r.drawn, false) AS drawn,
       i.id IS NOT NULL AS inspected, COALESCE(i.result = 'finding', false) AS finding,
       COALESCE(i.result = 'paper', false) AS paper, COALESCE(i.minutes, 0) AS minutes,
       o.id IS NOT NULL AS overturned
FROM clearance_trip t
JOIN clearance_trip_facts f ON f.trip_id = t.id
LEFT JOIN LATERAL (
    SELECT id, cause, drawn FROM clearance_referral
    WHERE trip_id = t.id AND cancelled_at IS NULL ORDER BY opened_at LIMIT 1
) r ON true
LEFT JOIN clearance_inspection i ON i.referral_id = r.id AND i.status = 'completed'
LEFT JOIN clearance_overturned_movement o ON o.trip_id = t.id
WHERE t.status IN ('referred', 'held', 'released', 'closed', 'refused');
"""


class Migration(migrations.Migration):
    dependencies = [("clearance", "0011_outcomes")]
    operations = [
        migrations.CreateModel(
            name="OverturnedMovement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("docket", models.CharField(max_length=20)),
                (
                    "trip",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overturned", to="clearance.trip"
                    ),
                ),
            ],
            options={"db_table": TABLE},
        ),
        migrations.AddField("tripoutcome", "overturned", models.BooleanField(default=False), preserve_default=False),
        migrations.RunSQL(*trail_required(TABLE)),
        migrations.RunSQL(*append_only(TABLE)),
        migrations.RunSQL(VIEW, migrations.RunSQL.noop),
    ]
