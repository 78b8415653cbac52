"""Sections of an application in a browser without scripts: rows, more rows, what is wrong, where to go (R-04, R-15)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import Application, Consent
from portal.accounts.selectors import actor_for_user
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_member, make_organisation, make_user, sign_in
from tests.factories.documents import attach, make_document
from tests.factories.enrollment import answers_for, make_draft

pytestmark = pytest.mark.django_db
SESSION = 3
SITE = {"name": "Yard", "kind": "rail_yard", "use": "storage", "street": "9 Siding", "city": "Detroit", "region": "MI"}


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def cells(table: str, *rows: dict[str, str]) -> dict[str, str]:
    posted = {f"{table}-TOTAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        posted |= {f"{table}-{number}-{code}": value for code, value in row.items()}
    return posted


@pytest.fixture
def company(client: Client) -> Any:
    organisation = make_organisation("carrier")
    user = make_member(organisation)
    sign_in(client, user)
    return actor_for_user(user, organisation_id=organisation.id)


@pytest.fixture
def draft(company: Any) -> Application:
    return services.application_start(actor=company, programme="FAST_CARRIER")


def test_a_wrong_row_is_kept_and_flagged_in_its_cell(client: Client, draft: Application) -> None:
    path = url("application_section", draft.id, "sites")
    bad = {**SITE, "street": "10 Siding", "region": "Narnia"}
    answer = client.post(path, {**cells("sites", SITE, bad), "then": "next"})
    assert answer.status_code == 422
    assert 'href="#id_sites-1-region"' in answer.text and 'value="Narnia"' in answer.text
    assert "Sites, row 2, State or province: This is no state" in answer.text
    assert 'id="id_sites-1-region_error"' in answer.text or "no state, province or territory" in answer.text
    assert Application.objects.get().answers["sites"] == [SITE, bad]
    assert 'value="Narnia"' in client.get(path).text, "come back later and it is still there"


def test_rows_are_added_and_removed_without_scripts(client: Client, draft: Application) -> None:
    path = url("application_section", draft.id, "sites")
    more = client.post(path, {**cells("sites", SITE), "then": "more:sites"})
    assert more.status_code == 200 and 'name="sites-4-street"' in more.text
    two = cells("sites", SITE, {**SITE, "street": "10 Siding"}, {}, {})
    assert client.post(path, {**two, "then": "list"}).url == url("application", draft.id)
    assert len(Application.objects.get().answers["sites"]) == 2
    assert client.post(path, {**two, "sites-0-DELETE": "on", "then": "next"}).status_code == 302
    assert [row["street"] for row in Application.objects.get().answers["sites"]] == ["10 Siding"]


def test_a_gap_in_the_history_is_named_on_the_page(client: Client) -> None:
    user = make_user(language="fr")
    sign_in(client, user, capacity="self")
    client.cookies["preclear_language"] = "fr"
    draft = services.application_start(actor=actor_for_user(user, capacity="self"), programme="NEXUS")
    row = answers_for("NEXUS")["addresses"][0]
    rows = cells("addresses", {**row, "to": "2024-01"}, {**row, "from": "2024-04"})
    answer = client.post(url("application_section", draft.id, "residence"), {**rows, "three_years": "yes"})
    assert answer.status_code == 422
    assert "de février 2024 à mars 2024" in answer.text and 'href="#id_addresses"' in answer.text


def test_each_question_says_why_it_is_asked_and_what_it_serves(client: Client, draft: Application) -> None:
    page = client.get(url("application_section", draft.id, "security")).text
    assert page.count("Why is this asked?") == 12
    for words in ("MSC 6 Seals", "PIP Seals", "Bolt seals of ISO 17712 grade H", "Legal ground", "Who sees it", "Kept"):
        assert words in page
    assert page.count('value="files:') == 12


def test_documents_and_words_stand_beside_a_measure(client: Client, company: Any, draft: Application) -> None:
    path = url("application_section", draft.id, "security")
    typed = {code: value for code, value in answers_for("FAST_CARRIER").items() if isinstance(value, str)}
    bare = {**typed, "seals_how": ""}
    assert 'href="#id_seals_how"' in client.post(path, {**bare, "then": "next"}).text
    leave = client.post(path, {**bare, "cyber": "planned", "then": "files:seals"})
    assert leave.url == url("answer_documents", draft.id, "seals")
    assert Application.objects.get().answers["cyber"] == "planned", "what was typed went along"
    attach(company, draft.id, "seals", make_document(company, name="seals.pdf"))
    assert client.post(path, {**bare, "then": "next"}).status_code == 302
    assert "seals.pdf" in client.get(path).text


def test_the_consent_page_shows_the_notice_and_saving_it_is_recorded(client: Client, draft: Application) -> None:
    path = url("application_section", draft.id, "consent")
    page = client.get(path).text
    for words in ("What your answers are used for", "Trucks and trailers", "Security measures", "version 2026-11"):
        assert words in page
    assert "licence" not in page.lower().split("what your answers are used for")[1].split("<form")[0]
    assert client.post(path, {"consent_sharing": "on"}).status_code == 422
    assert not Consent.objects.exists()
    assert client.post(path, {"consent_sharing": "on", "consent_truth": "on"}).status_code == 302
    assert Consent.objects.get().given
    overview = client.get(url("application", draft.id)).text
    assert "You agreed to the purpose notice of version 2026-11" in overview
    ended = client.post(url("consent_withdraw", draft.id))
    assert ended.url == url("application", draft.id)
    assert "You took your consent back" in client.get(ended.url).text
    assert Application.objects.get().status == "withdrawn"


def test_the_states_of_sections_have_words_and_icons(client: Client) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    draft = services.application_start(actor=actor_for_user(user, capacity="self"), programme="NEXUS")
    page = client.get(url("application", draft.id)).text
    assert page.count("Not started") == 5 and page.count("Optional") == 1
    client.post(url("application_section", draft.id, "identity"), {"family_name": "Roy", "then": "list"})
    client.post(url("application_section", draft.id, "record"), {"convictions": "no", "customs_violations": "no"})
    page = client.get(url("application", draft.id)).text
    assert (page.count("Not started"), page.count("Started"), page.count("Complete")) == (3, 1, 1)
    assert "#circle" in page and "#check-circle" in page and "#draft" in page


def test_saving_as_one_types(client: Client, draft: Application) -> None:
    path = url("application_autosave", draft.id, "vehicles")
    rows = cells("vehicles", {}, {"plate": "AB 12345", "region": "ZZ", "vin": ""})
    told = client.post(path, rows).json()
    assert list(told["errors"]) == ["vehicles-1-region"], "by the row on the page; what is still empty is no error yet"
    assert Application.objects.get().answers["vehicles"] == [{"plate": "AB 12345", "region": "ZZ", "vin": ""}]
    assert client.post(path, rows).json()["row_version"] == told["row_version"], "nothing new, nothing written"
    saved = [entry for entry in entries_for(Subject("application", draft.id)) if entry.event.endswith(".saved")]
    assert len(saved) == 1
    assert client.post(url("application_autosave", draft.id, "shoes"), rows).status_code == 404


def test_a_page_of_a_draft_costs_the_same_however_full_it_is(
    client: Client, company: Any, django_assert_num_queries: Any
) -> None:
    draft = make_draft("FAST_CARRIER", company)
    for question in ("seals", "cyber", "cyber"):
        attach(company, draft.id, question, make_document(company))
        # application + reviews, documents
        with django_assert_num_queries(SESSION + 3):
            client.get(url("application_section", draft.id, "security"))
        # application + reviews, documents, consent; a draft has no decisions to ask for
        with django_assert_num_queries(SESSION + 4):
            client.get(url("application", draft.id))


def test_a_strangers_section_is_a_missing_page(client: Client, draft: Application) -> None:
    sign_in(client, make_member(make_organisation("carrier")))
    for name in ("application_section", "application_autosave"):
        assert client.post(url(name, draft.id, "sites"), cells("sites", SITE)).status_code == 404
    assert client.post(url("consent_withdraw", draft.id)).status_code == 404
    assert Application.objects.get().answers == {}
