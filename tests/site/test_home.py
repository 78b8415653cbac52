"""The first page of each role: it says that nothing waits, and every action it offers opens (ux: no dead ends)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.site.needs import ACTIONS, PROVIDERS
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.officer import PORT

AGENCY = {"officer.pga": "FDA", "commission.registrar": "", "commission.member": "", "envoy": "", "administrator": ""}
COUNTRY = {"commission.member": "CA", "envoy": "US"}
ROLES = sorted({role for roles, *_ in (*ACTIONS, *PROVIDERS) for role in roles} - {"traveller", "driver"})


def client_for(role: str) -> Client:
    if role.startswith("trader."):
        return sign_in(Client(), make_member(make_organisation("carrier"), role))
    port = PORT if role in ("officer.primary", "officer.secondary", "officer.supervisor") else ""
    return sign_in(Client(), make_staff(role, AGENCY.get(role, "CBP"), COUNTRY.get(role, ""), port))


@pytest.mark.parametrize("role", ROLES)
def test_nothing_waits_and_each_action_opens(reference_data: None, role: str) -> None:
    client = client_for(role)
    home = client.get("/")
    assert home.status_code == 200 and "All is done" in home.text
    offered = [name for roles, _, name, _ in ACTIONS if role in roles]
    assert offered, f"the home of {role} leads nowhere"
    for name in offered:
        assert f'href="{reverse(name)}"' in home.text
        assert client.get(reverse(name)).status_code == 200, name


def test_no_two_actions_of_a_role_share_a_key() -> None:
    for role in ROLES:
        keys = [key for roles, _, _, key in ACTIONS if role in roles]
        assert len(keys) == len(set(keys)), role
