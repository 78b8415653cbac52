"""Two views to count from: what became of trips, and what officers decided beside the advice."""

from django.db import migrations

VIEWS = """
CREATE VIEW clearance_trip_outcome AS
SELECT t.id AS trip_id, t.crossing, t.eta, t.carrier_id, COALESCE(f.carrier_tier, '') AS tier,
       concat_ws(' ', f.direction, f.member_links, f.empty, f.hazmat, f.third_country_origin) AS kind, f.lane,
       COALESCE(r.cause, '') AS cause, r.id IS NOT NULL AS referred, COALESCE(r.drawn, false) AS drawn,
       i.id IS NOT NULL AS inspected, COALESCE(i.result = 'finding', false) AS finding,
       COALESCE(i.result = 'paper', false) AS paper, COALESCE(i.minutes, 0) AS minutes
FROM clearance_trip t
JOIN clearance_trip_facts f ON f.trip_id = t.id
LEFT JOIN LATERAL (
    SELECT id, cause, drawn FROM clearance_referral
    WHERE trip_id = t.id AND cancelled_at IS NULL ORDER BY opened_at LIMIT 1
) r ON true
LEFT JOIN clearance_inspection i ON i.referral_id = r.id AND i.status = 'completed'
WHERE t.status IN ('referred', 'held', 'released', 'closed', 'refused');

CREATE VIEW clearance_officer_decision AS
SELECT r.id, r.trip_id, r.officer_id, r.opened_as AS name, r.agency, t.crossing, t.eta, true AS sent,
       f.lane <> 'SECONDARY' AS against
FROM clearance_referral r
JOIN clearance_trip t ON t.id = r.trip_id
JOIN clearance_trip_facts f ON f.trip_id = t.id
WHERE r.cancelled_at IS NULL AND NOT r.drawn AND r.officer_id IS NOT NULL
UNION ALL
SELECT e.id, e.trip_id, e.officer_id, e.released_as, e.agency, t.crossing, t.eta, false, f.lane = 'SECONDARY'
FROM clearance_release e
JOIN clearance_trip t ON t.id = e.trip_id
JOIN clearance_trip_facts f ON f.trip_id = t.id
WHERE e.cancelled_at IS NULL AND e.officer_id IS NOT NULL AND e.acting_for = ''
  AND NOT EXISTS (SELECT 1 FROM clearance_referral r WHERE r.trip_id = e.trip_id AND r.cancelled_at IS NULL);
"""
GONE = "DROP VIEW IF EXISTS clearance_officer_decision; DROP VIEW IF EXISTS clearance_trip_outcome;"


class Migration(migrations.Migration):
    dependencies = [("clearance", "0010_lookouts_draws")]
    operations = [
        migrations.RunSQL(VIEWS, GONE),
    ]
