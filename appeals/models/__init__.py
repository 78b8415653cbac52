"""Complaints, appeals and programme reviews before the joint commission."""

from appeals.models.case import Case
from appeals.models.complaint import Complaint
from appeals.models.docket import Chase, DocketEntry, DocketFile, Representative
from appeals.models.drafting import PanelNote, RulingDraft
from appeals.models.gist import Gist
from appeals.models.hearing import Hearing, HearingWish
from appeals.models.joinder import Joinder, JoinderObjection, JoinedCase
from appeals.models.panel import PanelSeat, Recusal, Vote
from appeals.models.publication import Publication
from appeals.models.recommendation import Recommendation, RecommendationResponse
from appeals.models.remedy import ChangeRequest, Remedy
from appeals.models.review import ProgrammeReview, ReviewComment, ReviewEvidence, ReviewHearing
from appeals.models.ruling import Ruling
from appeals.models.stay import Stay

__all__ = [
    "Case",
    "ChangeRequest",
    "Chase",
    "Complaint",
    "DocketEntry",
    "DocketFile",
    "Gist",
    "Hearing",
    "HearingWish",
    "Joinder",
    "JoinderObjection",
    "JoinedCase",
    "PanelNote",
    "PanelSeat",
    "ProgrammeReview",
    "Publication",
    "Recommendation",
    "RecommendationResponse",
    "Recusal",
    "Remedy",
    "Representative",
    "ReviewComment",
    "ReviewEvidence",
    "ReviewHearing",
    "Ruling",
    "RulingDraft",
    "Stay",
    "Vote",
]
