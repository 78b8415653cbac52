"""Every page of the app opens for its owner, in both languages, with a known number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts import services
from portal.accounts.models import CrossDesignation, Delegation, OrganisationRole
from portal.accounts.selectors import actor_for_user, cross_designation_active, organisation_by_identifier
from portal.accounts.tasks import accreditation_reminder, delegation_reminder
from portal.core import clock
from portal.core.models import OutboxTask
from tests.factories import accounts as make
from tests.factories.trail import add_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


PROFILE = {
    "kind": "carrier",
    "legal_name": "Northern Haulage Inc.",
    "country": "CA",
    "subdivision": "ON",
    "street": "1 Dock Road",
    "city": "Sarnia",
    "postal_code": "N7T 1A1",
    "contact_name": "Dispatch",
    "contact_email": "dispatch@example.test",
    "contact_phone": "",
    "size_class": "2-9",
    "scac": "nrth",
    "bn15": "12345 6782 RM 0001",
}

# page, queries beyond session, account and capacities
PAGES = [
    ("organisation", 3),
    ("organisation_edit", 2),
    ("colleagues", 2),
    ("delegations", 1),
    ("delegation_offer", 0),
    ("keys", 1),
]


@pytest.mark.parametrize(("page", "queries"), PAGES)
def test_pages_cost_the_same_however_much_there_is(
    client: Client, django_assert_num_queries: Any, page: str, queries: int
) -> None:
    organisation = make.make_organisation("shipper")
    make.sign_in(client, make.make_member(organisation))
    client.get(reverse(f"accounts:{page}"))
    for _ in range(2):
        with django_assert_num_queries(3 + queries):
            assert client.get(reverse(f"accounts:{page}")).status_code == 200
        make.make_member(organisation, "trader.filer")
        make.make_delegation(organisation, make.make_organisation("broker"))
        make.make_application(organisation)


@pytest.mark.parametrize("page", ["capacity", "me", "register"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_personal_pages_speak_both_languages(client: Client, page: str, language: str) -> None:
    make.sign_in(client, make.make_user())
    client.cookies["preclear_language"] = language
    answer = client.get(reverse(f"accounts:{page}"))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


def test_signing_up_an_organisation_makes_its_administrator(client: Client) -> None:
    user = make.make_user()
    make.sign_in(client, user)
    answer = client.post(reverse("accounts:register"), PROFILE)
    assert answer.status_code == 302, answer.context["form"].errors
    made = organisation_by_identifier("BN15", "123456782RM0001")
    assert made is not None and made.legal_name == "Northern Haulage Inc."
    assert OrganisationRole.objects.filter(user=user, organisation=made, role="trader.admin").exists()
    assert client.get(answer["Location"]).status_code == 200


def test_a_wrong_number_is_explained_at_its_field_and_nothing_typed_is_lost(client: Client) -> None:
    make.sign_in(client, make.make_user())
    answer = client.post(reverse("accounts:register"), {**PROFILE, "bn15": "123456789RM0001"})
    assert answer.status_code == 200
    assert "check digit" in answer.context["form"].errors["bn15"][0]
    assert "Northern Haulage Inc." in answer.text
    assert 'href="#id_bn15"' in answer.text


def test_a_trader_offers_and_the_broker_accepts_on_the_pages(client: Client) -> None:
    trader = make.make_organisation("shipper")
    broker = make.make_organisation("broker")
    number = broker.identifiers.get(kind="BN15").value
    make.sign_in(client, make.make_member(trader))
    day = clock.now().date()
    form = {
        "broker_number": number,
        "scopes": ["trips:write"],
        "starts_at": day.isoformat(),
        "ends_at": (day + timedelta(days=30)).isoformat(),
    }
    answer = client.post(reverse("accounts:delegation_offer"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    offered = Delegation.objects.get()
    act = reverse("accounts:delegation_act", args=[offered.id, "accept"])
    assert client.post(act).status_code == 409  # the trader cannot accept its own offer
    other = make.sign_in(Client(), make.make_member(broker))
    assert other.post(act, {"expected_version": "1"}).status_code == 302
    offered.refresh_from_db()
    assert offered.status == "accepted"


def test_an_unknown_broker_is_said_at_the_field(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation("shipper")))
    form = {"broker_number": "1", "scopes": ["trips:write"], "starts_at": "2030-01-01", "ends_at": "2030-02-01"}
    answer = client.post(reverse("accounts:delegation_offer"), form)
    assert "broker_number" in answer.context["form"].errors


def test_a_secret_is_shown_once_and_never_cached(client: Client) -> None:
    organisation = make.make_organisation()
    make.sign_in(client, make.make_member(organisation))
    answer = client.post(reverse("accounts:keys"), {"name": "TMS", "scopes": ["trips:read"]})
    secret = answer.context["fresh"]["secret"]
    assert secret in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(reverse("accounts:keys")).text


def test_the_switch_changes_the_hat_and_refuses_a_strangers(client: Client) -> None:
    first, second, other = (make.make_organisation() for _ in range(3))
    user = make.make_member(first)
    make.make_member(second, user=user)
    make.sign_in(client, user)
    for wanted in (first, second):
        assert client.post(reverse("accounts:capacity"), {"organisation": f"org:{wanted.id}"}).status_code == 302
        assert wanted.legal_name in client.get(reverse("accounts:organisation")).text
    assert client.post(reverse("accounts:capacity"), {"organisation": f"org:{other.id}"}).status_code == 404


def test_my_account_saves_name_and_language(client: Client) -> None:
    user = make.make_user()
    make.sign_in(client, user)
    answer = client.post(reverse("accounts:me"), {"name": "New Name", "language": "fr"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.name, user.language) == ("New Name", "fr")
    assert answer.cookies["preclear_language"].value == "fr"


def test_r_4_4_a_delegation_is_usable_in_a_handful_of_requests(client: Client) -> None:
    """From offer to a filing for the client: under two minutes, since no step waits for anybody else (4.4 item 2)."""
    trader, broker = make.make_organisation("shipper"), make.make_organisation("broker")
    steps: list[str] = []

    def step(who: Client, method: str, name: str, data: dict[str, Any] | None = None, *args: Any) -> Any:
        steps.append(f"{method} {name}")
        return getattr(who, method)(reverse(name, args=args), data or {})

    make.sign_in(client, make.make_member(trader))
    day = clock.now().date()
    form = {
        "broker_number": broker.identifiers.get(kind="BN15").value,
        "scopes": ["trips:write", "trips:read"],
        "starts_at": day.isoformat(),
        "ends_at": (day + timedelta(days=30)).isoformat(),
    }
    step(client, "get", "accounts:delegation_offer")
    assert step(client, "post", "accounts:delegation_offer", form).status_code == 302
    other = make.sign_in(Client(), make.make_member(broker))
    board = step(other, "get", "accounts:capacity")
    assert trader.legal_name in board.text
    offered = Delegation.objects.get()
    accept = {"expected_version": offered.row_version}
    assert step(other, "post", "accounts:delegation_act", accept, offered.id, "accept").status_code == 302
    assert step(other, "get", "clearance:file_start").status_code == 200
    assert actor_for_user(OrganisationRole.objects.get(organisation=broker).user).can_act_for(trader.id)
    assert len(steps) == 5, steps


def test_both_sides_see_who_acted_and_strangers_nothing(client: Client, django_assert_max_num_queries: Any) -> None:
    trader, broker = make.make_organisation("shipper"), make.make_organisation("broker")
    delegation = make.make_delegation(trader, broker)
    acting = make.member_actor(broker)
    add_entry(organisation_id=trader.id, actor=acting)
    add_entry(organisation_id=trader.id, actor=make.member_actor(trader))
    page = reverse("accounts:delegation", args=[delegation.id])
    for side in (trader, broker):
        who = make.sign_in(Client(), make.make_member(side))
        with django_assert_max_num_queries(5):
            shown = who.get(page).text
        assert shown.count(acting.name) == 1
    assert make.sign_in(client, make.make_member(make.make_organisation("broker"))).get(page).status_code == 404


def test_both_sides_are_reminded_before_it_ends() -> None:
    delegation = make.make_delegation(make.make_organisation("shipper"), make.make_organisation("broker"))
    rows = OutboxTask.objects.filter(task="accounts.delegation_reminder", subject_id=delegation.id).order_by("due_at")
    assert [(delegation.ends_at - row.due_at).days for row in rows] == [30, 7]
    with clock.frozen(rows[0].due_at):
        delegation_reminder(str(rows[0].id))
    assert len(mail.outbox) == 2 and all("a delegation ends on" in words.subject for words in mail.outbox)
    services.delegation_revoke(actor=make.member_actor(delegation.trader), delegation_id=delegation.id)
    with clock.frozen(rows[1].due_at):
        delegation_reminder(str(rows[1].id))
    assert len(mail.outbox) == 2, "nobody is reminded of what has ended"


def test_the_register_of_accreditations(client: Client, django_assert_max_num_queries: Any) -> None:
    """R-65: person, powers, training, expiry; granted and ended by the agency that lends its powers."""
    officer = make.make_staff("officer.primary", "CBP")
    make.sign_in(client, make.make_staff("officer.supervisor", "CBSA"))
    page, day = reverse("accounts:accreditations"), clock.now().date()
    form = {
        "email": officer.email,
        "powers": ["release"],
        "valid_from": day.isoformat(),
        "valid_until": (day + timedelta(days=365)).isoformat(),
        "training": "Canadian release law",
        "training_until": (day + timedelta(days=30)).isoformat(),
    }
    wrong = client.post(page, {**form, "email": "nobody@example.test"})
    assert wrong.status_code == 422 and "Canadian release law" in wrong.text
    assert client.post(page, form).status_code == 302
    with django_assert_max_num_queries(8):
        shown = client.get(page).text
    assert officer.name in shown and "Ends soon" in shown
    made = CrossDesignation.objects.get()
    assert cross_designation_active(user_id=officer.id, for_agency="CBSA", power="release", at=clock.now())
    late = clock.now() + timedelta(days=40)
    assert not cross_designation_active(user_id=officer.id, for_agency="CBSA", power="release", at=late), (
        "training ran out"
    )
    reminders = OutboxTask.objects.filter(task="accounts.accreditation_reminder", subject_id=made.id)
    accreditation_reminder(str(reminders.get().id))
    assert {address for words in mail.outbox for address in words.to} >= {officer.email}
    end = reverse("accounts:accreditation_end", args=[made.id])
    client.post(end, {"reason": ""})
    assert CrossDesignation.objects.get().ended_at is None
    client.post(end, {"reason": "Moved to another port"})
    assert not cross_designation_active(user_id=officer.id, for_agency="CBSA", power="release", at=clock.now())
    assert "Moved to another port" in client.get(page).text
    own = make.sign_in(Client(), make.make_staff("officer.supervisor", "CBP"))
    assert own.post(end, {"reason": "Not ours to end"}).status_code == 403
    stranger = make.sign_in(Client(), make.make_staff("officer.supervisor", "FDA"))
    assert stranger.post(end, {"reason": "Nothing here"}).status_code == 404
    assert officer.name not in stranger.get(page).text
