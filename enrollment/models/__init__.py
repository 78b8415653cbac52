"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.membership import Credential, Membership, MovementTally

__all__ = [
    "AgencyReview",
    "Application",
    "Credential",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "SanctionEntry",
]
