"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.centres import CentreClosure, CentreDesk, CentreHours, EnrolmentCentre
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.interviews import EarlierWish, Interview, InterviewResult, InterviewSeat, SlotOffer
from enrollment.models.membership import Credential, Membership, MovementTally
from enrollment.models.visits import SiteVisit, VisitFinding, VisitMember, VisitSignature

__all__ = [
    "AgencyReview",
    "Application",
    "CentreClosure",
    "CentreDesk",
    "CentreHours",
    "Credential",
    "EarlierWish",
    "EnrolmentCentre",
    "Interview",
    "InterviewResult",
    "InterviewSeat",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "SanctionEntry",
    "SiteVisit",
    "SlotOffer",
    "VisitFinding",
    "VisitMember",
    "VisitSignature",
]
