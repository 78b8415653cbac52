"""What the first page says about consultations: comments to read, and an answer of one's own agency that is missing (R-51)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from portal.core import clock
from portal.core.domain.text import Text
from portal.site.needs_consultations import consultations
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.consultations import ANSWER, CHANGES, Change, commented, released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
READ, ANSWERED = "Comments to read on", "Answer the comments on"


def titles(role: str, agency: str) -> list[str]:
    return [need.title.en for need in consultations(staff_actor(role, agency))]


@pytest.fixture
def fee(reference_data: None) -> Change:
    return CHANGES["fee"]()


def test_while_comments_wait_who_holds_a_key_in_either_agency_is_told_how_many(fee: Change) -> None:
    row = fee.flag()
    assert titles("officer.supervisor", "CBP") == []
    first = commented(row)
    commented(row)
    for role, agency in (("officer.supervisor", "CBP"), ("officer.supervisor", "CBSA"), ("administrator", "")):
        assert titles(role, agency) == [f"{READ} {row.number}: 2"]
    for role, agency in (("officer.supervisor", "FDA"), ("officer.targeting", "CBP"), ("auditor", "CBP")):
        assert titles(role, agency) == []
    released(fee.asker, first)
    assert titles("officer.supervisor", "CBSA") == [f"{READ} {row.number}: 1"]


def test_a_missing_answer_is_asked_of_the_agency_that_asked_from_the_moment_of_closing(fee: Change) -> None:
    row = fee.flag()
    with clock.frozen(row.closes_at - timedelta(seconds=1)):
        assert titles("officer.supervisor", "CBP") == []
    with clock.frozen(row.closes_at):
        assert titles("officer.supervisor", "CBP") == [f"{ANSWERED} {row.number}"]
        for role, agency in (("officer.supervisor", "CBSA"), ("administrator", ""), ("officer.targeting", "CBP")):
            assert titles(role, agency) == []
        services.consultation_answer(actor=fee.asker, number=row.number, answer=ANSWER, expected_version=1)
        assert titles("officer.supervisor", "CBP") == []


def test_the_answer_to_a_change_that_was_withdrawn_is_not_missed(fee: Change) -> None:
    row = fee.flagged_and_closed()
    assert titles("officer.supervisor", "CBP") == [f"{ANSWERED} {row.number}"]
    fee.withdraw()
    assert titles("officer.supervisor", "CBP") == []


@pytest.mark.parametrize(
    ("language", "read", "answer"),
    [
        ("en", "Comments to read on {number}: 1", "Answer the comments on {number}"),
        ("fr", "Commentaires à lire sur {number} : 1", "Répondre aux commentaires sur {number}"),
    ],
)
def test_the_home_page_leads_to_the_proposal(language: str, read: str, answer: str, fee: Change) -> None:
    row = fee.flagged_and_closed()
    commented(row)
    client = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    client.cookies["preclear_language"] = language
    home = client.get("/").text
    assert read.format(number=row.number) in home and answer.format(number=row.number) in home
    assert home.count(f'href="{reverse("enrollment:proposal", args=[row.number])}"') == 2
    assert Text.from_dict(row.label).get(language) in home.replace("&#x27;", "'")


def test_what_waits_is_found_with_one_query_and_without_any_by_who_holds_no_key(django_assert_num_queries: Any) -> None:
    supervisor, elsewhere = staff_actor("officer.supervisor", "CBP"), staff_actor("officer.supervisor", "FDA")
    for kind in ("fee", "criteria", "fee_waiver"):
        row = CHANGES[kind]().flagged_and_closed()
        commented(row)
        commented(row)
        with django_assert_num_queries(1):
            found = consultations(supervisor)
    assert len(found) == 6
    with django_assert_num_queries(0):
        assert consultations(elsewhere) == []
