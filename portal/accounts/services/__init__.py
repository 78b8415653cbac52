"""Writes of people and organisations for this app and those above."""

from portal.accounts.services.delegations import (
    cross_designation_grant,
    delegation_accept,
    delegation_decline,
    delegation_expire,
    delegation_offer,
    delegation_revoke,
)
from portal.accounts.services.organisations import organisation_register, organisation_update
from portal.accounts.services.partners import (
    partner_application_create,
    partner_application_revoke,
    partner_application_rotate,
)
from portal.accounts.services.people import invitation_send, user_create, user_totp_activate, user_update
from portal.accounts.services.roles import (
    organisation_role_assign,
    organisation_role_remove,
    staff_role_assign,
    staff_role_remove,
)

__all__ = [
    "cross_designation_grant",
    "delegation_accept",
    "delegation_decline",
    "delegation_expire",
    "delegation_offer",
    "delegation_revoke",
    "invitation_send",
    "organisation_register",
    "organisation_role_assign",
    "organisation_role_remove",
    "organisation_update",
    "partner_application_create",
    "partner_application_revoke",
    "partner_application_rotate",
    "staff_role_assign",
    "staff_role_remove",
    "user_create",
    "user_totp_activate",
    "user_update",
]
