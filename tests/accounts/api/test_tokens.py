"""Client credentials: what a key gets, what it may do, and when it stops."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oauth2_provider.models import get_access_token_model

from portal.accounts import services
from portal.accounts.models import PartnerApplication
from portal.accounts.selectors import actor_for_application
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.factories import accounts as make
from tests.factories.notices import make_notice

pytestmark = pytest.mark.django_db


def ask(application: PartnerApplication, secret: str, **form: str) -> Any:
    pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
    data = {"grant_type": "client_credentials", **form}
    return Client().post("/oauth/token/", data, headers={"Authorization": f"Basic {pair}"})


def read(token: str) -> Any:
    return Client().get("/api/v1/notices", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def organisation() -> Any:
    return make.make_organisation()


def test_a_key_gets_a_token_that_reads_its_organisations_data(organisation: Any) -> None:
    notice = make_notice(organisation)
    application, secret = make.make_application(organisation, ("notices:read",))
    answer = ask(application, secret)
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 3600
    assert read(answer.json()["access_token"]).json()["results"][0]["id"] == str(notice.id)


def test_the_secret_is_stored_as_a_hash(organisation: Any) -> None:
    application, secret = make.make_application(organisation)
    stored = PartnerApplication.objects.get(pk=application.pk).client_secret
    assert secret not in stored and is_password_usable(stored)


def test_a_token_never_does_more_than_its_key(organisation: Any) -> None:
    application, secret = make.make_application(organisation, ("trips:read",))
    token = ask(application, secret, scope="notices:read trips:read").json()["access_token"]
    assert read(token).status_code == 403


def test_a_token_does_no_more_than_it_asked_for(organisation: Any) -> None:
    application, secret = make.make_application(organisation, ("trips:read", "notices:read"))
    token = ask(application, secret, scope="trips:read").json()["access_token"]
    assert read(token).status_code == 403


@pytest.mark.parametrize("form", [{"grant_type": "password", "username": "a", "password": "b"}, {"scope": "root"}])
def test_other_grants_and_unknown_scopes_are_refused(organisation: Any, form: dict[str, str]) -> None:
    application, secret = make.make_application(organisation)
    assert ask(application, secret, **form).status_code == 400


def test_a_wrong_secret_is_refused(organisation: Any) -> None:
    application, _ = make.make_application(organisation)
    assert ask(application, "guess").status_code == 401


@pytest.mark.parametrize("header", ["Bearer nonsense", "bearer", "Bearer "])
def test_a_bad_token_is_401_with_a_challenge(header: str) -> None:
    answer = Client().get("/api/v1/notices", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["errors"][0]["code"] == "API_TOKEN_REFUSED"


def test_an_expired_token_is_401(organisation: Any) -> None:
    application, secret = make.make_application(organisation, ("notices:read",))
    token = ask(application, secret).json()["access_token"]
    get_access_token_model().objects.update(expires="2020-01-01T00:00:00Z")
    assert read(token).status_code == 401


def test_rotation_ends_the_old_secret_and_its_tokens(organisation: Any) -> None:
    application, old = make.make_application(organisation, ("notices:read",))
    token = ask(application, old).json()["access_token"]
    actor = make.member_actor(organisation)
    _, new = services.partner_application_rotate(actor=actor, application_id=application.id)
    assert read(token).status_code == 401
    assert ask(application, old).status_code == 401
    assert read(ask(application, new).json()["access_token"]).status_code == 200


def test_a_revoked_key_gets_nothing_and_cannot_be_rotated(organisation: Any) -> None:
    application, secret = make.make_application(organisation)
    actor = make.member_actor(organisation)
    services.partner_application_revoke(actor=actor, application_id=application.id)
    assert ask(application, secret).status_code == 401
    with pytest.raises(Conflict):
        services.partner_application_rotate(actor=actor, application_id=application.id)


def test_keys_belong_to_their_organisations_administrators(organisation: Any) -> None:
    application, _ = make.make_application(organisation)
    stranger, filer = make.member_actor(make.make_organisation()), make.member_actor(organisation, "trader.filer")
    for actor, error in ((stranger, NotFound), (filer, NotAllowed)):
        with pytest.raises(error):
            services.partner_application_rotate(actor=actor, application_id=application.id)
        with pytest.raises(error):
            services.partner_application_create(
                actor=actor, organisation_id=organisation.id, name="X", scopes=["trips:read"]
            )


def test_a_key_needs_a_name_and_known_scopes(organisation: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        services.partner_application_create(
            actor=make.member_actor(organisation), organisation_id=organisation.id, name=" ", scopes=["root"]
        )
    assert {item.path for item in refusal.value.items} == {"name", "scopes"}


def test_a_brokers_key_reaches_its_clients_in_one_query(django_assert_num_queries: Any) -> None:
    broker, trader = make.make_organisation("broker"), make.make_organisation("shipper")
    make.make_delegation(trader, broker)
    application, _ = make.make_application(broker)
    application = PartnerApplication.objects.select_related("organisation").get(pk=application.pk)
    with django_assert_num_queries(1):
        actor = actor_for_application(application, frozenset({"trips:read", "root"}))
    assert (actor.reach, actor.scopes, actor.organisation_kind) == ({broker.id, trader.id}, {"trips:read"}, "broker")


def test_a_request_with_a_carriers_key_is_recognised_in_one_query(
    organisation: Any,
) -> None:
    application, secret = make.make_application(organisation, ("notices:read",))
    token = ask(application, secret).json()["access_token"]
    with CaptureQueriesContext(connection) as seen:
        assert read(token).status_code == 200
    about_who = [query["sql"] for query in seen.captured_queries if 'FROM "notices' not in query["sql"]]
    assert len(about_who) == 1


def test_tokens_are_stored_as_fingerprints_and_refused_in_the_address(organisation: Any) -> None:
    application, secret = make.make_application(organisation, ("notices:read",))
    token = ask(application, secret).json()["access_token"]
    stored = get_access_token_model().objects.get()
    assert token not in (stored.token, stored.token_checksum)
    assert Client().get(f"/api/v1/notices?access_token={token}").status_code == 401
    assert read(token).status_code == 200
