"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.criteria import (
    CriteriaSignature,
    CriteriaVersion,
    GraduationProposal,
    GraduationReview,
    TallyMonth,
)
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.membership import Credential, Membership, MovementTally
from enrollment.models.recognition import Recognition, RecognitionSignature, SchemeMembership

__all__ = [
    "AgencyReview",
    "Application",
    "Credential",
    "CriteriaSignature",
    "CriteriaVersion",
    "GraduationProposal",
    "GraduationReview",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "Recognition",
    "RecognitionSignature",
    "SanctionEntry",
    "SchemeMembership",
    "TallyMonth",
]
