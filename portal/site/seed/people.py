"""Organisations and accounts of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from portal.accounts.selectors import actor_for_user, capacities_for_user, user_by_email, user_get
from portal.accounts.services import (
    cross_designation_grant,
    delegation_accept,
    delegation_offer,
    organisation_register,
    organisation_role_assign,
    staff_role_assign,
    user_create,
    user_totp_activate,
)
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.site.demo_accounts import ACCOUNTS, PASSWORD, Account

SEED = system_actor("seed")

# Identifiers follow the formats of both countries; BN15 carries a valid check digit. No real company is meant.
ORGANISATIONS: dict[str, dict[str, Any]] = {
    "carrier": {
        "kind": "carrier",
        "legal_name": "Example Carrier ABCD",
        "country": "CA",
        "subdivision": "ON",
        "street": "1 Example Road",
        "city": "Windsor",
        "postal_code": "N9A 1A1",
        "size_class": "10-99",
        "identifiers": [("SCAC", "ABCD"), ("CBSA_CARRIER", "ABCD"), ("USDOT", "1234567"), ("BN15", "123456782RM0001")],
    },
    "newcomer": {
        "kind": "carrier",
        "legal_name": "Example Newcomer Trucking",
        "country": "US",
        "subdivision": "MI",
        "street": "2 Sample Street",
        "city": "Detroit",
        "postal_code": "48201",
        "size_class": "2-9",
        "identifiers": [("SCAC", "EFGH"), ("CBSA_CARRIER", "EFGH"), ("USDOT", "7654321")],
    },
    "ltl": {
        "kind": "carrier",
        "legal_name": "Example Groupage Transport",
        "country": "CA",
        "subdivision": "QC",
        "street": "7 rue de l'Exemple",
        "city": "Saint-Jean-sur-Richelieu",
        "postal_code": "J3B 1A1",
        "size_class": "2-9",
        "identifiers": [("SCAC", "GHIJ"), ("CBSA_CARRIER", "GHIJ"), ("USDOT", "2468135")],
    },
    "applicant": {
        "kind": "carrier",
        "legal_name": "Example Applicant Freight",
        "country": "CA",
        "subdivision": "ON",
        "street": "7 Example Road",
        "city": "Sarnia",
        "postal_code": "N7T 1A1",
        "size_class": "10-99",
        "identifiers": [("SCAC", "JKLM"), ("CBSA_CARRIER", "JKLM"), ("USDOT", "2345678")],
    },
    "longhaul": {
        "kind": "carrier",
        "legal_name": "Example Long-haul Carrier",
        "country": "CA",
        "subdivision": "ON",
        "street": "40 Example Road",
        "city": "London",
        "postal_code": "N5V 1A1",
        "size_class": "100-499",
        "identifiers": [("SCAC", "MNOP"), ("CBSA_CARRIER", "MNOP"), ("USDOT", "3456789")],
    },
    "lakeshore": {
        "kind": "carrier",
        "legal_name": "Example Lakeshore Freight",
        "country": "CA",
        "subdivision": "ON",
        "street": "10 Example Road",
        "city": "Windsor",
        "postal_code": "N9A 1A1",
        "size_class": "500+",
        "identifiers": [("SCAC", "PSTA"), ("CBSA_CARRIER", "PSTA"), ("USDOT", "4567890")],
    },
    "prairie": {
        "kind": "carrier",
        "legal_name": "Example Prairie Lines",
        "country": "CA",
        "subdivision": "MB",
        "street": "11 Example Road",
        "city": "Winnipeg",
        "postal_code": "R3C 1A1",
        "size_class": "100-499",
        "identifiers": [("SCAC", "PSTB"), ("CBSA_CARRIER", "PSTB"), ("USDOT", "5678901")],
    },
    "importer": {
        "kind": "shipper",
        "legal_name": "Importations de l'Exemple",
        "country": "CA",
        "subdivision": "QC",
        "street": "12 boulevard de l'Exemple",
        "city": "Laval",
        "postal_code": "H7L 1A1",
        "size_class": "10-99",
        "identifiers": [("IOR", "98-7654321AB")],
    },
    "shipper": {
        "kind": "shipper",
        "legal_name": "Example Lakes Automotive",
        "country": "US",
        "subdivision": "MI",
        "street": "34 Second Street",
        "city": "Detroit",
        "postal_code": "48201",
        "size_class": "500+",
        "identifiers": [("IOR", "12-3456789AB")],
    },
    "broker": {
        "kind": "broker",
        "legal_name": "Example Customs Brokers",
        "country": "US",
        "subdivision": "NY",
        "street": "56 Third Street",
        "city": "Buffalo",
        "postal_code": "14201",
        "size_class": "10-99",
        "identifiers": [("BN15", "100000009RM0001")],
    },
}


@dataclass
class Cast:
    """Everybody of the demonstration: organisation and user ids by key, and the actor each of them is."""

    organisations: dict[str, UUID] = field(default_factory=dict)
    users: dict[str, UUID] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """Give the person in the capacity of their account, second factor given."""
        return actor_for_user(user_get(self.users[key]), mfa=True)


def people_seed() -> Cast:
    """Create organisations, accounts, roles, a delegation and a cross-designation."""
    cast = Cast()
    for key, details in ORGANISATIONS.items():
        contact = next(account for account in ACCOUNTS if account.organisation == key)
        organisation = organisation_register(
            actor=SEED, contact_name=contact.name, contact_email=contact.email, **details
        )
        cast.organisations[key] = organisation.id
    password_hash = make_password(PASSWORD)
    for account in ACCOUNTS:
        cast.users[account.key] = _account(account, cast, password_hash)
    _delegate(cast)
    now = clock.now()
    cross_designation_grant(
        actor=SEED,
        user_id=cast.users["cbsa.primary"],
        for_agency="CFIA",
        powers=["release"],
        valid_from=now,
        valid_until=now + timedelta(days=365),
        training="Food law at the border",
        training_until=now + timedelta(days=365),
    )
    return cast


def _account(account: Account, cast: Cast, password_hash: str) -> UUID:
    user = user_create(
        actor=SEED,
        email=account.email,
        name=account.name,
        password_hash=password_hash,
        language=account.language,
        verified=True,
    )
    if account.organisation:
        organisation_id = cast.organisations[account.organisation]
        organisation_role_assign(actor=SEED, organisation_id=organisation_id, email=account.email, role=account.role)
    if account.staff:
        role, agency, country, port = account.staff
        staff_role_assign(actor=SEED, user_id=user.id, role=role, agency=agency, country=country, port=port)
        user_totp_activate(actor=SEED, user_id=user.id)
    return user.id


def _delegate(cast: Cast) -> None:
    now = clock.now()
    for trader in ("carrier", "shipper"):
        offered = delegation_offer(
            actor=SEED,
            trader_id=cast.organisations[trader],
            broker_id=cast.organisations["broker"],
            scopes=["trips:read", "trips:write"],
            starts_at=now,
            ends_at=now + timedelta(days=365),
        )
        delegation_accept(actor=cast.actor("broker"), delegation_id=offered.id, expected_version=offered.row_version)


def cast_known() -> Cast | None:
    """Find everybody in a database that was seeded before; None when it was not."""
    cast = Cast()
    for account in ACCOUNTS:
        user = user_by_email(account.email)
        if user is None:
            return None
        cast.users[account.key] = user.id
        if account.organisation:
            owned = next(entry for entry in capacities_for_user(user.id) if entry.organisation_id)
            cast.organisations[account.organisation] = UUID(str(owned.organisation_id))
    return cast
