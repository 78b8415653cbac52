"""What the first page says about memberships, to those they belong to and to the officers at their desk (R-10, R-15)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor, sign_in
from tests.factories.enrollment import make_membership, make_sent, person_actor
from tests.factories.life import make_disclosure, make_suspension

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_suspension_announced_stands_on_the_members_home_with_its_day(client: Client, language: str) -> None:
    company = make_organisation("carrier")
    letter = make_suspension(make_membership("FAST_CARRIER", applicant=member_actor(company)))
    client.cookies["preclear_language"] = language
    home = sign_in(client, make_member(company)).get("/").text
    said = {"en": "It takes effect unless you answer by", "fr": "Prend effet si vous ne répondez pas au plus tard le"}
    assert said[language] in home and f'href="{reverse("enrollment:decision", args=[letter.id])}"' in home
    assert f'datetime="{letter.effective_at:%Y-%m-%d}' in home


def test_an_application_nobody_reads_before_it_is_paid_says_so_on_the_home(client: Client) -> None:
    user = make_user()
    sent = make_sent("NEXUS", person_actor(user))
    home = sign_in(client, user, capacity="self").get("/").text
    assert "Fee of an application to pay" in home
    assert f'href="{reverse("enrollment:invoice", args=[sent.invoice.id])}"' in home
    assert f'href="{reverse("accounts:register")}"' in home, "who opens an account for a company finds the way"


@pytest.mark.parametrize("role", ["officer.vetting", "officer.supervisor"])
def test_what_members_send_leads_officers_to_the_desk(role: str) -> None:
    owner = member_actor(make_organisation("carrier"))
    make_disclosure(make_membership("FAST_CARRIER", applicant=owner), owner)
    home = sign_in(Client(), make_staff(role, "CBSA")).get("/").text
    assert "Voluntary disclosures: 1" in home and "Corrective plans" not in home
    desk = reverse("enrollment:members_desk")
    assert home.count(f'href="{desk}"') == 2, "in the menu and on the row"
