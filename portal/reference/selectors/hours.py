"""Service hours of agencies at crossings (R-40)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.reference.domain.hours import HoursRow, HoursState, state_at
from portal.reference.models import AgencyHours
from portal.reference.selectors.agencies import agency_find
from portal.reference.selectors.cache import cached
from portal.reference.selectors.crossings import crossing_get

Hours = dict[tuple[str, str], list[HoursRow]]


def _hours() -> Hours:
    def load() -> Hours:
        found: Hours = defaultdict(list)
        for row in AgencyHours.objects.select_related("crossing", "agency").order_by("days", "opens"):
            found[row.crossing.code, row.agency.code].append(row.row)
        return dict(found)

    return cached("agency_hours", load)


def agency_hours_rows(crossing_code: str, agency: str) -> list[HoursRow]:
    """Give the weekly rows of one agency at a crossing, empty when none are known."""
    return _hours().get((crossing_code, agency), [])


def hours_for(crossing_code: str) -> dict[str, list[HoursRow]]:
    """Give the weekly rows of every agency with known hours at a crossing, by agency code."""
    return {agency: rows for (code, agency), rows in _hours().items() if code == crossing_code}


def agency_hours(crossing_code: str, agency: str, at: datetime) -> HoursState:
    """Tell whether an agency serves the crossing at a moment, and when that changes.

    Hours run on the clock of the agency's side. An agency without hours here gives `open` None: unknown is
    never read as open. Raises NotFound for an unknown crossing.
    """
    crossing = crossing_get(crossing_code)
    known = agency_find(agency)
    zone = crossing.us_timezone if known and known.country == "US" else crossing.ca_timezone
    return state_at(agency_hours_rows(crossing_code, agency), at.astimezone(ZoneInfo(zone)))
