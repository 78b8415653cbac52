"""Partner agencies as data: programmes, their questions, who acts for whom (R-24, R-40, R-41)."""

from clearance.domain.partners.base import (
    AT_FILING,
    BEFORE_RELEASE,
    END_USE,
    MAY,
    MUST,
    Ask,
    Programme,
    Question,
)
from clearance.domain.partners.needs import (
    Applied,
    Asked,
    Goods,
    Severities,
    agencies_of,
    answers_of,
    applied,
    asked,
    candidates,
    goods_of,
    missing,
    needs_by_agency,
)
from clearance.domain.partners.table import PROGRAMMES, QUESTIONS

__all__ = [
    "AT_FILING",
    "BEFORE_RELEASE",
    "END_USE",
    "MAY",
    "MUST",
    "PROGRAMMES",
    "QUESTIONS",
    "Applied",
    "Ask",
    "Asked",
    "Goods",
    "Programme",
    "Question",
    "Severities",
    "agencies_of",
    "answers_of",
    "applied",
    "asked",
    "candidates",
    "goods_of",
    "missing",
    "needs_by_agency",
]
