"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.billing import Invoice, Payment, PaymentEvent
from enrollment.models.criteria import (
    CriteriaSignature,
    CriteriaVersion,
    GraduationProposal,
    GraduationReview,
    TallyMonth,
)
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.fees import Fee, FeeSignature, FeeWaiver, FeeWaiverSignature
from enrollment.models.membership import Credential, Membership, MovementTally
from enrollment.models.recognition import Recognition, RecognitionSignature, SchemeMembership

__all__ = [
    "AgencyReview",
    "Application",
    "Credential",
    "CriteriaSignature",
    "CriteriaVersion",
    "Fee",
    "FeeSignature",
    "FeeWaiver",
    "FeeWaiverSignature",
    "GraduationProposal",
    "GraduationReview",
    "Invoice",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "Payment",
    "PaymentEvent",
    "Recognition",
    "RecognitionSignature",
    "SanctionEntry",
    "SchemeMembership",
    "TallyMonth",
]
