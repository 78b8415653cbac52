"""Tables of membership."""

from enrollment.models.agreements import (
    MutualRecognition,
    MutualRecognitionSignature,
    VettingStandard,
    VettingStandardSignature,
)
from enrollment.models.application import (
    AgencyReview,
    Application,
)
from enrollment.models.billing import (
    Invoice,
    Payment,
    PaymentEvent,
)
from enrollment.models.cards import TravelDocument
from enrollment.models.centres import (
    CentreClosure,
    CentreDesk,
    CentreHours,
    EnrolmentCentre,
)
from enrollment.models.consultations import Consultation, ConsultationComment
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
from enrollment.models.desk import (
    Assignment,
    HandoverNote,
)
from enrollment.models.document import (
    Attachment,
    Consent,
    Document,
)
from enrollment.models.fees import (
    Fee,
    FeeSignature,
    FeeWaiver,
    FeeWaiverSignature,
)
from enrollment.models.interviews import (
    EarlierWish,
    Interview,
    InterviewResult,
    InterviewSeat,
    SlotOffer,
)
from enrollment.models.lookup import (
    Lookup,
    LookupReview,
    LookupWeek,
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
from enrollment.models.vetting import (
    IdentityEntry,
    IdentityKey,
    NearMatch,
    NotTheSame,
    VettingCheck,
    VettingWorksheet,
)
from enrollment.models.visits import (
    SiteVisit,
    VisitFinding,
    VisitMember,
    VisitSignature,
)

__all__ = [
    "AgencyReview",
    "Application",
    "Assignment",
    "Attachment",
    "AuditNotice",
    "CentreClosure",
    "CentreDesk",
    "CentreHours",
    "Consent",
    "Consultation",
    "ConsultationComment",
    "CorrectivePlan",
    "Credential",
    "CriteriaSignature",
    "CriteriaVersion",
    "DecisionAnswer",
    "Disclosure",
    "Document",
    "EarlierWish",
    "EnrolmentCentre",
    "Fee",
    "FeeSignature",
    "FeeWaiver",
    "FeeWaiverSignature",
    "GraduationProposal",
    "GraduationReview",
    "HandoverNote",
    "IdentityEntry",
    "IdentityKey",
    "Interview",
    "InterviewResult",
    "InterviewSeat",
    "Invoice",
    "Lookup",
    "LookupReview",
    "LookupWeek",
    "Membership",
    "MembershipDecision",
    "MovementTally",
    "MutualRecognition",
    "MutualRecognitionSignature",
    "NearMatch",
    "NotTheSame",
    "Payment",
    "PaymentEvent",
    "PlanStep",
    "Recognition",
    "RecognitionSignature",
    "ReportedChange",
    "SanctionEntry",
    "SanctionMatrixSignature",
    "SanctionMatrixVersion",
    "SanctionOverride",
    "SchemeMembership",
    "SiteVisit",
    "SlotOffer",
    "TallyMonth",
    "TravelDocument",
    "VettingCheck",
    "VettingStandard",
    "VettingStandardSignature",
    "VettingWorksheet",
    "VisitFinding",
    "VisitMember",
    "VisitSignature",
]
