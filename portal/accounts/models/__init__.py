"""People and organisations."""

from portal.accounts.models.delegation import CrossDesignation, Delegation
from portal.accounts.models.invitation import Invitation
from portal.accounts.models.organisation import Organisation, OrganisationIdentifier
from portal.accounts.models.partner import PartnerApplication
from portal.accounts.models.roles import OrganisationRole, StaffRole
from portal.accounts.models.user import User

__all__ = [
    "CrossDesignation",
    "Delegation",
    "Invitation",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationRole",
    "PartnerApplication",
    "StaffRole",
    "User",
]
