"""Writes of reference data: the load from files, and what supervisors and administrators change."""

from portal.reference.services.hours import agency_hours_set
from portal.reference.services.lanes import lane_close, lane_open
from portal.reference.services.loading import LoadResult, reference_load
from portal.reference.services.stamp import stamp_bump
from portal.reference.services.tariffs import TARIFF_COLUMNS, tariffs_load

__all__ = [
    "TARIFF_COLUMNS",
    "LoadResult",
    "agency_hours_set",
    "lane_close",
    "lane_open",
    "reference_load",
    "stamp_bump",
    "tariffs_load",
]
