"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.billing import Invoice, Payment, PaymentEvent
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.fees import Fee, FeeSignature, FeeWaiver, FeeWaiverSignature
from enrollment.models.membership import Credential, Membership, MovementTally

__all__ = [
    "AgencyReview",
    "Application",
    "Credential",
    "Fee",
    "FeeSignature",
    "FeeWaiver",
    "FeeWaiverSignature",
    "Invoice",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "Payment",
    "PaymentEvent",
    "SanctionEntry",
]
