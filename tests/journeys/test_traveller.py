"""A NEXUS traveller in a real browser: application, fee, worksheets, interview, card, and a renewal (R-04, R-12, R-15, R-49).

The applicant and the officer of the CBSA work in French. The interview is booked at the centre that is open day and
night, so that it can be held at once; the renewal is that of a member who joined almost five years ago.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import People
from tests.journeys.steps import application_filled, choose, pressed, record_opened, until_seen, vetted

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PERSON = {
    "family_name": "Voyageuse",
    "given_names": "Exemple",
    "birth_date": "1991-03-08",
    "document_number": "EX900311",
    "document_issuer": "Canada",
    "three_years": "yes",
}
CENTRE = "Airport enrolment centre"
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def french(people: People) -> Iterator[None]:
    people.speaks |= {"learner": "fr", "cbsa.vetting": "fr"}
    yield
    assert not people.faults, "\n".join(people.faults)


def test_01_she_applies_in_french_and_is_told_the_fee(people: People) -> None:
    page = people.at("learner", "/membership/")
    pressed(page, page.get_by_role("link", name=re.compile("NEXUS pour voyageurs")).first)
    pressed(page, page.get_by_role("button", name="Commencer ou poursuivre la demande"))
    NOTES["application"] = page.url
    application_filled(page, PERSON)
    page.get_by_role("button", name="Envoyer aux deux organismes").click()
    expect(page.get_by_role("heading", level=2, name=re.compile("120,00"))).to_be_visible()
    people.look(page, "traveller-01-invoice")
    NOTES["invoice"] = page.url
    page = people.at("learner")
    expect(page.get_by_text("Frais d'une demande à payer").first).to_be_visible()


def paid(page: Page, pay: str, settled: str) -> None:
    """Pay on the provider's page, and see the message of the provider arrive."""
    invoice = page.url
    pressed(page, page.get_by_role("button", name=pay, exact=True))
    pressed(page, page.locator("main a.usa-button[href*='/pay/']"))
    expect(page.get_by_text(re.compile("Simulateur de paiement|Payment simulator")).first).to_be_visible()
    pressed(page, page.locator("button[value=pay]"))
    page.goto(invoice)
    until_seen(page, settled)


def test_02_the_fee_is_paid_once_for_both_countries(people: People) -> None:
    page = people.at("learner", NOTES["invoice"])
    paid(page, "Payer", "Réglée")
    page = people.at("learner", NOTES["application"])
    expect(page.get_by_text("Envoyée par vous")).to_be_visible()
    people.look(page, "traveller-02-status")


def test_03_she_books_her_interview_herself(people: People) -> None:
    page = people.at("learner", NOTES["application"])
    pressed(page, page.get_by_role("link", name=re.compile("Entrevue")).first)
    NOTES["interview"] = page.url
    people.look(page, "traveller-03-interview")
    pressed(page, page.get_by_role("link", name=re.compile("Entrevue conjointe")).first)
    people.look(page, "traveller-03-times")
    page.select_option("[name=centre]", label=f"{CENTRE}, Toronto")
    pressed(page, page.get_by_role("button", name="Afficher"))
    page.locator("button[name=slot]").first.click()
    expect(page.get_by_text("Réservée").first).to_be_visible()
    with page.expect_download() as given:
        page.get_by_role("link", name=re.compile("calendrier|agenda")).click()
    calendar = given.value.path().read_text()
    assert "BEGIN:VEVENT" in calendar and "Entrevue conjointe" in calendar
    people.look(page, "traveller-03-booked")


@pytest.mark.parametrize("officer", ["cbp.vetting", "cbsa.vetting"])
def test_04_both_officers_hear_her_and_decide(people: People, officer: str) -> None:
    page = people.at(officer, "/membership/centres/")
    people.look(page, "traveller-04-centres")
    pressed(page, page.get_by_role("row", name=re.compile(CENTRE)).locator("a[href*='/day/']"))
    if not page.locator("main table a[href$='/record/']").count():  # the booked time is after midnight over there
        pressed(page, page.locator("main a[href*='?on=']").last)
    people.look(page, "traveller-04-day")
    record_opened(page, page.locator("main table a[href$='/record/']").first)
    people.look(page, "traveller-04-record")
    choose(page, "outcome", "satisfied")
    for name, value in (("documents", "passport"), ("questions", "identity"), ("questions", "rules")):
        choose(page, name, value)
    page.locator("main form[action$='/record/'] button[type=submit]").click()
    expect(page.get_by_text(re.compile("Recorded for your agency|Consigné pour votre organisme"))).to_be_visible()
    address = people.at(officer, "/membership/reviews/?all=1").get_by_role(
        "link", name=re.compile("Driver who applies")
    )
    vetted(people, officer, address.first.get_attribute("href") or "", "traveller-04-worksheets")


def test_05_she_has_her_card(people: People) -> None:
    page = people.at("learner", NOTES["application"])
    expect(page.get_by_text("Approuvée par les deux").first).to_be_visible()
    pressed(page, page.get_by_role("link", name="Ouvrir votre adhésion"))
    expect(page.get_by_role("heading", name="Cartes")).to_be_visible()
    expect(page.get_by_text("Numéro de la carte")).to_be_visible()
    people.look(page, "traveller-05-card")
    page = people.at("learner", "/notices/")
    expect(page.get_by_text("Approuvée par les deux organismes : NEXUS pour voyageurs").first).to_be_visible()


def test_06_a_member_of_long_standing_renews_with_the_answers_filled_in(people: People) -> None:
    page = people.at("traveller", "/membership/mine/")
    pressed(page, page.get_by_role("link", name="NEXUS for travellers").first)
    NOTES["member"] = page.url
    NOTES["ends"] = page.get_by_text(re.compile("^Open now. Sent by")).inner_text()
    people.look(page, "traveller-06-renewal-open")
    pressed(page, page.get_by_role("button", name="Renew"))
    NOTES["renewal"] = page.url
    page.get_by_role("main").get_by_role("link", name=re.compile("Who you are")).click()
    expect(page.locator("[name=family_name]")).to_have_value("Sample")
    page.goto(NOTES["renewal"])
    page.get_by_role("main").get_by_role("link", name=re.compile("Consent and signature")).click()
    for name in ("consent_sharing", "consent_truth"):
        page.locator(f"label[for=id_{name}]").click()
    pressed(page, page.get_by_role("button", name="Save and continue").last)
    page.goto(NOTES["renewal"])
    pressed(page, page.get_by_role("button", name="Send to both agencies"))
    if page.get_by_role("button", name="Pay", exact=True).count():
        paid(page, "Pay", "Settled")
    page = people.at("traveller", NOTES["member"])
    expect(page.get_by_text("The membership goes on until both agencies have decided").first).to_be_visible()
    pressed(page, page.get_by_role("link", name="Follow the renewal"))


def test_07_both_agencies_renew_it_and_a_new_card_is_activated(people: People) -> None:
    for officer in ("cbp.vetting", "cbsa.vetting"):
        vetted(people, officer, NOTES["renewal"].replace("/applications/", "/reviews/"))
    page = people.at("traveller", NOTES["renewal"])
    expect(page.get_by_text("On its way; activate it when it arrives").first).to_be_visible()
    people.look(page, "traveller-07-renewed")
    page.get_by_role("link", name="Open your membership").click()
    page.get_by_role("link", name="Activate", exact=True).click()
    page.get_by_role("button", name="Activate").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page = people.at("traveller", NOTES["member"])
    issued = page.locator("div.pc-stack", has=page.get_by_role("link", name="Activate", exact=True)).last
    digits = re.sub(r"\D", "", issued.locator("dd").first.inner_text())[-4:]
    issued.get_by_role("link", name="Activate", exact=True).click()
    page.fill("[name=last_digits]", digits)
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_text("The card is active.")).to_be_visible()
    assert NOTES["ends"] not in page.locator("main").inner_text(), "the term has moved on"
    people.look(page, "traveller-07-new-card")
