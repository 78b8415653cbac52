"""Staff work only with a second factor; the demonstration's printed code opens nothing outside it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from portal.accounts import services
from portal.accounts.checks import demo_door
from portal.accounts.demo_mfa import is_printed_code
from portal.core.access import Public, SignedIn, access_map
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def login(client: Client, email: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": make.PASSWORD})


def give(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def signed_in_as_staff(client: Client) -> bool:
    return bool(client.get(reverse("accounts:me")).status_code == 200)


@pytest.fixture
def officer() -> Any:
    user = make.make_staff("officer.primary", "CBP", second_factor=False)
    services.user_totp_activate(actor=make.SEED, user_id=user.id, secret=SECRET)
    return user


def test_an_officer_signs_in_with_password_and_app_code(client: Client, officer: Any) -> None:
    asked = login(client, officer.email)
    assert asked.status_code == 302 and asked["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("accounts:me")).status_code == 302  # the password alone opens nothing
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    assert give(client, code).status_code == 302
    assert signed_in_as_staff(client)


def test_the_printed_code_works_in_the_demonstration_only(client: Client, officer: Any, settings: Any) -> None:
    login(client, officer.email)
    settings.DEMO = False
    assert give(client, settings.DEMO_SECOND_FACTOR_CODE).status_code == 200  # the form again, with an error
    assert not signed_in_as_staff(client)
    settings.DEMO = True
    assert give(client, "000000").status_code == 200
    assert give(client, settings.DEMO_SECOND_FACTOR_CODE).status_code == 302
    assert signed_in_as_staff(client)


@pytest.mark.parametrize(("demo", "expected"), [(False, "424242"), (True, ""), (True, None), ("yes", "424242")])
def test_the_code_is_nothing_without_demo_or_without_a_code(settings: Any, demo: Any, expected: Any) -> None:
    settings.DEMO, settings.DEMO_SECOND_FACTOR_CODE = demo, expected
    assert not is_printed_code("424242")
    assert not is_printed_code("")


def test_an_officer_without_second_factor_reaches_only_the_page_that_explains_it(client: Client) -> None:
    make.sign_in(client, make.make_staff("officer.primary", "CBP", second_factor=False), mfa=False)
    door = reverse("accounts:second_factor")
    page = client.get(door)
    assert page.status_code == 200
    assert reverse("mfa_activate_totp") in page.text and reverse("mfa_add_webauthn") in page.text
    for name, rule in access_map().items():
        if isinstance(rule, Public) or (isinstance(rule, SignedIn) and not rule.second_factor):
            continue
        if name in ("accounts:me", "accounts:capacity", "notices:list", "account_email", "account_change_password"):
            answer = client.get(reverse(name))
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, door), name
    assert client.get("/api/v1/notices").status_code == 403


def test_a_trader_needs_no_second_factor(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation()), mfa=False)
    assert client.get(reverse("accounts:me")).status_code == 200


def test_secrets_of_apps_are_stored_encrypted(officer: Any) -> None:
    stored = Authenticator.objects.get(user=officer, type="totp")
    assert SECRET not in str(stored.data)


def test_a_session_left_alone_ends(client: Client, settings: Any) -> None:
    make.sign_in(client, make.make_user())
    session = client.session
    session["seen"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert client.get(reverse("accounts:me")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_visitor_costs_no_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get(reverse("accounts:me")).status_code == 302


def test_a_disabled_account_is_signed_out(client: Client) -> None:
    user = make.make_user()
    make.sign_in(client, user)
    user.is_active = False
    user.save()
    assert client.get(reverse("accounts:me")).status_code == 302


def ids() -> set[str | None]:
    return {message.id for message in demo_door(None)}


def test_the_system_check_refuses_the_demonstration_elsewhere(settings: Any) -> None:
    assert ids() == set()
    settings.SECURE_SSL_REDIRECT = True
    assert ids() == {"accounts.E003"}
    settings.DEMO = False
    assert ids() == {"accounts.E001", "accounts.E002"}
    settings.MFA_FORMS, settings.MFA_ADAPTER = {}, "portal.accounts.mfa.SealedMfaAdapter"
    settings.DEMO_SECOND_FACTOR_CODE = ""
    assert ids() == set()


def test_a_proof_given_by_somebody_else_in_the_same_browser_does_not_count(client: Client, officer: Any) -> None:
    make.sign_in(client, officer)
    session = client.session
    session["account_authentication_methods_user"] = str(make.make_user().pk)
    session.save()
    assert client.get(reverse("accounts:me")).status_code == 302
