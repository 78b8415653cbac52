"""A complaint has its number at once, the agency answers it, and who complained reads the answer (R-81).

The whole journey runs twice, once with everybody reading English and once with everybody reading French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import People
from tests.journeys.steps import choose, pressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERYBODY = ("ltl", "registrar", "cbsa.supervisor")
WORDS = {
    "en": {
        "said": "The office promised an answer within a week; five weeks later nobody picks up the telephone.",
        "answer": "The letter lay at another office. It was sent today, and the desk now answers until six in the evening.",
        "file": "Send the complaint",
        "number": "Your complaint has the number",
        "send": "Send to the agency",
        "reply": "Answer",
        "recorded": "Recorded; the other side is told.",
        "received": "Received",
        "agency": "With the agency",
        "answered": "Answered",
        "the_answer": "The answer",
        "thin": "Write at least",
        "content": "I am satisfied",
        "closed": "Closed",
        "standard": "Published standard: answered within 10 days.",
    },
    "fr": {
        "said": "Le bureau promettait une réponse sous une semaine; cinq semaines plus tard, nul ne décroche.",
        "answer": "La lettre se trouvait dans un autre bureau. Elle est partie aujourd'hui, et le guichet répond jusqu'à 18 h.",
        "file": "Envoyer la plainte",
        "number": "Votre plainte porte le numéro",
        "send": "Transmettre à l'organisme",
        "reply": "Répondre",
        "recorded": "Consigné; l'autre partie est avisée.",
        "received": "Reçue",
        "agency": "Devant l'organisme",
        "answered": "Répondue",
        "the_answer": "La réponse",
        "thin": "Écrivez au moins",
        "content": "Je suis satisfait",
        "closed": "Close",
        "standard": "Norme publiée : réponse en 10 jours.",
    },
}
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", params=["en", "fr"])
def said(request: pytest.FixtureRequest, people: People) -> Iterator[dict[str, str]]:
    """Everybody at their browsers anew, in one language; gives its words."""
    language: str = request.param
    people.leave()
    people.pages.clear()
    people.speaks |= dict.fromkeys(EVERYBODY, language)
    NOTES.clear()
    yield WORDS[language]
    assert not people.faults, "\n".join(people.faults)


def state(page: Page) -> Locator:
    return page.locator(".pc-record")


def acted(page: Page, action: str) -> Locator:
    """Give the form of one of the acts of the page."""
    return page.locator(f"form:has(input[name='action'][value='{action}'])")


def test_01_it_is_filed_and_has_a_number_and_a_day_at_once(people: People, said: dict[str, str]) -> None:
    page = people.at("ltl", "/commission/complaints/new/")
    people.look(page, "complaint-01-new")
    choose(page, "category", "delay")
    page.fill("[name=words]", "Late.")
    page.fill("[name=place]", "Windsor")
    pressed(page, page.get_by_role("button", name=said["file"]))
    expect(page.locator("main").get_by_text(said["thin"]).first).to_be_visible()
    expect(page.locator("[name=words]")).to_have_value("Late.")
    expect(page.locator("[name=place]")).to_have_value("Windsor")
    page.fill("[name=words]", said["said"])
    pressed(page, page.get_by_role("button", name=said["file"]))
    expect(page.get_by_text(said["number"]).first).to_be_visible()
    NOTES["page"], NOTES["number"] = page.url, page.title().split()[0]
    assert re.fullmatch(r"[A-Z]+-\d{4}-\d+", NOTES["number"])
    expect(state(page).get_by_text(said["received"]).first).to_be_visible()
    expect(page.get_by_text(said["standard"])).to_be_visible()
    people.look(page, "complaint-01-filed")


def test_02_the_registrar_sends_it_to_the_agency(people: People, said: dict[str, str]) -> None:
    page = people.at("registrar", "/commission/complaints/")
    pressed(page, page.locator("main").get_by_role("link", name=NOTES["number"]))
    expect(page.get_by_text(said["said"])).to_be_visible()
    people.look(page, "complaint-02-received")
    choose(page, "agency", "CBSA")
    pressed(page, acted(page, "send").get_by_role("button", name=said["send"]))
    expect(page.get_by_text(said["recorded"])).to_be_visible()
    expect(state(page).get_by_text(said["agency"]).first).to_be_visible()


def test_03_the_agency_answers_it(people: People, said: dict[str, str]) -> None:
    page = people.at("cbsa.supervisor", "/commission/complaints/")
    pressed(page, page.locator("main").get_by_role("link", name=NOTES["number"]))
    people.look(page, "complaint-03-agency")
    form = acted(page, "answer")
    form.locator("[name=answer]").fill("Sorry.")
    pressed(page, form.get_by_role("button", name=said["reply"]))
    expect(page.locator("main").get_by_text(said["thin"]).first).to_be_visible()
    form = acted(page, "answer")
    expect(form.locator("[name=answer]")).to_have_value("Sorry.")
    form.locator("[name=answer]").fill(said["answer"])
    pressed(page, form.get_by_role("button", name=said["reply"]))
    expect(page.get_by_text(said["recorded"])).to_be_visible()
    expect(state(page).get_by_text(said["answered"]).first).to_be_visible()


def test_04_who_complained_is_told_and_reads_the_answer(people: People, said: dict[str, str]) -> None:
    page = people.at("ltl", "/notices/")
    expect(page.locator("main").get_by_text(re.compile(NOTES["number"])).first).to_be_visible()
    page = people.at("ltl", NOTES["page"])
    expect(page.get_by_role("heading", name=said["the_answer"], exact=True)).to_be_visible()
    expect(page.get_by_text(said["answer"])).to_be_visible()
    people.look(page, "complaint-04-answered")
    pressed(page, page.get_by_role("button", name=said["content"]))
    expect(state(page).get_by_text(said["closed"]).first).to_be_visible()
