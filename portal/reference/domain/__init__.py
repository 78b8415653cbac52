"""Pure vocabulary of reference data: directions, lanes, hours, goods codes, words."""

from portal.reference.domain.confidence import CONFIDENCES, Confidence
from portal.reference.domain.directions import (
    DIRECTIONS,
    NORTHBOUND,
    SOUTHBOUND,
    border_agency,
    country_of_arrival,
    direction_label,
)
from portal.reference.domain.goods import AgencyInterest, GoodsCode, GoodsHit, code_digits, code_words
from portal.reference.domain.hours import HoursRow, HoursState, state_at
from portal.reference.domain.hours_words import rows_words
from portal.reference.domain.lanes import LANE_KINDS, FastSides, LaneKind, fast_sides
from portal.reference.domain.transitions import LANE

__all__ = [
    "CONFIDENCES",
    "DIRECTIONS",
    "LANE",
    "LANE_KINDS",
    "NORTHBOUND",
    "SOUTHBOUND",
    "AgencyInterest",
    "Confidence",
    "FastSides",
    "GoodsCode",
    "GoodsHit",
    "HoursRow",
    "HoursState",
    "LaneKind",
    "border_agency",
    "code_digits",
    "code_words",
    "country_of_arrival",
    "direction_label",
    "fast_sides",
    "rows_words",
    "state_at",
]
