"""People and organisations for tests. Everything goes through the services, so the trail is right too."""

from __future__ import annotations

import itertools
import time
from datetime import timedelta
from typing import Any

from django.test import Client

from portal.accounts import services
from portal.accounts.models import Delegation, Organisation, PartnerApplication, User
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor

PASSWORD = "correct horse battery staple"
SEED = system_actor("seed")
_numbers = itertools.count(1)


def make_user(email: str = "", name: str = "", language: str = "en", password: str = PASSWORD) -> User:
    number = next(_numbers)
    email = email or f"person{number}@example.test"
    return services.user_create(
        actor=SEED, email=email, name=name or f"Person {number}", password=password, language=language, verified=True
    )


def letters(number: int, length: int = 3) -> str:
    """Write a number with the letters A to T, so that generated SCACs never end like equipment codes."""
    found = ""
    for _ in range(length):
        number, digit = divmod(number, 20)
        found = chr(ord("A") + digit) + found
    return found


def make_bn15(number: int) -> str:
    """Give a business number account with a right check digit."""
    base = f"{70000000 + number:08d}"
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(base)]
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return f"{base}{-total % 10}RM0001"


def make_organisation(kind: str = "carrier", name: str = "", country: str = "CA", **fields: Any) -> Organisation:
    number = next(_numbers)
    identifiers = fields.pop("identifiers", None)
    if identifiers is None:
        identifiers = [("SCAC", f"T{letters(number)}")] if kind == "carrier" else [("BN15", make_bn15(number))]
    place = {"CA": ("ON", "Windsor", "N9A 1A1"), "US": ("MI", "Detroit", "48226")}[country]
    values = {
        "legal_name": name or f"{kind.title()} {number} Ltd.",
        "subdivision": place[0],
        "street": "100 Bridge Street",
        "city": place[1],
        "postal_code": place[2],
        "contact_name": "Dispatch desk",
        "contact_email": f"desk{number}@example.test",
        **fields,
    }
    return services.organisation_register(actor=SEED, kind=kind, country=country, identifiers=identifiers, **values)


def make_member(organisation: Organisation, role: str = "trader.admin", user: User | None = None) -> User:
    user = user or make_user()
    services.organisation_role_assign(actor=SEED, organisation_id=organisation.id, email=user.email, role=role)
    return user


def make_staff(
    role: str = "officer.primary", agency: str = "CBP", country: str = "", port: str = "", second_factor: bool = True
) -> User:
    user = make_user()
    services.staff_role_assign(actor=SEED, user_id=user.id, role=role, agency=agency, country=country, port=port)
    if second_factor:
        services.user_totp_activate(actor=SEED, user_id=user.id)
    return user


def make_delegation(
    trader: Organisation, broker: Organisation, scopes: Any = ("trips:write",), accepted: bool = True
) -> Delegation:
    offerer = member_actor(trader)
    now = clock.now()
    delegation = services.delegation_offer(
        actor=offerer,
        trader_id=trader.id,
        broker_id=broker.id,
        scopes=scopes,
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=90),
    )
    if accepted:
        delegation = services.delegation_accept(actor=member_actor(broker), delegation_id=delegation.id)
    return delegation


def make_application(
    organisation: Organisation, scopes: Any = ("trips:read", "trips:write")
) -> tuple[PartnerApplication, str]:
    return services.partner_application_create(
        actor=member_actor(organisation), organisation_id=organisation.id, name="Dispatch system", scopes=scopes
    )


def member_actor(organisation: Organisation, role: str = "trader.admin") -> Actor:
    """Give an actor of the organisation, with a fresh account behind it."""
    return actor_for_user(make_member(organisation, role), organisation_id=organisation.id)


def staff_actor(role: str = "officer.primary", agency: str = "CBP", port: str = "") -> Actor:
    """Give an actor of an agency, second factor given."""
    return actor_for_user(make_staff(role, agency, port=port, second_factor=False), mfa=True)


def sign_in(client: Client, user: User, *, mfa: bool = True, capacity: str = "") -> Client:
    """Open a session as if the login had just happened, without its extra queries on the first page.

    `capacity` is a key such as `org:<id>`, `staff:officer:CBP:` or `self`.
    """
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    records = [{"method": "password", "at": time.time(), "email": user.email}]
    if mfa:
        records.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session["seen"] = int(time.time())
    if capacity:
        session["capacity"] = capacity
    session.save()
    return client
