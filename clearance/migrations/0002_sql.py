"""The second wall: no change without an entry in the trail, no edit of a version, no status off its table.

Drafts are left out: what nobody has sent is its author's own and changes every few seconds.
"""

from django.db import migrations

from portal.core.sql import append_only, trail_required, workflow_guard

IMMUTABLE = (
    "clearance_trip_version",
    "clearance_shipment",
    "clearance_goods_line",
    "clearance_equipment",
    "clearance_seal",
    "clearance_crew_member",
    "clearance_score",
    "clearance_profile_signature",
    "clearance_trip_note",
    "clearance_perimeter_clearance",
    "clearance_lane_event",
    "clearance_lane_sighting",
    "clearance_offline_decision",
    "clearance_offline_outcome",
    "clearance_inspection_entry",
    "clearance_inspection_photo",
    "clearance_inspection_result",
)
BUSINESS = (
    *IMMUTABLE,
    "clearance_trip",
    "clearance_agency_line",
    "clearance_upload_batch",
    "clearance_threat_profile",
    "clearance_referral",
    "clearance_inspection",
    "clearance_hold",
    "clearance_release",
    "clearance_saved_record",
    "clearance_lane_reader",
    "clearance_inspection_bay",
)
WORKFLOWS = (
    ("clearance_trip", "trip"),
    ("clearance_agency_line", "agency_line"),
    ("clearance_threat_profile", "threat_profile"),
    ("clearance_inspection", "inspection"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("clearance", "0001_initial"),
        ("core", "0002_sql"),
        ("trail", "0002_sql"),
        ("workflow", "0001_initial"),
    ]
    operations = [
        *(migrations.RunSQL(*trail_required(table)) for table in BUSINESS),
        *(migrations.RunSQL(*append_only(table)) for table in IMMUTABLE),
        *(migrations.RunSQL(*workflow_guard(table, workflow)) for table, workflow in WORKFLOWS),
    ]
