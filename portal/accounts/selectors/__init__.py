"""Reads of people and organisations for this app and those above."""

from portal.accounts.selectors.accreditations import accreditation_get, accreditation_list
from portal.accounts.selectors.actors import (
    Capacity,
    actor_for_application,
    actor_for_client,
    actor_for_user,
    capacities_for_user,
)
from portal.accounts.selectors.delegations import (
    cross_designation_active,
    cross_designations_held,
    delegating_organisations,
    delegation_active,
    delegation_acts,
    delegation_get,
    delegation_list_for_organisation,
    delegation_offers,
)
from portal.accounts.selectors.idle import idle_policy, resting_get, resting_list, supervisors_of
from portal.accounts.selectors.invitations import (
    invitation_by_token,
    invitation_get,
    invitation_list,
    invitation_token,
    verified_addresses,
)
from portal.accounts.selectors.organisations import (
    identifiers_of,
    organisation_by_identifier,
    organisation_get,
    organisation_get_for_actor,
    organisations_by_identifiers,
    organisations_many,
)
from portal.accounts.selectors.partners import application_get, application_list_for_organisation
from portal.accounts.selectors.people import (
    colleagues_of,
    user_by_email,
    user_get,
    users_many,
    users_of_organisation,
    users_with_staff_role,
)

__all__ = [
    "Capacity",
    "accreditation_get",
    "accreditation_list",
    "actor_for_application",
    "actor_for_client",
    "actor_for_user",
    "application_get",
    "application_list_for_organisation",
    "capacities_for_user",
    "colleagues_of",
    "cross_designation_active",
    "cross_designations_held",
    "delegating_organisations",
    "delegation_active",
    "delegation_acts",
    "delegation_get",
    "delegation_list_for_organisation",
    "delegation_offers",
    "identifiers_of",
    "idle_policy",
    "invitation_by_token",
    "invitation_get",
    "invitation_list",
    "invitation_token",
    "organisation_by_identifier",
    "organisation_get",
    "organisation_get_for_actor",
    "organisations_by_identifiers",
    "organisations_many",
    "resting_get",
    "resting_list",
    "supervisors_of",
    "user_by_email",
    "user_get",
    "users_many",
    "users_of_organisation",
    "users_with_staff_role",
    "verified_addresses",
]
