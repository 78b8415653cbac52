"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.cards import TravelDocument
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.matrix import SanctionMatrixSignature, SanctionMatrixVersion
from enrollment.models.membership import Credential, Membership, MovementTally
from enrollment.models.mending import CorrectivePlan, DecisionAnswer, PlanStep, SanctionOverride
from enrollment.models.reports import AuditNotice, Disclosure, ReportedChange

__all__ = [
    "AgencyReview",
    "Application",
    "AuditNotice",
    "CorrectivePlan",
    "Credential",
    "DecisionAnswer",
    "Disclosure",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "PlanStep",
    "ReportedChange",
    "SanctionEntry",
    "SanctionMatrixSignature",
    "SanctionMatrixVersion",
    "SanctionOverride",
    "TravelDocument",
]
