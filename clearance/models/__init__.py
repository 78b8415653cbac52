"""Tables of clearance: the trip with its immutable versions, drafts, uploads, targeting, booth and release."""

from clearance.models.accreditation import AccreditationSignature, SiteAccreditation
from clearance.models.after_action import AfterAction, AfterActionKey
from clearance.models.booth import Hold, Inspection, Referral, Release, TripNote
from clearance.models.booth_reading import LaneEvent, LaneReader, LaneSighting, OfflineDecision, OfflineOutcome
from clearance.models.draft import FilingDraft
from clearance.models.draws import DrawDay, RandomDraw
from clearance.models.gateway import AgencyEndpoint, AgencyMessage, InboundMessage, Outage
from clearance.models.lines import CrewMember, Equipment, GoodsLine, Seal, Shipment
from clearance.models.lookouts import DoNotMatch, Lookout, LookoutKey, LookoutMatch
from clearance.models.loops import LoopSignature, ValueChainLoop
from clearance.models.orders import AgencyRequest, DelegationOrder, OrderSignature
from clearance.models.outcomes import OfficerDecision, OverturnedMovement, TripOutcome
from clearance.models.perimeter import PerimeterClearance
from clearance.models.policies import (
    AppetiteRecord,
    AppetiteSignature,
    LanePolicySignature,
    LanePolicyVersion,
    LaneWait,
    LocalAttention,
)
from clearance.models.prior import ClearanceCheck, InspectionProtocol, PriorClearance, ProtocolSignature, Site
from clearance.models.saved import SavedRecord
from clearance.models.seals import SealAlert, SealBatch, SealEvent, SealRecord
from clearance.models.secondary import InspectionBay, InspectionEntry, InspectionPhoto, InspectionResult
from clearance.models.simulation import Simulation
from clearance.models.targeting import ProfileSignature, Score, ThreatProfile
from clearance.models.trip import AgencyLine, Trip, TripVersion
from clearance.models.trip_facts import TripFacts
from clearance.models.upload import UploadBatch
from clearance.models.visited import FacilityOutcome

__all__ = [
    "AccreditationSignature",
    "AfterAction",
    "AfterActionKey",
    "AgencyEndpoint",
    "AgencyLine",
    "AgencyMessage",
    "AgencyRequest",
    "AppetiteRecord",
    "AppetiteSignature",
    "ClearanceCheck",
    "CrewMember",
    "DelegationOrder",
    "DoNotMatch",
    "DrawDay",
    "Equipment",
    "FacilityOutcome",
    "FilingDraft",
    "GoodsLine",
    "Hold",
    "InboundMessage",
    "Inspection",
    "InspectionBay",
    "InspectionEntry",
    "InspectionPhoto",
    "InspectionProtocol",
    "InspectionResult",
    "LaneEvent",
    "LanePolicySignature",
    "LanePolicyVersion",
    "LaneReader",
    "LaneSighting",
    "LaneWait",
    "LocalAttention",
    "Lookout",
    "LookoutKey",
    "LookoutMatch",
    "LoopSignature",
    "OfficerDecision",
    "OfflineDecision",
    "OfflineOutcome",
    "OrderSignature",
    "Outage",
    "OverturnedMovement",
    "PerimeterClearance",
    "PriorClearance",
    "ProfileSignature",
    "ProtocolSignature",
    "RandomDraw",
    "Referral",
    "Release",
    "SavedRecord",
    "Score",
    "Seal",
    "SealAlert",
    "SealBatch",
    "SealEvent",
    "SealRecord",
    "Shipment",
    "Simulation",
    "Site",
    "SiteAccreditation",
    "ThreatProfile",
    "Trip",
    "TripFacts",
    "TripNote",
    "TripOutcome",
    "TripVersion",
    "UploadBatch",
    "ValueChainLoop",
]
