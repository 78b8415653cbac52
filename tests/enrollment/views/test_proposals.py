"""Proposals open for comment: public without login, comments, answer, and nothing but the summary of a profile (R-51)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clearance.models import AppetiteRecord, LanePolicyVersion, ThreatProfile
from enrollment import services
from enrollment.models import Consultation, SanctionMatrixVersion
from portal.core import clock
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in, staff_actor
from tests.factories.consultations import ANSWER, CHANGES, COMMENT, SUMMARY, commented, released

pytestmark = pytest.mark.django_db
MODELS: dict[str, Any] = {
    "lane_policy": LanePolicyVersion,
    "appetite": AppetiteRecord,
    "sanction_matrix": SanctionMatrixVersion,
}


def page(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def plain(text: str) -> str:
    return text.replace("&#x27;", "'")


def member() -> Client:
    return sign_in(Client(), make_member(make_organisation("carrier"), "trader.admin"))


def supervisor(agency: str = "CBP") -> Client:
    return sign_in(Client(), make_staff("officer.supervisor", agency))


def test_everybody_reads_the_list_and_a_proposal_in_few_queries(
    reference_data: None, django_assert_num_queries: Any
) -> None:
    row = CHANGES["fee"]().flag()
    CHANGES["criteria"]().flag()
    client = Client()
    assert client.get(page("proposals")).status_code == 200
    with django_assert_num_queries(2):
        listed = client.get(page("proposals")).text
    with django_assert_num_queries(3):
        found = client.get(page("proposal", row.number)).text
    assert row.number in listed and SUMMARY.en in found
    assert "Sign in to comment" in found and "Send the comment" not in found
    assert client.get(page("proposal", "PC-1999-0001")).status_code == 404
    client.cookies["preclear_language"] = "fr"
    assert SUMMARY.fr in client.get(page("proposal", row.number)).text.replace("&#x27;", "'")


def test_of_a_threat_profile_only_the_summary_is_published(reference_data: None) -> None:
    change = CHANGES["profile"]()
    row = change.flag()
    profile = ThreatProfile.objects.get(pk=change.subject_id)
    for client in (Client(), member(), supervisor()):
        text = client.get(page("proposal", row.number)).text
        assert SUMMARY.en in text and profile.digest not in text
        assert not any(rule["id"] in text for rule in profile.document["rules"])


def test_a_member_comments_and_only_the_two_agencies_and_the_author_read_it(reference_data: None) -> None:
    row = CHANGES["fee"]().flag()
    author = member()
    url = page("proposal_comment", row.number)
    thin = author.post(url, {"words": "Too short"})
    assert thin.status_code == 422 and "Too short" in thin.text
    assert author.post(url, {"words": COMMENT}).status_code == 302
    for client, reads in (
        (author, True),
        (supervisor(), True),
        (supervisor("CBSA"), True),
        (supervisor("FDA"), False),
        (member(), False),
        (Client(), False),
    ):
        assert (COMMENT in client.get(page("proposal", row.number)).text) is reads
    assert supervisor().post(url, {"words": COMMENT}).status_code == 403


def test_the_agency_that_asked_publishes_the_answer_on_the_page(reference_data: None) -> None:
    row = CHANGES["fee"]().flagged_and_closed()
    url = page("proposal_answer", row.number)
    typed = {"answer_en": ANSWER.en, "answer_fr": ANSWER.fr, "expected_version": 1}
    other = supervisor("CBSA")
    assert "answer_en" not in other.get(page("proposal", row.number)).text
    refused = other.post(url, typed)
    assert refused.status_code == 409 and Consultation.objects.get().status == "open"
    own = supervisor()
    assert "answer_en" in own.get(page("proposal", row.number)).text
    comment = commented(row)
    assert "answer_en" not in own.get(page("proposal", row.number)).text
    undecided = own.post(url, typed)
    assert undecided.status_code == 409 and "1 comment is neither released nor kept" in undecided.text
    assert ANSWER.en in undecided.text, "what was typed stays"
    own.cookies["preclear_language"] = "fr"
    assert "1 commentaire n'est ni diffusé ni écarté" in plain(own.get(page("proposal", row.number)).text)
    own.cookies["preclear_language"] = "en"
    released(staff_actor("officer.supervisor", "CBSA"), comment)
    refused = own.post(url, {**typed, "answer_fr": "Non"})
    assert refused.status_code == 422 and ANSWER.en in refused.text
    assert own.post(url, typed).status_code == 302
    assert ANSWER.en in Client().get(page("proposal", row.number)).text


def test_a_fee_is_flagged_on_its_page_and_the_refused_signature_says_what_to_do(reference_data: None) -> None:
    change = CHANGES["fee"]()
    client = supervisor()
    url = page("consult_new", "fee", change.subject_id)
    assert url in client.get(page("fee_desk")).text
    soon = {"summary_en": SUMMARY.en, "summary_fr": SUMMARY.fr, "closes_on": clock.now().date().isoformat()}
    early = client.post(url, soon)
    assert (
        early.status_code == 422
        and "at least 30 days" in early.text
        and SUMMARY.fr in early.text.replace("&#x27;", "'")
    )
    later = (clock.now() + timedelta(days=40)).date().isoformat()
    assert client.post(url, {**soon, "closes_on": later}).status_code == 302
    row = Consultation.objects.get()
    assert client.get(url).url == page("proposal", row.number)
    assert client.get(page("consult_new", "profile", change.subject_id)).status_code == 404
    assert services.consultable(kind="fee", version_id=change.subject_id)


@pytest.mark.parametrize(
    ("kind", "shown_on", "flagged_on", "acted_on", "action"),
    [
        (
            "lane_policy",
            "clearance:lane_policy",
            "clearance:lane_policy_consult",
            "clearance:lane_policy_act",
            "enforce",
        ),
        ("appetite", "clearance:appetite", "clearance:appetite_consult", "clearance:appetite_act", "enforce"),
        ("sanction_matrix", "", "", "enrollment:matrix_act", "sign_cbsa"),
    ],
)
def test_policies_and_the_matrix_are_flagged_on_their_pages_and_say_what_they_wait_for(
    kind: str, shown_on: str, flagged_on: str, acted_on: str, action: str, reference_data: None
) -> None:
    change = CHANGES[kind]()
    client, version = supervisor("CBSA"), change.subject_id
    url = reverse(flagged_on, args=[version]) if flagged_on else page("consult_new", kind, version)
    shown = reverse(shown_on, args=[version]) if shown_on else page("matrix_versions")
    assert url in client.get(shown).text
    later = (clock.now() + timedelta(days=40)).date().isoformat()
    sent = client.post(url, {"summary_en": SUMMARY.en, "summary_fr": SUMMARY.fr, "closes_on": later})
    row = Consultation.objects.get()
    assert (sent.status_code, row.kind, client.get(url).url) == (302, kind, page("proposal", row.number))
    before = change.status()
    seen = client.post(
        reverse(acted_on, args=[version, action]),
        {"expected_version": MODELS[kind].objects.get(pk=version).row_version},
        follow=True,
    )
    assert "R-51" in seen.text and change.status() == before


def test_a_targeting_officer_flags_a_profile_on_its_page(reference_data: None) -> None:
    change = CHANGES["profile"]()
    client = sign_in(Client(), make_staff("officer.targeting", "CBP"))
    url = reverse("clearance:profile_consult", args=[change.subject_id])
    assert url in client.get(reverse("clearance:profile", args=[change.subject_id])).text
    later = (clock.now() + timedelta(days=40)).date().isoformat()
    sent = client.post(url, {"summary_en": SUMMARY.en, "summary_fr": SUMMARY.fr, "closes_on": later})
    assert sent.status_code == 302 and Consultation.objects.get().kind == "profile"
    path = reverse("clearance:profile_activate", args=[change.subject_id])
    seen = ThreatProfile.objects.get(pk=change.subject_id).row_version
    refused = client.post(path, {"expected_version": seen})
    assert refused.status_code == 409 and "R-51" in refused.text
