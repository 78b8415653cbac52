"""What is taken away is explained, and what is put right is given back: denial, suspension, disclosure (R-10, R-37, R-44).

The CBSA denies and the carrier `ltl` is suspended in French; the importer answers a suspension that is in effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import People
from tests.journeys.steps import choose, pressed, purpose_stated, record_opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPTY = {
    "en": "The company does not meet the program eligibility requirements.",
    "fr": "Vous ne répondez pas aux critères.",
}
FACT = {
    "en": "On 3 November the yard in Sarnia stood open for the whole night; nobody checked the trailers before they left.",
    "fr": "Le 3 novembre, la cour de Sarnia est restée ouverte toute la nuit; nul n'a inspecté les remorques au départ.",
}
FIX = {
    "en": "Close the yard at night, inspect each trailer before it leaves, and apply again with the log of a month.",
    "fr": "Fermez la cour la nuit, inspectez chaque remorque au départ, puis présentez une demande avec un mois de registre.",
}
EVIDENCE = "customs:VISIT-2026-1103"
LICENCE = {
    "en": "The certificate of the fleet's insurer ran out on 1 November and no new one is on file at either agency.",
    "fr": "Le certificat de l'assureur du parc est échu depuis le 1er novembre; aucun des organismes n'en a de nouveau.",
}
RENEWED = {
    "en": "Send the new certificate of the insurer, with the list of trucks it covers.",
    "fr": "Envoyez le nouveau certificat de l'assureur, avec la liste des camions couverts.",
}
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def french(people: People) -> Iterator[None]:
    people.speaks |= {key: "fr" for key in ("cbsa.vetting", "cbsa.supervisor", "applicant", "ltl", "importer")}
    yield
    assert not people.faults, "\n".join(people.faults)


def reason_written(page: Page, text: dict[str, str], fix: dict[str, str], ground: str, evidence: str) -> None:
    page.select_option("[name=ground]", ground)
    page.fill("[name=evidence]", evidence)
    for language in ("en", "fr"):
        page.fill(f"[name=text_{language}]", text[language])
        page.fill(f"[name=fix_{language}]", fix[language])


def test_01_a_letter_that_says_nothing_is_not_sent(people: People) -> None:
    page = people.at("cbsa.vetting", "/membership/reviews/")
    record_opened(page, page.get_by_role("link", name=re.compile("Example Applicant Freight")).first)
    NOTES["review"] = page.url
    page.get_by_text("Proposer un refus").click()
    reason_written(page, EMPTY, FIX, "SECURITY_PROFILE", EVIDENCE)
    page.get_by_role("button", name="Proposer le refus").click()
    expect(page.get_by_text("Cette phrase ne dit rien du cas.").first).to_be_visible()
    expect(page.locator("[name=fix_fr]")).to_have_value(FIX["fr"])
    reason_written(page, FACT, FIX, "SECURITY_PROFILE", EVIDENCE)
    page.get_by_role("button", name="Proposer le refus").click()
    expect(page.get_by_text("Vous l'avez proposé")).to_be_visible()
    expect(page.get_by_role("button", name="Confirmer le refus et envoyer la lettre")).to_have_count(0)
    people.look(page, "adverse-01-proposed")


def test_02_a_second_officer_of_the_agency_confirms_it(people: People) -> None:
    page = people.at("cbsa.supervisor", NOTES["review"])
    purpose_stated(page, "oversight")
    page.get_by_role("button", name="Confirmer le refus et envoyer la lettre").click()
    expect(page.get_by_text("La demande est refusée; la lettre est envoyée.")).to_be_visible()


def test_03_the_applicant_reads_criterion_fact_evidence_fix_and_appeal(people: People) -> None:
    page = people.at("applicant")
    page.locator("li", has_text=re.compile("Décision MD-")).first.get_by_role("link").first.click()
    for said in ("Lacune du profil de sûreté", FACT["fr"], EVIDENCE, FIX["fr"], "commission mixte dans les 30 jours"):
        expect(page.locator("main").get_by_text(said).first).to_be_visible()
    people.look(page, "adverse-03-denial")
    page.locator("main").get_by_role("link", name=re.compile("appel", re.IGNORECASE)).last.click()
    expect(page.locator("[name=grounds]")).to_be_visible()
    page = people.at("applicant", "/notices/")
    expect(page.get_by_text(re.compile("Refus")).first).to_be_visible()


def test_04_a_suspension_is_announced_with_what_to_fix_and_by_when(people: People) -> None:
    page = people.at("cbsa.vetting", "/membership/find/")
    page.fill("[name=number]", member_number(people, "ltl"))
    record_opened(page, page.locator("main form button[type=submit]").first)
    pressed(page, page.get_by_role("link", name="Annoncer une suspension"))
    reason_written(page, LICENCE, RENEWED, "DOCUMENT", "licensing:2026-4471")
    page.get_by_role("button", name="Annoncer et envoyer la lettre").click()
    expect(page.get_by_text("Annoncée; le membre a la lettre")).to_be_visible()
    page = people.at("ltl")
    row = page.locator("li", has_text=re.compile("Suspension MD-.* annoncée")).first
    pressed(page, row.get_by_role("link").first)
    NOTES["announced"] = page.url
    for said in (LICENCE["fr"], RENEWED["fr"], "Prend effet"):
        expect(page.locator("main").get_by_text(said).first).to_be_visible()
    people.look(page, "adverse-04-announced")
    page = people.at("ltl", NOTES["ltl"])
    expect(page.locator(".pc-record").get_by_text("Active").first).to_be_visible()


def member_number(people: People, key: str) -> str:
    """Read the number of the person's membership from its page."""
    page = people.at(key, "/membership/mine/")
    pressed(page, page.locator("article h2 a").first)
    NOTES[key] = page.url
    return (page.title().split(" – ")[0]).strip()


def answered(page: Page, words: str, evidence: str) -> None:
    pressed(page, page.get_by_role("link", name=re.compile("Répondre|Answer")).first)
    page.select_option("[name=kind]", "fix")
    page.fill("[name=words]", words)
    page.fill("[name=evidence]", evidence)
    pressed(page, page.locator("main form.pc-form button[type=submit]"))


def test_05_it_is_fixed_in_time_and_never_takes_effect(people: People) -> None:
    page = people.at("ltl", NOTES["announced"])
    answered(
        page, "L'assureur a renouvelé le certificat le 20 novembre; il couvre les neuf camions.", "certificat 2027-88"
    )
    expect(page.get_by_text("Envoyé", exact=False).first).to_be_visible()
    accepted(people, "cbsa.vetting", "Example Groupage Transport", "adverse-05-desk")
    page = people.at("ltl", NOTES["announced"])
    expect(page.get_by_text("Un agent a accepté votre correction")).to_be_visible()
    page = people.at("ltl", "/notices/")
    expect(page.get_by_text(re.compile("corrigée|sans effet", re.IGNORECASE)).first).to_be_visible()


def accepted(people: People, officer: str, company: str, name: str = "") -> None:
    """Find the answer on the members' desk and accept it."""
    page = people.at(officer, "/")
    pressed(page, page.locator("nav a[href='/membership/desk/']").first)
    if name:
        people.look(page, name)
    record_opened(page, page.get_by_role("link", name=company).first)
    choose(page, "outcome", "accept")
    page.locator("main form.pc-form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/membership/desk/$"))


def test_06_one_in_effect_is_fixed_and_the_membership_restored(people: People) -> None:
    page = people.at("importer", "/membership/mine/")
    pressed(page, page.locator("article h2 a").first)
    NOTES["importer"] = page.url
    expect(page.get_by_text("Suspendue").first).to_be_visible()
    people.look(page, "adverse-06-suspended")
    answered(
        page, "Les trois fournisseurs ont répondu au questionnaire et ont été vérifiés.", "trois résultats, 24 novembre"
    )
    accepted(people, "cbp.vetting", "Importations de l'Exemple")
    page = people.at("importer", NOTES["importer"])
    expect(page.locator(".pc-record").get_by_text("Active").first).to_be_visible()
    page = people.at("importer", "/notices/")
    expect(page.get_by_text(re.compile("rétablie", re.IGNORECASE)).first).to_be_visible()


def test_07_an_error_told_before_anybody_asked_gives_no_points(people: People) -> None:
    page = people.at("shipper", "/membership/mine/")
    pressed(page, page.get_by_role("link", name="FAST for importers and shippers").first)
    NOTES["shipper"] = page.url
    pressed(page, page.get_by_role("link", name="Tell an error yourself"))
    people.look(page, "adverse-07-disclose")
    page.select_option("[name=infraction]", "CLASSIFICATION")
    page.fill("[name=occurred_on]", (datetime.now(UTC) - timedelta(days=6)).date().isoformat())
    page.fill("[name=what]", "Eleven entries of brake pads were classified as linings; the tariff line differs.")
    page.fill("[name=corrected]", "The saved line was corrected and the eleven entries were amended.")
    page.get_by_role("button", name="Send the disclosure").click()
    expect(page.get_by_text("In time: no points")).to_be_visible()
    NOTES["disclosure"] = page.url


def test_08_an_officer_decides_and_the_register_shows_no_points(people: People) -> None:
    page = people.at("cbsa.vetting", "/membership/desk/")
    record_opened(page, page.get_by_role("link", name="Example Lakes Automotive").first)
    expect(page.get_by_text("À temps : sans points")).to_be_visible()
    choose(page, "outcome", "accept")
    page.select_option("[name=harm]", "minor")
    page.fill("[name=text_en]", "Keep the ruling of the tariff line with the saved line.")
    page.fill("[name=text_fr]", "Gardez la décision de classement avec la ligne enregistrée.")
    page.get_by_role("button", name="Trancher et envoyer la lettre").click()
    expect(page.get_by_text("Le membre a la lettre.", exact=False).first).to_be_visible()
    page = people.at("shipper", NOTES["disclosure"])
    expect(page.get_by_text("You reported this yourself")).to_be_visible()
    people.look(page, "adverse-08-decided")
    page = people.at("shipper", NOTES["shipper"])
    entry = page.get_by_role("row", name=re.compile("classification", re.IGNORECASE)).first
    expect(entry.locator("td.pc-num")).to_have_text("0")
