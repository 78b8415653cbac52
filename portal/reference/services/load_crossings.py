"""Load crossings, lanes and agency hours."""

from __future__ import annotations

from portal.reference.models import Agency, AgencyHours, Crossing, Lane
from portal.reference.services.files import DataFiles, Row, stable_id

PLAIN = [
    "code",
    "name_en",
    "name_fr",
    "us_place",
    "ca_place_en",
    "ca_place_fr",
    "ca_place_confidence",
    "kind",
    "cbp_port_code",
    "cbsa_office_code",
    "cbsa_confidence",
    "state",
    "province",
    "us_timezone",
    "ca_timezone",
    "always_open_confidence",
    "shared_facility_confidence",
    "note_en",
    "note_fr",
]
FLAGS = ("is_port_default", "commercial", "active")
NUMBERS = ("latitude", "longitude", "port_trucks_2019_06", "port_trucks_2020_03")


def load_crossings(files: DataFiles) -> int:
    """Upsert crossings; one that left the files is made inactive, since filings point at it."""
    rows = [_crossing(row) for row in files.rows("crossings.csv")]
    codes = [row.code for row in rows]
    Crossing.objects.exclude(code__in=codes).filter(active=True).update(active=False)
    fields = [name for name in (*PLAIN, *FLAGS, *NUMBERS) if name != "code"]
    Crossing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return len(rows)


def _crossing(row: Row) -> Crossing:
    return Crossing(
        id=stable_id("crossing", row["code"]),
        **{name: row[name] for name in PLAIN},
        **{name: row[name] == "1" for name in FLAGS},
        **{name: row[name] or None for name in NUMBERS},
    )


def load_lanes(files: DataFiles) -> int:
    """Upsert lanes without touching the status people gave them; lanes no longer listed go."""
    crossings = dict(Crossing.objects.values_list("code", "id"))
    rows = [
        Lane(
            id=stable_id("lane", row["crossing"], row["direction"], row["number"]),
            crossing_id=crossings[row["crossing"]],
            direction=row["direction"],
            number=int(row["number"]),
            kind=row["kind"],
            daily_from=_minute(row["daily_from"]),
            daily_to=_minute(row["daily_to"]),
            confidence=row["confidence"],
        )
        for row in files.rows("lanes.csv")
    ]
    Lane.objects.exclude(id__in=[row.id for row in rows]).delete()
    Lane.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["crossing", "direction", "number"],
        update_fields=["kind", "daily_from", "daily_to", "confidence"],
    )
    return len(rows)


def load_hours(files: DataFiles) -> int:
    """Replace hours from files; an agency whose hours an administrator set at a crossing keeps those."""
    crossings = dict(Crossing.objects.values_list("code", "id"))
    agencies = dict(Agency.objects.values_list("code", "id"))
    edited = set(AgencyHours.objects.filter(edited=True).values_list("crossing_id", "agency_id"))
    rows = [
        AgencyHours(
            id=stable_id("hours", row["crossing"], row["agency"], row["days"], row["opens"]),
            crossing_id=crossings[row["crossing"]],
            agency_id=agencies[row["agency"]],
            days=row["days"],
            opens=int(row["opens"]),
            closes=int(row["closes"]),
            confidence=row["confidence"],
        )
        for row in files.rows("agency_hours.csv")
    ]
    rows = [row for row in rows if (row.crossing_id, row.agency_id) not in edited]
    AgencyHours.objects.filter(edited=False).exclude(id__in=[row.id for row in rows]).delete()
    AgencyHours.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["crossing", "agency", "days", "opens"],
        update_fields=["closes", "confidence"],
    )
    return len(rows)


def _minute(text: str) -> int | None:
    return int(text) if text else None
