"""An audit from the draw everybody can check to the joint report, both signatures and the sanction (R-58, R-63, R-70),
and the appeal of it, with its stay, to the restored tier and the published decision (R-80 to R-85).

The whole journey runs twice, once with everybody reading English and once with everybody reading French, on the trips of
two members that were drawn in different months.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import People
from tests.journeys.steps import MEMBERS, RULING, choose, panel_grants, pressed, report_filled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The member whose trips were drawn, and how many months ago.
DRAWN = {"en": ("lakeshore", "Example Lakeshore Freight", 2), "fr": ("prairie", "Example Prairie Lines", 3)}
AUDITORS = ("cbp.auditor", "cbsa.auditor")
ANSWER = {
    "en": "The supplier's certificate names Canada as origin; it is attached to the order of 3 October.",
    "fr": "Le certificat du fournisseur donne le Canada comme origine; il est joint à la commande du 3 octobre.",
}
# What is published of either appeal, in both languages.
HEADNOTE = {
    "en": {
        "en": "A demotion falls when the proof of origin was on file before arrival.",
        "fr": "Une rétrogradation tombe si la preuve d'origine figurait au dossier avant l'arrivée.",
    },
    "fr": {
        "en": "A certificate joined to the order is a proof of origin.",
        "fr": "Un certificat joint à la commande est une preuve d'origine.",
    },
}
WORDS = {
    "en": {
        "announced": "Worked out again just now: as announced",
        "look": "Look it up",
        "was": "This movement was drawn",
        "drawn": "By draw",
        "chance": "Selected without a particular doubt.",
        "join": "Take the place of my agency",
        "bundle": "Bundle",
        "seen": "Discrepancies seen by the machine",
        "write": "Write the report",
        "save": "Save and show the effect",
        "effect": "Demotion",
        "send": "Send the draft to the member",
        "sent": "fifteen days to answer",
        "answer": "Answer the draft",
        "give": "Send the answer",
        "given": "Both agencies have your answer.",
        "sign": ("Sign for CBP", "Sign for CBSA"),
        "follows": "What follows",
        "decision": "See the decision and how to appeal",
        "appeal": "Appeal",
        "notice": "Finding of audit {number}",
        "file": "File the appeal",
        "stayed": "The demotion is stayed",
        "redact": "Hand over for the check",
        "check": "Record my check",
        "tier": "Tier",
    },
    "fr": {
        "announced": "Recalculé à l'instant : conforme à l'annonce",
        "look": "Chercher",
        "was": "Ce mouvement a été tiré",
        "drawn": "Par tirage",
        "chance": "Choisi sans doute particulier.",
        "join": "Prendre la place de mon organisme",
        "bundle": "Dossier de pièces",
        "seen": "Écarts relevés par la machine",
        "write": "Rédiger le rapport",
        "save": "Enregistrer et montrer l'effet",
        "effect": "Rétrogradation",
        "send": "Envoyer l'ébauche au membre",
        "sent": "quinze jours pour répondre",
        "answer": "Répondre à l'ébauche",
        "give": "Envoyer la réponse",
        "given": "Les deux organismes ont votre réponse.",
        "sign": ("Signer pour CBP", "Signer pour l'ASFC"),
        "follows": "Suites",
        "decision": "Voir la décision et comment en appeler",
        "appeal": "appel",
        "notice": "Constat de la vérification {number}",
        "file": "Déposer l'appel",
        "stayed": "La rétrogradation est suspendue",
        "redact": "Remettre pour vérification",
        "check": "Consigner ma vérification",
        "tier": "Niveau",
    },
}
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", params=["en", "fr"])
def spoken(request: pytest.FixtureRequest, people: People) -> Iterator[str]:
    """Everybody at their browsers anew, in one language."""
    language: str = request.param
    people.leave()
    people.pages.clear()
    people.speaks |= {key: language for key in ("visitor", DRAWN[language][0], *AUDITORS, "registrar", *MEMBERS)}
    people.stranger("visitor")
    NOTES.clear()
    yield language
    assert not people.faults, "\n".join(people.faults)


def button(page: Page, name: str) -> None:
    pressed(page, page.get_by_role("main").get_by_role("button", name=name))


def link(page: Page, name: str) -> None:
    pressed(page, page.get_by_role("main").get_by_role("link", name=name))


def tier_shows(people: People, spoken: str, tier: int) -> None:
    """See on the member's own page which tier it has now."""
    page = people.at(DRAWN[spoken][0], "/membership/mine/")
    expect(page.get_by_text(f"{WORDS[spoken]['tier']} {tier}", exact=True).first).to_be_visible()


def months_ago(count: int) -> date:
    """Give the first day of the month so many months ago."""
    day = datetime.now(UTC).date().replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def test_01_everybody_works_the_draw_out_again(people: People, spoken: str) -> None:
    page = people.at("visitor", "/audit/draws/")
    people.look(page, "drawn-01-months")
    month = f"{months_ago(DRAWN[spoken][2]):%Y-%m}"
    link(page, month)
    NOTES["month"] = page.url
    expect(page.get_by_text(WORDS[spoken]["announced"])).to_be_visible()
    people.look(page, "drawn-01-month")


def test_02_the_member_finds_its_own_trip_in_the_list(people: People, spoken: str) -> None:
    words, (key, _, _) = WORDS[spoken], DRAWN[spoken]
    page = people.at(key, "/audit/")
    row = page.get_by_role("main").get_by_role("row").filter(has=page.get_by_text(words["drawn"], exact=True)).first
    NOTES["number"] = row.get_by_role("link").inner_text()
    trip = row.locator("td.pc-mono").inner_text()
    people.look(page, f"drawn-02-own-{spoken}")
    page = people.at(key, f"/clearance/trips/all/?trip_number={trip}")
    pressed(page, page.get_by_role("main").locator("table").get_by_role("link").first)
    (identifier,) = re.findall(r"[0-9a-f-]{36}", page.url)
    token = hashlib.sha256(f"preclear audit 1\n{identifier}".encode()).hexdigest()
    page = people.at("visitor", NOTES["month"])
    page.fill("[name=token]", token)
    button(page, words["look"])
    expect(page.get_by_text(words["was"], exact=True)).to_be_visible()


def test_03_an_auditor_of_each_agency_takes_the_case(people: People, spoken: str) -> None:
    words = WORDS[spoken]
    page = people.at("cbp.auditor", "/audit/")
    link(page, NOTES["number"])
    NOTES["case"] = page.url.removeprefix(people.base)
    expect(page.get_by_text(words["chance"])).to_be_visible()
    for part in ("bundle", "seen"):
        expect(page.get_by_role("heading", name=words[part])).to_be_visible()
    for key in AUDITORS:
        page = people.at(key, NOTES["case"])
        button(page, words["join"])
    people.look(page, "drawn-03-team")


def test_04_one_report_of_both_shows_its_effect_before_anybody_signs(people: People, spoken: str) -> None:
    words = WORDS[spoken]
    page = people.at("cbsa.auditor", NOTES["case"])
    link(page, words["write"])
    report_filled(page)
    button(page, words["save"])
    expect(page.locator("#effect ~ dl").get_by_text(words["effect"]).first).to_be_visible()
    people.look(page, "drawn-04-effect")
    button(page, words["send"])
    expect(page.get_by_text(words["sent"]).first).to_be_visible()


def test_05_the_member_answers_the_draft(people: People, spoken: str) -> None:
    words, (key, _, _) = WORDS[spoken], DRAWN[spoken]
    page = people.at(key, NOTES["case"])
    people.look(page, "drawn-05-draft")
    link(page, words["answer"])
    page.fill("[name=text]", ANSWER[spoken])
    button(page, words["give"])
    expect(page.get_by_text(words["given"]).first).to_be_visible()


def test_06_both_sign_and_the_matrix_sanctions(people: People, spoken: str) -> None:
    words, (key, _, _) = WORDS[spoken], DRAWN[spoken]
    for auditor, name in zip(AUDITORS, words["sign"], strict=True):
        page = people.at(auditor, NOTES["case"])
        expect(page.get_by_text(ANSWER[spoken])).to_be_visible()
        expect(page.get_by_role("heading", name=words["follows"])).to_have_count(0)
        button(page, name)
    expect(page.get_by_role("heading", name=words["follows"])).to_be_visible()
    page = people.at(key, "/notices/")
    expect(page.get_by_text(words["notice"].format(number=NOTES["number"])).first).to_be_visible()
    page = people.at(key, NOTES["case"])
    people.look(page, "drawn-06-finding")
    link(page, words["decision"])
    expect(page.get_by_text(words["effect"]).first).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=re.compile(words["appeal"], re.I)).first).to_be_visible()
    people.look(page, "drawn-06-decision")
    NOTES["decision"] = page.url
    tier_shows(people, spoken, 1)


def test_07_the_member_appeals_from_the_decision_and_the_demotion_is_stayed(people: People, spoken: str) -> None:
    words, (key, _, _) = WORDS[spoken], DRAWN[spoken]
    page = people.at(key, NOTES["decision"])
    pressed(page, page.get_by_role("main").get_by_role("link", name=re.compile(words["appeal"], re.I)).last)
    page.fill("[name=grounds]", ANSWER[spoken])
    button(page, words["file"])
    expect(page.get_by_text(words["stayed"]).first).to_be_visible()
    people.look(page, "drawn-07-stayed")
    NOTES["appeal"] = page.url.removeprefix(people.base)
    tier_shows(people, spoken, 2)


def test_08_a_panel_of_both_countries_grants_it_and_the_tier_is_back(people: People, spoken: str) -> None:
    NOTES["redacts"], NOTES["checks"], _ = panel_grants(people, NOTES["appeal"], "drawn-08")
    tier_shows(people, spoken, 2)


def test_09_two_people_take_the_names_out_and_everybody_reads_the_decision(people: People, spoken: str) -> None:
    words, headnote = WORDS[spoken], HEADNOTE[spoken]
    page = people.at(NOTES["redacts"], NOTES["appeal"])
    people.look(page, "drawn-09-redaction")
    for language in ("en", "fr"):
        page.fill(f"[name=headnote_{language}]", headnote[language])
        page.fill(f"[name=text_{language}]", RULING[language])
    button(page, words["redact"])
    expect(page.get_by_role("button", name=words["check"])).to_have_count(0)
    page = people.at(NOTES["checks"], NOTES["appeal"])
    choose(page, "verdict", "publish")
    button(page, words["check"])
    page = people.at("visitor", "/commission/decisions/")
    expect(page.get_by_text(headnote[spoken])).to_be_visible()
    people.look(page, "drawn-09-decisions")
    assert DRAWN[spoken][1] not in page.get_by_role("main").inner_text()
