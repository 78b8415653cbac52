"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.membership import Credential, Membership, MovementTally
from enrollment.models.vetting import (
    IdentityEntry,
    IdentityKey,
    NearMatch,
    NotTheSame,
    VettingCheck,
    VettingWorksheet,
)

__all__ = [
    "AgencyReview",
    "Application",
    "Credential",
    "IdentityEntry",
    "IdentityKey",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "NearMatch",
    "NotTheSame",
    "SanctionEntry",
    "VettingCheck",
    "VettingWorksheet",
]
