"""The pages of a consultation in a browser: axe, 360 px, both languages, both themes (R-51)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.models import Consultation
from portal.accounts.models import User
from tests.accounts.look import faults
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in, staff_actor
from tests.factories.consultations import ANSWER, CHANGES, COMMENT, commented, released

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def speaking(language: str, client: Client) -> Client:
    client.cookies["preclear_language"] = language
    return client


def recorded(language: str, row: Consultation, author: Client) -> dict[str, str]:
    """The comment record: as a key holder decides on it, refused without a reason, as its author and everybody see it."""
    officer = speaking(language, sign_in(Client(), make_staff("officer.supervisor", "CBSA")))
    page = reverse("enrollment:proposal", args=[row.number])
    released(staff_actor("officer.supervisor", "CBP"), commented(row))
    commented(row, words=COMMENT.upper(), language="fr")
    decide = reverse("enrollment:proposal_comment_decide", args=[row.number, 1])
    refuse = {"verdict": "refuse", "expected_version": 1}
    found = {"to decide": officer.get(page).text, "waiting": officer.get("/").text}
    found["decision, refused"] = officer.post(decide, {**refuse, "refusal": ""}).text
    officer.post(decide, {**refuse, "refusal": "duplicate"})
    found |= {"kept back": author.get(page).text, "record": speaking(language, Client()).get(page).text}
    said = {"en": "Sent twice", "fr": "Envoyé deux fois"}[language]
    assert said in found["kept back"] and said in found["record"]
    return found


def pages(language: str) -> dict[str, str]:
    anybody = speaking(language, Client())
    member = speaking(language, sign_in(Client(), make_member(make_organisation("carrier"), "trader.admin")))
    listed = reverse("enrollment:proposals")
    found = {"proposals, none": anybody.get(listed).text}
    row = CHANGES["fee"]().flag()
    page = reverse("enrollment:proposal", args=[row.number])
    comment = reverse("enrollment:proposal_comment", args=[row.number])
    found |= {"proposals": anybody.get(listed).text, "proposal": anybody.get(page).text}
    found["comment, refused"] = member.post(comment, {"words": ""}).text
    member.post(comment, {"words": COMMENT})
    found["commented"] = member.get(page).text
    found |= recorded(language, row, member)
    closed = CHANGES["criteria"]()
    number = closed.flagged_and_closed().number
    asker = speaking(language, sign_in(Client(), User.objects.get(pk=closed.asker.user_id)))
    found["to answer"] = asker.get(reverse("enrollment:proposal", args=[number])).text
    typed = {"answer_en": ANSWER.en, "answer_fr": ANSWER.fr, "expected_version": 1}
    answer = reverse("enrollment:proposal_answer", args=[number])
    found["answer, refused"] = asker.post(answer, {**typed, "answer_en": ""}).text
    asker.post(answer, typed)
    found["answered"] = anybody.get(reverse("enrollment:proposal", args=[number])).text
    assert ANSWER.get(language) in found["answered"].replace("&#x27;", "'")
    return found


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_pages_hold_on_a_phone_in_both_languages(language: str, theme: str, chromium: Path) -> None:
    shown = pages(language)
    assert [name for name, html in shown.items() if "<main" not in html] == []
    assert faults(shown, chromium, theme) == []
