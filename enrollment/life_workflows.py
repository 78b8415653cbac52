"""Which tables of a membership's life move along which workflow; registered when the app starts."""

from __future__ import annotations

from enrollment.domain.transitions.cards import CREDENTIAL, TRAVEL_DOCUMENT
from enrollment.domain.transitions.matrix import SANCTION_MATRIX
from enrollment.domain.transitions.mending import ANSWER, OVERRIDE, PLAN
from enrollment.domain.transitions.reports import CHANGE, DISCLOSURE

LIFE = (
    (CREDENTIAL, "enrollment.Credential"),
    (TRAVEL_DOCUMENT, "enrollment.TravelDocument"),
    (CHANGE, "enrollment.ReportedChange"),
    (DISCLOSURE, "enrollment.Disclosure"),
    (ANSWER, "enrollment.DecisionAnswer"),
    (PLAN, "enrollment.CorrectivePlan"),
    (OVERRIDE, "enrollment.SanctionOverride"),
    (SANCTION_MATRIX, "enrollment.SanctionMatrixVersion"),
)
