"""Tables of membership."""

from enrollment.models.application import (
    AgencyReview,
    Application,
)
from enrollment.models.cards import (
    TravelDocument,
)
from enrollment.models.criteria import (
    CriteriaSignature,
    CriteriaVersion,
    GraduationProposal,
    GraduationReview,
    TallyMonth,
)
from enrollment.models.decision import (
    MembershipDecision,
    SanctionEntry,
)
from enrollment.models.matrix import (
    SanctionMatrixSignature,
    SanctionMatrixVersion,
)
from enrollment.models.membership import (
    Credential,
    Membership,
    MovementTally,
)
from enrollment.models.mending import (
    CorrectivePlan,
    DecisionAnswer,
    PlanStep,
    SanctionOverride,
)
from enrollment.models.recognition import (
    Recognition,
    RecognitionSignature,
    SchemeMembership,
)
from enrollment.models.reports import (
    AuditNotice,
    Disclosure,
    ReportedChange,
)

__all__ = [
    "AgencyReview",
    "Application",
    "AuditNotice",
    "CorrectivePlan",
    "Credential",
    "CriteriaSignature",
    "CriteriaVersion",
    "DecisionAnswer",
    "Disclosure",
    "GraduationProposal",
    "GraduationReview",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "PlanStep",
    "Recognition",
    "RecognitionSignature",
    "ReportedChange",
    "SanctionEntry",
    "SanctionMatrixSignature",
    "SanctionMatrixVersion",
    "SanctionOverride",
    "SchemeMembership",
    "TallyMonth",
    "TravelDocument",
]
