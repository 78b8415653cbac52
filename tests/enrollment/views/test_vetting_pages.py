"""The vetting desk: two columns, unresolved on top, what blocks in words, the counterpart's text kept back (4.8, R-37)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.domain.vetting.entries import CheckEntry
from enrollment.models import Application, NearMatch, VettingCheck
from tests.factories.accounts import make_member, make_organisation, make_staff, member_actor, sign_in
from tests.factories.enrollment import (
    clear_checks,
    deny,
    find_factor,
    make_submitted,
    vetting,
    worksheet_of,
)

pytestmark = pytest.mark.django_db
SESSION = 3
SECRET = "Informant 12 saw the trailer at the yard."


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


@pytest.fixture
def officer(client: Client) -> Client:
    return sign_in(client, make_staff("officer.vetting", "CBP"))


@pytest.fixture
def application() -> Application:
    return make_submitted("FAST_CARRIER")


def desk(client: Client, application: Application) -> str:
    return client.get(url("review", application.id)).text


def test_the_desk_says_what_keeps_from_approving(officer: Client, application: Application) -> None:
    page = desk(officer, application)
    assert "Checks not done yet: 7." in page and "What keeps you from approving" in page
    assert 'type="submit" disabled aria-describedby="blockers"' in page
    clear_checks(worksheet_of(application))
    page = desk(officer, application)
    assert "What keeps you from approving" not in page and "disabled" not in page


def test_checks_are_recorded_row_by_row_and_one_reference_serves_all_that_are_clear(
    officer: Client, application: Application
) -> None:
    sheet = worksheet_of(application)
    path = url("worksheet_act", sheet.id, "record")
    codes = list(sheet.checks.values_list("factor", flat=True))
    rows = {f"{code}-outcome": "clear" for code in codes} | {"reference": "police:2026-118", "expected_version": "1"}
    rows |= {"OWNER_RECORD-outcome": "found", "OWNER_RECORD-evidence": "court:2026-9"}
    bad = officer.post(path, {**rows, "OWNER_RECORD-text": "Thin"})
    assert bad.status_code == 422 and 'href="#id_OWNER_RECORD-text"' in bad.text
    assert 'value="Thin"' in bad.text and 'value="police:2026-118"' in bad.text
    done = officer.post(path, {**rows, "OWNER_RECORD-text": "The director was convicted on 2 May."})
    assert done.url == url("review", application.id)
    page = desk(officer, application)
    assert page.index("Owner or officer with a conviction") < page.index("checks done")
    assert "8 of at most 7 points" in page and "Disqualifying factors not resolved" in page


def test_a_factor_is_resolved_by_two_officers_on_the_page(officer: Client, application: Application) -> None:
    sheet = worksheet_of(application)
    find_factor(sheet, "OWNER_RECORD")
    path = url("worksheet_act", sheet.id, "resolve")
    given = {"factor": "OWNER_RECORD", "resolve-OWNER_RECORD-resolution": "ENDED"}
    bad = officer.post(path, given)
    assert bad.status_code == 422 and 'href="#id_resolve-OWNER_RECORD-evidence"' in bad.text
    given |= {
        "resolve-OWNER_RECORD-evidence": "court:2026-12",
        "resolve-OWNER_RECORD-text": "Acquitted on appeal in June.",
    }
    officer.post(path, given)
    assert "A second officer of your agency has to confirm it." in desk(officer, application)
    sign_in(officer, make_staff("officer.vetting", "CBP"))
    assert "Confirm the resolution" in desk(officer, application)
    officer.post(url("worksheet_act", sheet.id, "disagree"), {"factor": "OWNER_RECORD"})
    assert VettingCheck.objects.get(worksheet=sheet, factor="OWNER_RECORD").status == "found"
    officer.post(path, given)
    sign_in(officer, make_staff("officer.supervisor", "CBP"))
    officer.post(url("worksheet_act", sheet.id, "agree"), {"factor": "OWNER_RECORD"})
    assert VettingCheck.objects.get(worksheet=sheet, factor="OWNER_RECORD").status == "resolved"


def test_the_counterpart_and_the_applicant_never_read_what_is_not_shared(client: Client) -> None:
    organisation = make_organisation("carrier")
    application = make_submitted("FAST_CARRIER", member_actor(organisation))
    sheet = worksheet_of(application, "CBSA")
    entries = [
        CheckEntry("OWNER_RECORD", "found", "police:2026-55", SECRET),
        CheckEntry("PROFILE_GAP", "found", "interview:2026-3", "Gate log missing since March.", shared=True),
    ]
    services.checks_record(actor=vetting("CBSA"), worksheet_id=sheet.id, entries=entries)
    for who, reads in (("CBSA", True), ("CBP", False)):
        sign_in(client, make_staff("officer.vetting", who))
        page = desk(client, application)
        assert (SECRET in page) is reads and ("police:2026-55" in page) is reads
        assert "Gate log missing since March." in page
        assert "Owner or officer with a conviction" in page
    assert client.post(url("worksheet_act", sheet.id, "record"), {"UNTRUE-outcome": "clear"}).status_code == 403
    sign_in(client, make_member(organisation))
    page = client.get(url("application", application.id)).text
    assert SECRET not in page and "police:2026-55" not in page and "Gate log" not in page
    assert client.get(url("review", application.id)).status_code == 403


def test_a_near_match_is_laid_side_by_side_and_judged(officer: Client, django_assert_num_queries: Any) -> None:
    about = {"family_name": "Tremblay", "given_names": "Jean", "birth_date": "1975-02-11", "document_number": "AB1"}
    deny(make_submitted("NEXUS", about=about))
    application = make_submitted("NEXUS", about={**about, "family_name": "Trembley", "document_number": "Q7"})
    found = NearMatch.objects.get(worksheet=worksheet_of(application))
    path = url("near_match", found.id)
    assert path in desk(officer, application)
    # the look-up found again; the match with its worksheet, who it is about
    with django_assert_num_queries(SESSION + 2 + 2):
        page = officer.get(path).text
    assert "<mark>A</mark>" in page and "<mark>E</mark>" in page
    assert officer.post(path, {"verdict": "different", "grounds": "No"}).status_code == 422
    assert officer.post(path, {"verdict": "perhaps"}).status_code == 422
    done = officer.post(path, {"verdict": "different", "grounds": "Born in another town; other employer."})
    assert done.url == url("review", application.id)
    assert "Born in another town" in officer.get(path).text
    theirs = NearMatch.objects.get(worksheet=worksheet_of(application, "CBSA"))
    assert "Only officers of CBSA decide here." in officer.get(url("near_match", theirs.id)).text


def test_the_catalogue_is_published_and_weights_are_for_officers(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        page = client.get(url("standard")).text
    assert "Conviction of an offence" in page and "SOR/2003-323" in page and "at most 4 points" not in page
    sign_in(client, make_staff("officer.vetting", "CBP"))
    assert "at most 4 points" in client.get(url("standard")).text


def test_unknown_acts_are_not_found(officer: Client, application: Application) -> None:
    assert officer.post(url("worksheet_act", worksheet_of(application).id, "approve")).status_code == 404
    assert officer.post(url("worksheet_act", application.id, "record")).status_code == 404
