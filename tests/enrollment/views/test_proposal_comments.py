"""The comment record on the page: for everybody, for its author and for who holds a key of the change (R-51)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import ConsultationComment
from portal.accounts.models import User
from portal.notices.models import Notice
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor, sign_in
from tests.factories.consultations import CHANGES, Change, commented, released
from tests.factories.enrollment import person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
SAID = {
    "en": "The counter of our crossing is a day away from us.",
    "fr": "Le guichet de notre passage est à un jour de chez nous.",
}
SESSION = 3


@pytest.fixture
def fee(reference_data: None) -> Change:
    return CHANGES["fee"]()


def supervisor(agency: str = "CBP") -> Client:
    return sign_in(Client(), make_staff("officer.supervisor", agency))


def url(comment: ConsultationComment) -> str:
    return reverse("enrollment:proposal", args=[comment.consultation.number])


def decide(client: Client, comment: ConsultationComment, **typed: Any) -> Any:
    path = reverse("enrollment:proposal_comment_decide", args=[comment.consultation.number, comment.number])
    return client.post(path, {"expected_version": comment.row_version, **typed})


def plain(text: str) -> str:
    return text.replace("&#x27;", "'")


def kept(change: Change, comment: ConsultationComment, refusal: str) -> None:
    services.consultation_comment_refuse(
        actor=change.asker,
        number=comment.consultation.number,
        comment=comment.number,
        refusal=refusal,
        expected_version=1,
    )


def test_everybody_reads_a_released_comment_in_its_language_under_the_name_of_the_organisation(fee: Change) -> None:
    company = make_organisation("carrier", name="Example Ferry Lines")
    author = member_actor(company)
    row = fee.flag()
    comment = commented(row, author, SAID["fr"], "fr")
    before = Client().get(url(comment)).text
    assert SAID["fr"] not in before and "1 comment" in before and "1 not read yet" in before
    assert "No comment has been released yet." in before
    released(fee.asker, comment)
    after = Client().get(url(comment)).text
    assert re.search(rf'<p[^>]* lang="fr">{SAID["fr"]}', after)
    assert "Comment 1, Example Ferry Lines" in after and author.name not in after
    assert "not read yet" not in after and "Release comment" not in after


def test_a_comment_of_somebody_without_an_organisation_names_nobody(fee: Change) -> None:
    somebody = make_user(name="Named Otherwise")
    comment = released(fee.asker, commented(fee.flag(), person_actor(somebody), SAID["en"]))
    for language, said in (("en", "Comment 1, a member"), ("fr", "Commentaire 1, un membre")):
        client = Client()
        client.cookies["preclear_language"] = language
        shown = client.get(url(comment)).text
        assert said in shown and somebody.name not in shown and somebody.email not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_how_many_were_kept_from_the_page_is_public_by_class_of_reason(language: str, fee: Change) -> None:
    row = fee.flag()
    for refusal in ("advertising", "advertising", "case"):
        kept(fee, commented(row, words=SAID["en"]), refusal)
    client = Client()
    client.cookies["preclear_language"] = language
    shown = plain(client.get(reverse("enrollment:proposal", args=[row.number])).text)
    assert SAID["en"] not in shown
    said = {
        "en": ("Not released", "Advertising: 2", "About a case before the commission: 1"),
        "fr": (
            "Non diffusés",
            "Publicité\N{NO-BREAK SPACE}: 2",
            "Porte sur un dossier devant la commission\N{NO-BREAK SPACE}: 1",
        ),
    }
    assert [words for words in said[language] if words not in shown] == []


def test_its_author_reads_that_it_is_not_shown_and_why_and_nobody_else_does(fee: Change) -> None:
    user = make_member(make_organisation("carrier"))
    author = sign_in(Client(), user)
    row = fee.flag()
    page = reverse("enrollment:proposal", args=[row.number])
    assert "Your comment becomes public" in author.get(page).text
    author.post(reverse("enrollment:proposal_comment", args=[row.number]), {"words": SAID["en"]})
    waiting = author.get(page).text
    assert SAID["en"] in waiting and "To be read" in waiting and "Release comment" not in waiting
    kept(fee, ConsultationComment.objects.get(), "personal")
    shown = author.get(page).text
    assert SAID["en"] in shown and "Tells personal data of somebody else" in shown
    other = sign_in(Client(), make_member(make_organisation("carrier"))).get(page).text
    assert SAID["en"] not in other and SAID["en"] not in Client().get(page).text


def test_who_holds_a_key_releases_or_keeps_a_comment_on_the_page_and_a_reason_is_asked_for(fee: Change) -> None:
    first = commented(fee.flag(), words=SAID["en"])
    client = supervisor("CBSA")
    page = client.get(url(first)).text
    assert "Release comment 1" in page and first.name in page
    nothing = decide(client, first, verdict="refuse", refusal="")
    assert nothing.status_code == 422 and 'href="#refusal-1"' in nothing.text and 'id="refusal-1"' in nothing.text
    assert "optional" not in page and decide(client, first, verdict="refuse", refusal="dislike").status_code == 422
    assert decide(client, first, verdict="release").status_code == 302
    assert SAID["en"] in Client().get(url(first)).text
    stale = decide(client, first, verdict="refuse", refusal="personal")
    assert stale.status_code == 409 and "Somebody changed this record" in stale.text
    first.refresh_from_db()
    assert decide(client, first, verdict="refuse", refusal="personal").status_code == 302
    assert SAID["en"] not in Client().get(url(first)).text
    assert Notice.objects.filter(kind="consultation_comment", user_id=first.user_id).count() == 1


def test_who_holds_no_key_of_the_change_gets_no_button_and_is_refused(fee: Change) -> None:
    comment = commented(fee.flag())
    targeting = sign_in(Client(), make_staff("officer.targeting", "CBP"))
    assert "Release comment" not in targeting.get(url(comment)).text
    refused = decide(targeting, comment, verdict="release")
    assert refused.status_code == 409 and "holds a key of this change" in refused.text
    member = sign_in(Client(), User.objects.get(pk=comment.user_id))
    for client in (supervisor("FDA"), sign_in(Client(), make_staff("officer.vetting", "CBP")), member):
        assert decide(client, comment, verdict="release").status_code == 403
    assert decide(Client(), comment, verdict="release").status_code in (302, 403)
    comment.refresh_from_db()
    assert comment.status == "received"
    missing = reverse("enrollment:proposal_comment_decide", args=[comment.consultation.number, 7])
    assert supervisor().post(missing, {"verdict": "release", "expected_version": 1}).status_code == 404


def test_the_record_costs_the_same_however_long_and_for_whomever(
    fee: Change, django_assert_num_queries: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("enrollment.views.consultations.COMMENTS", 4)
    row = fee.flag()
    page = reverse("enrollment:proposal", args=[row.number])
    author = member_actor(make_organisation("carrier"))
    readers = [
        (Client(), 0),
        (sign_in(Client(), User.objects.get(pk=author.user_id)), SESSION),
        (supervisor(), SESSION),
    ]
    for number in range(6):
        comment = commented(row, author if number % 2 else None, f"{SAID['en']} {number}")
        if number:
            released(fee.asker, comment)
        for client, session in readers:
            client.get(page)
            if number:
                with django_assert_num_queries(session + 4):
                    client.get(page)
    first, second = Client().get(page).text, Client().get(f"{page}?page=2").text
    assert f"{SAID['en']} 1" in first and f"{SAID['en']} 5" not in first and f"{SAID['en']} 5" in second
