"""Reads of reference data. Small tables are kept per process and re-read when their stamp changes."""

from portal.reference.selectors.agencies import agency_find, agency_get, agency_list
from portal.reference.selectors.cache import cached as reference_cached
from portal.reference.selectors.cache import reference_cache_clear
from portal.reference.selectors.crossings import (
    FastFilter,
    crossing_by_port,
    crossing_codes,
    crossing_find,
    crossing_get,
    crossing_get_by_id,
    crossing_list,
    crossing_overview,
)
from portal.reference.selectors.goods import (
    agencies_for_hs,
    hs_codes,
    hs_codes_under,
    hs_get,
    hs_many,
    hs_path,
    hs_sections,
)
from portal.reference.selectors.goods_search import hs_search
from portal.reference.selectors.hours import agency_hours, agency_hours_rows, hours_for
from portal.reference.selectors.lanes import (
    LanePlace,
    lane_get,
    lane_in_service,
    lane_places,
    lanes_for,
    open_lane_kinds,
)
from portal.reference.selectors.lists import (
    countries,
    country_find,
    country_get,
    package_type_find,
    package_types,
    subdivision_find,
    subdivisions,
)
from portal.reference.selectors.tariffs import Rates, rates_on

__all__ = [
    "FastFilter",
    "LanePlace",
    "Rates",
    "agencies_for_hs",
    "agency_find",
    "agency_get",
    "agency_hours",
    "agency_hours_rows",
    "agency_list",
    "countries",
    "country_find",
    "country_get",
    "crossing_by_port",
    "crossing_codes",
    "crossing_find",
    "crossing_get",
    "crossing_get_by_id",
    "crossing_list",
    "crossing_overview",
    "hours_for",
    "hs_codes",
    "hs_codes_under",
    "hs_get",
    "hs_many",
    "hs_path",
    "hs_search",
    "hs_sections",
    "lane_get",
    "lane_in_service",
    "lane_places",
    "lanes_for",
    "open_lane_kinds",
    "package_type_find",
    "package_types",
    "rates_on",
    "reference_cache_clear",
    "reference_cached",
    "subdivision_find",
    "subdivisions",
]
