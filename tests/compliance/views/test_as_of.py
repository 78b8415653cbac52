"""A record as it stood on a day, for those who may read it (R-37)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.services import membership_withdraw
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.ids import uuid7
from tests.factories.accounts import make_member, make_organisation, make_staff, member_actor, sign_in
from tests.factories.enrollment import make_membership
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


def test_r37_a_membership_shows_what_it_was_that_day(django_assert_num_queries: Any) -> None:
    organisation, now = make_organisation("carrier"), clock.now()
    with clock.frozen(now - timedelta(days=20)):
        membership = make_membership("FAST_CARRIER", organisation=organisation, tier="T2")
    past = type(membership).history.filter(id=membership.id)
    past.update(history_date=now - timedelta(days=20))
    membership_withdraw(actor=member_actor(organisation), membership_id=membership.id, code="COST")
    client = sign_in(Client(), make_member(organisation))
    url = reverse("compliance:membership_as_of", args=[membership.id])
    client.get(url)
    with django_assert_num_queries(QUERIES):
        page = client.get(url, {"on": (now - timedelta(days=5)).date().isoformat()})
    status = next(row for row in page.context["rows"] if row["label"].en == "Status")
    assert status["changed"]
    assert status["then"].en != status["now"].en
    before = client.get(url, {"on": "2001-01-01"}).text
    assert "Nothing is on record for that day." in before
    assert client.get(url, {"on": "nonsense"}).status_code == 200


def test_an_organisation_shows_the_name_of_that_day() -> None:
    organisation = make_organisation("carrier", name="First Name Haulage")
    Organisation.history.filter(id=organisation.id).update(history_date=clock.now() - timedelta(days=9))
    with in_the_book():
        organisation.legal_name = "Second Name Haulage"
        organisation.save(update_fields=["legal_name"])
    url = reverse("compliance:organisation_as_of", args=[organisation.id])
    for client in (sign_in(Client(), make_member(organisation)), sign_in(Client(), make_staff("auditor", "CBP"))):
        page = client.get(url).text
        assert "First Name Haulage" in page
        assert "Second Name Haulage" in page


@pytest.mark.parametrize("name", ["membership_as_of", "trip_as_of", "organisation_as_of"])
def test_a_strangers_record_and_a_missing_one_look_alike(name: str) -> None:
    owner = make_organisation("carrier")
    known = {"membership_as_of": make_membership(organisation=owner).id, "organisation_as_of": owner.id}
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    for one in (known.get(name, uuid7()), uuid7()):
        assert stranger.get(reverse(f"compliance:{name}", args=[one])).status_code == 404


QUERIES = 8
