"""Pages of notices and webhooks."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.core.domain.errors import Invalid
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.notices import services
from portal.notices.models import WebhookDelivery
from tests.factories import accounts as make
from tests.factories.notices import make_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_gives_reason_evidence_fix_and_appeal_in_that_order(client: Client, language: str) -> None:
    organisation = make.make_organisation()
    notice = make_notice(organisation)
    make.sign_in(client, make.make_member(organisation))
    client.cookies["preclear_language"] = language
    page = client.get(reverse("notices:notice", args=[notice.id])).text
    why = notice.why
    assert why is not None
    parts = [why.text.get(language), why.evidence, why.fix.get(language), why.appeal.get(language), "/commission/new/"]
    places = [page.index(part.replace("'", "&#x27;")) for part in parts]
    assert places == sorted(places)


def test_opening_a_letter_is_noted_once(client: Client) -> None:
    organisation = make.make_organisation()
    notice = make_notice(organisation)
    user = make.make_member(organisation)
    make.sign_in(client, user)
    for _ in range(2):
        client.get(reverse("notices:notice", args=[notice.id]))
    notice.refresh_from_db()
    assert notice.read_by_id == user.id


@pytest.mark.parametrize("page", ["list", "webhooks"])
def test_lists_cost_the_same_however_long(client: Client, django_assert_num_queries: Any, page: str) -> None:
    organisation = make.make_organisation()
    user = make.make_member(organisation)
    make.sign_in(client, user)
    for _ in range(2):
        make_notice(organisation)
        endpoint, _secret = services.endpoint_add(
            actor=make.member_actor(organisation), url="https://a.example.com/", events=["*"]
        )
        services.endpoint_ping(actor=make.member_actor(organisation), endpoint_id=endpoint.id)
        with django_assert_num_queries(3 + 2):
            assert client.get(reverse(f"notices:{page}")).status_code == 200


def test_a_strangers_letter_is_a_missing_one(client: Client) -> None:
    notice = make_notice(make.make_organisation(), words="CANARY")
    make.sign_in(client, make.make_member(make.make_organisation()))
    theirs, missing = (client.get(reverse("notices:notice", args=[found])) for found in (notice.id, uuid7()))
    assert theirs.status_code == missing.status_code == 404
    assert "CANARY" not in theirs.text
    assert "CANARY" not in client.get(reverse("notices:list")).text


def test_a_driver_does_not_read_the_organisations_letters(client: Client) -> None:
    organisation = make.make_organisation()
    notice = make_notice(organisation)
    make.sign_in(client, make.make_member(organisation, "driver"))
    assert client.get(reverse("notices:notice", args=[notice.id])).status_code == 404


def test_an_address_is_added_tested_paused_and_removed_on_the_page(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation()))
    page = reverse("notices:webhooks")
    answer = client.post(page, {"url": "https://hooks.example.com/", "events": ["*"]})
    assert answer.context["fresh"]["secret"] in answer.text
    assert answer.context["fresh"]["secret"] not in client.get(page).text
    endpoint = answer.context["rows"][0]["endpoint"]
    for action in ("ping", "pause", "resume"):
        assert client.post(reverse("notices:endpoint_act", args=[endpoint.id, action])).status_code == 302
    sent = WebhookDelivery.objects.get()
    assert client.post(reverse("notices:delivery_replay", args=[sent.id])).status_code == 302
    client.post(reverse("notices:endpoint_act", args=[endpoint.id, "remove"]))
    assert client.get(page).context["rows"] == []
    assert client.post(reverse("notices:endpoint_act", args=[endpoint.id, "sell"])).status_code == 404


def test_a_refused_address_is_explained_and_kept_in_the_form(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation()))
    answer = client.post(reverse("notices:webhooks"), {"url": "ftp://old.example.com/", "events": ["*"]})
    assert "https://" in answer.context["form"].errors["url"][0]
    assert "ftp://old.example.com/" in answer.text


def test_everyone_is_told_by_mail_in_their_language_without_the_content() -> None:
    organisation = make.make_organisation()
    make.make_member(organisation, user=make.make_user("anglais@example.test", language="en"))
    make.make_member(organisation, user=make.make_user("french@example.test", language="fr"))
    notice = make_notice(organisation)
    assert OutboxTask.objects.filter(task="notices.notice_mail", subject_id=notice.id).exists()
    assert services.notice_mail(notice_id=notice.id) == 2
    by_address = {message.to[0]: message for message in mail.outbox}
    assert "un avis vous attend" in by_address["french@example.test"].subject
    assert f"/notices/{notice.id}/" in by_address["anglais@example.test"].body
    assert "112" not in "".join(str(message.body) for message in mail.outbox)


def test_an_adverse_notice_without_a_whole_reason_is_refused() -> None:
    from dataclasses import replace

    from portal.core.domain.text import Text
    from tests.factories.notices import REASON

    with pytest.raises(Invalid):
        make_notice(make.make_organisation(), reason=replace(REASON, fix=Text("", "")))
