"""Tables of membership."""

from enrollment.models.application import AgencyReview, Application
from enrollment.models.decision import MembershipDecision, SanctionEntry
from enrollment.models.document import Attachment, Consent, Document
from enrollment.models.membership import Credential, Membership, MovementTally

__all__ = [
    "AgencyReview",
    "Application",
    "Attachment",
    "Consent",
    "Credential",
    "Document",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "SanctionEntry",
]
