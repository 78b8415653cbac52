"""Tables of clearance: the trip with its immutable versions, drafts, uploads, targeting, booth and release."""

from clearance.models.booth import Hold, Inspection, Referral, Release, TripNote
from clearance.models.draft import FilingDraft
from clearance.models.lines import CrewMember, Equipment, GoodsLine, Seal, Shipment
from clearance.models.targeting import ProfileSignature, Score, ThreatProfile
from clearance.models.trip import AgencyLine, Trip, TripVersion
from clearance.models.upload import UploadBatch

__all__ = [
    "AgencyLine",
    "CrewMember",
    "Equipment",
    "FilingDraft",
    "GoodsLine",
    "Hold",
    "Inspection",
    "ProfileSignature",
    "Referral",
    "Release",
    "Score",
    "Seal",
    "Shipment",
    "ThreatProfile",
    "Trip",
    "TripNote",
    "TripVersion",
    "UploadBatch",
]
