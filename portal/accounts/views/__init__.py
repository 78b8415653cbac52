"""Pages of people and organisations."""

from portal.accounts.views.accreditations import accreditation_end, accreditations
from portal.accounts.views.colleagues import (
    colleague_remove,
    colleagues,
    invitation,
    invitation_act,
    person_remove,
    person_role,
)
from portal.accounts.views.delegations import delegation, delegation_act, delegation_offer, delegations
from portal.accounts.views.idle import dormant, resting, resting_wake, wake
from portal.accounts.views.keys import key_revoke, key_rotate, keys
from portal.accounts.views.me import capacity, me, second_factor
from portal.accounts.views.organisations import (
    organisation,
    organisation_edit,
    register,
)

__all__ = [
    "accreditation_end",
    "accreditations",
    "capacity",
    "colleague_remove",
    "colleagues",
    "delegation",
    "delegation_act",
    "delegation_offer",
    "delegations",
    "dormant",
    "invitation",
    "invitation_act",
    "key_revoke",
    "key_rotate",
    "keys",
    "me",
    "organisation",
    "organisation_edit",
    "person_remove",
    "person_role",
    "register",
    "resting",
    "resting_wake",
    "second_factor",
    "wake",
]
