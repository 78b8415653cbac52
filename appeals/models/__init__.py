"""Appeals before the joint commission."""

from appeals.models.case import Case
from appeals.models.panel import PanelSeat, Vote
from appeals.models.ruling import Ruling

__all__ = ["Case", "PanelSeat", "Ruling", "Vote"]
