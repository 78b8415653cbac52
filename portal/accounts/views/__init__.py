"""Pages of people and organisations."""

from portal.accounts.views.delegations import delegation_act, delegation_offer, delegations
from portal.accounts.views.keys import key_revoke, key_rotate, keys
from portal.accounts.views.me import capacity, me, second_factor
from portal.accounts.views.organisations import (
    colleague_remove,
    colleagues,
    organisation,
    organisation_edit,
    register,
)

__all__ = [
    "capacity",
    "colleague_remove",
    "colleagues",
    "delegation_act",
    "delegation_offer",
    "delegations",
    "key_revoke",
    "key_rotate",
    "keys",
    "me",
    "organisation",
    "organisation_edit",
    "register",
    "second_factor",
]
