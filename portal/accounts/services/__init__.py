"""Writes of people and organisations for this app and those above."""

from portal.accounts.services.accreditations import (
    accreditation_remind,
    cross_designation_end,
    cross_designation_grant,
)
from portal.accounts.services.delegations import (
    delegation_accept,
    delegation_decline,
    delegation_expire,
    delegation_offer,
    delegation_revoke,
)
from portal.accounts.services.idle import (
    account_reactivate,
    account_wake,
    accounts_rest,
    idle_mail_send,
    needs_supervisor,
    needs_training,
    waking_link_ask,
    waking_mail_send,
    waking_owner,
    waking_supervisor_ask,
    waking_supervisor_mail_send,
)
from portal.accounts.services.invitations import (
    invitation_accept,
    invitation_create,
    invitation_expire,
    invitation_link_send,
    invitation_resend,
    invitation_revoke,
)
from portal.accounts.services.organisations import organisation_register, organisation_update
from portal.accounts.services.partners import (
    partner_application_create,
    partner_application_revoke,
    partner_application_rotate,
)
from portal.accounts.services.people import invitation_send, user_create, user_totp_activate, user_update
from portal.accounts.services.reminders import delegation_remind
from portal.accounts.services.roles import (
    colleague_remove,
    organisation_role_assign,
    organisation_role_remove,
    staff_role_assign,
    staff_role_remove,
)

__all__ = [
    "account_reactivate",
    "account_wake",
    "accounts_rest",
    "accreditation_remind",
    "colleague_remove",
    "cross_designation_end",
    "cross_designation_grant",
    "delegation_accept",
    "delegation_decline",
    "delegation_expire",
    "delegation_offer",
    "delegation_remind",
    "delegation_revoke",
    "idle_mail_send",
    "invitation_accept",
    "invitation_create",
    "invitation_expire",
    "invitation_link_send",
    "invitation_resend",
    "invitation_revoke",
    "invitation_send",
    "needs_supervisor",
    "needs_training",
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
    "waking_link_ask",
    "waking_mail_send",
    "waking_owner",
    "waking_supervisor_ask",
    "waking_supervisor_mail_send",
]
