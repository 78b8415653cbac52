"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.desk import Assignment, HandoverNote
from enrollment.models.lookup import Lookup, LookupReview, LookupWeek
from enrollment.models.membership import Credential, Membership, MovementTally

__all__ = [
    "AgencyReview",
    "Application",
    "Assignment",
    "Credential",
    "HandoverNote",
    "Lookup",
    "LookupReview",
    "LookupWeek",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "SanctionEntry",
]
