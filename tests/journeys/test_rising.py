"""A carrier earns trust in a real browser: from sign-up to tier 1, by graduation to tier 2, and one to tier 3 (R-03, R-08).

The company's own people and the officer of the CBSA work in French. Months are not waited for: the crossings of the
first carrier are put on its record by a command of the demonstration, the second has had its record for a year.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demonstration
from tests.journeys.people import People
from tests.journeys.steps import application_filled, choose, pressed, record_opened, until_seen, vetted

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "une-seule-declaration-deux-pays"
# Of this run only: a portal that is running already may hold what an earlier run made.
NOW = datetime.now(UTC)
STAMP = NOW.strftime("%d%H%M%S")
EMAIL = f"fondation.{STAMP}@demo.preclear.example"
COMPANY = f"Camionnage du Journal {STAMP}"
SCAC = "".join(chr(ord("A") + int(digit)) for digit in NOW.strftime("%M%S"))
MAIL_SECONDS = 20
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def french(people: People) -> Iterator[None]:
    people.speaks |= {"founder": "fr", "cbsa.vetting": "fr"}
    yield
    assert not people.faults, "\n".join(people.faults)


def link_in_mail(demonstration: Demonstration, address: str) -> str:
    deadline = time.monotonic() + MAIL_SECONDS
    while not (letter := demonstration.mail_to(address)):
        assert time.monotonic() < deadline, "no mail came"
        time.sleep(0.3)
    NOTES["letter"] = letter
    return re.findall(r"https?://\S+/confirm-email/\S+", letter)[0]


def test_01_a_new_carrier_opens_an_account_and_registers_itself(people: People, demonstration: Demonstration) -> None:
    page = people.stranger("founder")
    page.goto(people.base + "/")
    pressed(page, page.locator("main a[href$='/session/signup/']").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Créer un compte")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultez vos courriels")
    page.goto(link_in_mail(demonstration, EMAIL))
    assert "confirm" in NOTES["letter"].splitlines()[0].lower()
    pressed(page, page.get_by_role("button", name="Oui, confirmer"))
    if page.locator("[name=login]").count():
        page.fill("[name=login]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        pressed(page, page.locator("main button[type=submit]"))
    people.language(page, "fr")
    page = people.at("founder")
    people.look(page, "rising-01-first-home")
    pressed(page, page.get_by_role("main").get_by_role("link", name="Inscrire une organisation"))
    choose(page, "kind", "carrier")
    for name, value in {
        "legal_name": COMPANY,
        "street": "9, rue du Journal",
        "city": "Laval",
        "postal_code": "H7L 1A1",
        "contact_name": "Responsable de la flotte",
        "contact_email": EMAIL,
        "scac": SCAC,
        "cbsa_carrier": SCAC,
        "usdot": STAMP,
    }.items():
        page.fill(f"[name={name}]", value)
    for name, value in {"country": "CA", "subdivision": "QC", "size_class": "2-9"}.items():
        page.select_option(f"[name={name}]", value)
    page.get_by_role("button", name="Inscrire").click()
    expect(page.get_by_text("Votre organisation est inscrite")).to_be_visible()


def test_02_it_applies_once_in_french(people: People) -> None:
    page = people.at("founder", "/membership/")
    pressed(page, page.get_by_role("link", name=re.compile("EXPRES pour transporteurs")).first)
    pressed(page, page.get_by_role("button", name="Commencer ou poursuivre la demande"))
    NOTES["application"] = page.url
    application_filled(page, {})
    page.get_by_role("button", name="Envoyer aux deux organismes").click()
    expect(page.get_by_text("Envoyée aux deux organismes.")).to_be_visible()
    expect(page.get_by_text("Envoyée par vous")).to_be_visible()


def test_03_both_agencies_say_yes_and_it_stands_at_tier_1(people: People) -> None:
    for officer in ("cbp.vetting", "cbsa.vetting"):
        page = people.at(officer, "/membership/reviews/")
        address = page.get_by_role("link", name=re.compile(COMPANY)).first.get_attribute("href") or ""
        vetted(people, officer, address)
    page = people.at("founder", NOTES["application"])
    pressed(page, page.get_by_role("link", name="Ouvrir votre adhésion"))
    NOTES["membership"] = page.url
    expect(page.get_by_text("Niveau 1").first).to_be_visible()
    expect(page.get_by_role("cell", name="au moins 25")).to_be_visible()
    people.look(page, "rising-03-tier-1")


def test_04_its_record_grows_and_the_night_proposes_tier_2(people: People, demonstration: Demonstration) -> None:
    assert COMPANY in demonstration.manage("demo_record", SCAC, "--movements", "30")
    assert "propose graduations" in demonstration.manage("demo_night")
    page = people.at("founder", NOTES["membership"])
    until_seen(page, "Proposition de passer à T2")
    page = people.at("founder", "/notices/")
    expect(page.get_by_text("Vous remplissez les critères du niveau 2").first).to_be_visible()


def rise_accepted(people: People, officer: str, company: str, name: str = "") -> Page:
    """Find the proposal on the officer's list and accept it for the agency."""
    page = people.at(officer, "/membership/graduations/")
    record_opened(page, page.get_by_role("link", name=re.compile(company)).first)
    if name:
        people.look(page, name)
    choose(page, "decision", "accept")
    pressed(page, page.locator("main form.pc-form button[type=submit]"))
    return page


def test_05_both_agencies_accept_and_it_rises(people: People) -> None:
    page = rise_accepted(people, "cbp.vetting", COMPANY)
    expect(page.get_by_text("the other agency decides next")).to_be_visible()
    page = rise_accepted(people, "cbsa.vetting", COMPANY, "rising-05-proposal")
    expect(page.get_by_text("Les deux organismes ont accepté")).to_be_visible()
    page = people.at("founder", NOTES["membership"])
    expect(page.get_by_text("Niveau 2").first).to_be_visible()
    expect(page.get_by_text("Visite des lieux par les deux organismes").first).to_be_visible()


def test_06_a_carrier_of_long_record_asks_for_the_visit_that_is_missing(people: People) -> None:
    page = people.at("longhaul", "/membership/mine/")
    pressed(page, page.get_by_role("link", name="FAST for carriers").first)
    NOTES["longhaul"] = page.url
    expect(page.get_by_text("Tier 2").first).to_be_visible()
    people.look(page, "rising-06-short-of-a-visit")
    pressed(page, page.get_by_role("main").get_by_role("link", name="Ask for a visit"))
    page.fill("[name=place]", "40 Example Road, London ON")
    page.fill("[name=purpose]", "The only criterion of tier 3 that is left.")
    page.get_by_role("button", name="Ask for a visit").click()
    expect(page.get_by_text("Asked for. Both agencies see it.")).to_be_visible()
    NOTES["visit"] = page.url


def test_07_officers_of_both_agencies_go_there_and_sign_one_report(people: People) -> None:
    for officer in ("cbp.vetting", "cbsa.vetting"):
        page = people.at(officer, "/membership/visits/")
        row = page.get_by_role("row", name=re.compile("Example Long-haul Carrier"))
        record_opened(page, row.get_by_role("link").first)
        act(page, "join")
    page.fill("[name=planned_on]", NOW.date().isoformat())
    act(page, "plan")
    act(page, "begin")
    people.look(page, "rising-07-checklist")
    for grade in page.locator("form[action$='/grade/'] select").all():
        grade.select_option("met")
    page.fill("[name=summary]", "Chaque critère a été vu sur place, quai et cour compris; rien n'est à corriger.")
    act(page, "grade")
    act(page, "report")
    act(page, "sign")
    page = people.at("cbp.vetting", NOTES["visit"])
    act(page, "sign")
    people.look(page, "rising-07-signed")
    page = people.at("longhaul", "/notices/")
    expect(page.get_by_text(re.compile("Report of visit")).first).to_be_visible()


def act(page: Page, action: str) -> None:
    """Press one of the buttons of a visit and see that it was kept."""
    own = page.locator(f"form[action$='/{action}/'] button:not([formaction])")
    own.or_(page.locator(f"button[formaction$='/{action}/']")).click()
    expect(page.locator("[data-toasts]").get_by_text(re.compile("Kept, with your name|Consigné"))).to_be_visible()


def test_08_the_night_proposes_tier_3_and_both_agencies_accept(people: People, demonstration: Demonstration) -> None:
    demonstration.manage("demo_night")
    page = people.at("longhaul", NOTES["longhaul"])
    until_seen(page, "Proposal to rise to T3")
    rise_accepted(people, "cbsa.vetting", "Example Long-haul Carrier")
    rise_accepted(people, "cbp.vetting", "Example Long-haul Carrier", "rising-08-pilot")
    page = people.at("longhaul", NOTES["longhaul"])
    expect(page.get_by_text("Tier 3").first).to_be_visible()
    expect(page.get_by_text("Green-FAST").first).to_be_visible()
    people.look(page, "rising-08-tier-3")
