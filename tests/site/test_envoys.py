"""The envoys of both governments see joint figures, differences, what is late and drafts; nobody by name (R-87)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.selectors.differences import one_sided
from portal.core import clock
from portal.site.views.envoys import SIGNED
from portal.workflow.selectors import Awaited, second_keys_awaited, two_key_workflows
from tests.accounts.look import faults
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.appeals import make_complaint, make_excepted
from tests.factories.enrollment import applicant_for, approve, make_submitted
from tests.factories.fees import propose, supervisor
from tests.factories.ledger import open_shortfall
from tests.factories.reviews import ASKED, REPORT, TITLE, Docket, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
PAGE = "/envoys/"
QUERIES = 17
NAME = "Zink and Daughters Freight"


def envoy(language: str = "en") -> Client:
    client = sign_in(Client(), make_staff("envoy", "", "CA"))
    client.cookies["preclear_language"] = language
    return client


def apart() -> None:
    """One fee signed by CBP, an application CBP approved forty days ago, a case and a complaint overdue, a draft."""
    fee = propose("fee")
    services.provision_sign(actor=supervisor("CBP"), kind="fee", version_id=fee.id, expected_version=fee.row_version)
    organisation = make_organisation("carrier", name=NAME)
    with clock.frozen(clock.now() - timedelta(days=40)):
        approve(make_submitted(applicant=applicant_for("FAST_CARRIER", organisation)), "CBP")
        make_excepted()
        make_complaint()
    open_shortfall(organisation.id, NAME)
    make_published("CBP", days_ago=100)
    Docket().commented().drafting().recommended("CBSA")


def test_r87_counts_of_both_agencies_are_right_and_cost_the_same_for_one_and_for_many(
    django_assert_num_queries: Any,
) -> None:
    assert second_keys_awaited() == [] and one_sided(before=clock.now()) == []
    apart()
    assert second_keys_awaited() == [Awaited("enrollment_fee", "CBSA", 1)]
    (found,) = one_sided(before=clock.now() - timedelta(days=30))
    assert (found.agency, found.count, (clock.now() - found.since).days) == ("CBSA", 1, 40)
    assert one_sided(before=clock.now() - timedelta(days=41)) == []
    client = envoy()
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    apart()
    with django_assert_num_queries(QUERIES):
        page = client.get(PAGE)
    assert "2 wait for the signature of CBSA" in page.text
    assert "2 wait for CBSA over 30 days after the other decided" in page.text
    assert {one.label.en: one.count for one in page.context["late"]}["Answers to recommendations"] == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_r87_drafts_are_read_before_they_are_published_in_both_languages(language: str) -> None:
    apart()
    page = envoy(language).get(PAGE).text.replace("&#x27;", "'")
    assert all(words.get(language) in page for words in (TITLE, REPORT, ASKED))


def test_r87_nobody_is_named_and_nobody_else_reads_it() -> None:
    apart()
    page = envoy().get(PAGE).text
    assert NAME not in page
    assert not any(mark in page for mark in ("JC-", "BSF-", "PMA-", "Carrier ", "@example"))
    member = sign_in(Client(), make_member(make_organisation("carrier")))
    for client in (member, sign_in(Client(), make_staff("auditor", "CBP"))):
        assert client.get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("name", ["appeals:case_list", "compliance:case_list", "enrollment:reviews", "clearance:trips"])
def test_an_envoy_reaches_no_record(name: str) -> None:
    assert envoy().get(reverse(name)).status_code == 403


def test_every_document_of_two_keys_has_its_words() -> None:
    assert {one.workflow.name for one in two_key_workflows()} == set(SIGNED)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_page_holds_on_a_phone_in_both_languages(language: str, theme: str, chromium: Path) -> None:
    client = envoy(language)
    pages = {"nothing": client.get(PAGE).text}
    apart()
    assert faults({**pages, "apart": client.get(PAGE).text}, chromium, theme) == []
