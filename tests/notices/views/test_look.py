"""Notices and webhooks in a browser: axe, 360 px, one theme per language."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from portal.notices import services
from tests.accounts.look import faults
from tests.factories import accounts as make
from tests.factories.notices import make_notice


def pages(language: str) -> dict[str, str]:
    organisation = make.make_organisation()
    admin = make.member_actor(organisation)
    client = make.sign_in(Client(), make.make_member(organisation))
    client.cookies["preclear_language"] = language
    empty = {f"{page}, empty": client.get(reverse(f"notices:{page}")).text for page in ("list", "webhooks")}
    letter, plain = make_notice(organisation), make_notice(organisation, reason=None)
    url = "https://hooks.a-quite-long-name-of-a-host.example.com/with/a/long/path/to/the/receiver"
    endpoint, _ = services.endpoint_add(actor=admin, url=url, events=["trip.filed"])
    services.endpoint_ping(actor=admin, endpoint_id=endpoint.id)
    return {
        **empty,
        "list": client.get(reverse("notices:list")).text,
        "letter": client.get(reverse("notices:notice", args=[letter.id])).text,
        "plain letter": client.get(reverse("notices:notice", args=[plain.id])).text,
        "webhooks": client.get(reverse("notices:webhooks")).text,
        "webhooks, fresh": client.post(reverse("notices:webhooks"), {"url": url, "events": ["*"]}).text,
        "webhooks, errors": client.post(reverse("notices:webhooks"), {"url": "x"}).text,
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []
