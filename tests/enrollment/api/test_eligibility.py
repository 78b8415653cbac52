"""A traveller asks whether the lane is open to them: their own standing only, whatever is asked (R-02, R-13, R-14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enrollment import services
from portal.core import clock
from tests.enrollment.api.test_memberships import Partner
from tests.factories.accounts import make_organisation, make_staff, make_user, sign_in
from tests.factories.enrollment import make_membership, person_actor
from tests.factories.tiers import make_recognition, make_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
PATH = "/api/v1/travellers/me/eligibility"
ASK = {"crossing": "peace-bridge", "direction": "SB"}
SESSION = 3


def own(client: Client, user: Any, **ask: str) -> Any:
    return sign_in(client, user, capacity="self").get(PATH, {**ASK, **ask})


def test_a_member_reads_the_own_standing_in_a_known_number_of_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    user = make_user()
    member = make_membership("NEXUS", applicant=person_actor(user))
    sign_in(client, user, capacity="self")
    # card, scheme, cards and schemes that answer to the number, membership
    with django_assert_num_queries(SESSION + 4):
        body = client.get(PATH, ASK).json()
    assert (body["eligible"], body["code"], body["crossing"], body["direction"]) == (
        True,
        "eligible",
        "peace-bridge",
        "SB",
    )
    assert body["number"] == member.credentials.get().card_number and body["scheme"] == ""
    assert (body["membership"]["number"], body["membership"]["status"]) == (member.number, "active")
    assert body["membership"]["status_label"] == {"en": "Active", "fr": "Active"}
    assert body["reason"] == {"en": "Eligible", "fr": "Admissible"}


def test_the_answer_follows_card_membership_and_crossing(client: Client) -> None:
    user = make_user()
    holder = person_actor(user)
    member = make_membership("NEXUS", applicant=holder)
    assert own(client, user, crossing="nowhere").json()["code"] == "no_such_port"
    services.card_stop(actor=holder, card_id=member.credentials.get().id, cause="lost")
    stopped = own(client, user).json()
    assert not stopped["eligible"] and stopped["code"] != "eligible" and stopped["reason"]["fr"]
    services.membership_withdraw(actor=holder, membership_id=member.id)
    assert own(client, user).json()["membership"]["status"] == "withdrawn"


def test_what_is_held_elsewhere_counts_by_its_recognition(client: Client) -> None:
    user = make_user()
    make_scheme(person_actor(user))
    assert own(client, user).json()["code"] == "not_honoured"
    make_recognition()
    with_it = own(client, user).json()
    assert (with_it["eligible"], with_it["scheme"], with_it["membership"]) == (True, "SENTRI", None)


def test_nobody_asks_about_anybody_else(client: Client) -> None:
    """There is no parameter for a number; what is sent beside the two is not looked at."""
    member = make_membership("NEXUS")
    card = member.credentials.get().card_number
    other = own(client, make_user(), number=card, card=card, document=card).json()
    assert (other["code"], other["number"], other["membership"]) == ("unknown_card", "", None)
    assert card not in str(other) and member.number not in str(other)
    assert Client().get(PATH, ASK).status_code == 401
    assert sign_in(Client(), make_staff("officer.vetting", "CBP")).get(PATH, ASK).status_code == 403


def test_a_companys_key_has_no_card_and_needs_the_scope(client: Client) -> None:
    assert Partner(make_organisation("carrier")).get(f"{PATH[8:]}?crossing=peace-bridge&direction=SB").json()[
        "code"
    ] == ("unknown_card")
    without = Partner(make_organisation("carrier"), ("trips:read",))
    assert without.get(f"{PATH[8:]}?crossing=peace-bridge&direction=SB").status_code == 403


@pytest.mark.parametrize(
    ("ask", "fields"),
    [
        ({"crossing": ""}, ["crossing"]),
        ({"direction": ""}, ["direction"]),
        ({"direction": "up"}, ["direction"]),
        ({"crossing": " ", "direction": "x"}, ["crossing", "direction"]),
    ],
)
def test_what_is_missing_is_named_with_the_fix(client: Client, ask: dict[str, str], fields: list[str]) -> None:
    refused = own(client, make_user(), **ask)
    assert refused.status_code == 422
    errors = refused.json()["errors"]
    assert [error["path"] for error in errors] == fields
    assert all(error["message"]["fr"] and error["fix"]["fr"] for error in errors)


def test_an_expired_membership_is_told_as_such(client: Client) -> None:
    user = make_user()
    member = make_membership("NEXUS", applicant=person_actor(user))
    with clock.frozen(member.valid_until + timedelta(days=1)):
        services.memberships_turn()
    body = own(client, user).json()
    assert body["membership"]["status"] == "expired" and not body["eligible"]
