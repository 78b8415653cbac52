"""Physical seals: what readers say of them, what that means, and the life of a seal (R-55, R-56)."""

from clearance.domain.seals.anomalies import ANOMALIES, NOTICE, REVIEW, WATCH, Anomaly, Observed, judge
from clearance.domain.seals.position import Position, position_words
from clearance.domain.seals.reading import EVENT_KINDS, GRADES, MAKES, Reading, reading_from
from clearance.domain.seals.workflow import LIVE, SEAL_EVENTS, SEAL_WORKFLOW

__all__ = [
    "ANOMALIES",
    "EVENT_KINDS",
    "GRADES",
    "LIVE",
    "MAKES",
    "NOTICE",
    "REVIEW",
    "SEAL_EVENTS",
    "SEAL_WORKFLOW",
    "WATCH",
    "Anomaly",
    "Observed",
    "Position",
    "Reading",
    "judge",
    "position_words",
    "reading_from",
]
