"""A programme of both countries is reviewed in public, and what is not answered in 90 days shows (R-84, R-88, R-101).

The whole journey runs twice, once with everybody reading English and once with everybody reading French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demonstration
from tests.journeys.people import People
from tests.journeys.steps import choose, pressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERYBODY = ("registrar", "member.ca", "member.us", "cbp.supervisor", "visitor")
SAID = {
    "en": "Our drivers wait an hour at the bridge although the card promises ten minutes.",
    "fr": "Nos conducteurs attendent une heure au pont alors que la carte promet dix minutes.",
}
# What everybody reads of a review is in both languages, whoever writes it.
WRITTEN = {
    "title": ("Waits at the bridge for members", "L'attente des membres au pont"),
    "terms": (
        "Whether members wait as briefly as the programme promises, by day and by night, and what keeps them from it.",
        "Si les membres attendent aussi peu que le programme le promet, de jour et de nuit, et ce qui l'empêche.",
    ),
    "reasons": ("Everybody who announced a comment has sent it.", "Tous ceux qui l'avaient annoncé ont commenté."),
    "report": (
        "Members and the operator of the bridge were heard. The lane of members opens two hours after the first trucks "
        "arrive, and nobody publishes how long they wait until then.",
        "Des membres et l'exploitant du pont ont été entendus. La voie des membres ouvre deux heures après l'arrivée des "
        "premiers camions, et nul ne publie combien de temps ils attendent d'ici là.",
    ),
    "text": (
        "Open the lane of members at six in the morning, every day of the week.",
        "Ouvrir la voie des membres à six heures du matin, chaque jour de la semaine.",
    ),
    "answer": (
        "The lane opens at six from the spring timetable on; the staff it takes is agreed.",
        "La voie ouvrira à six heures dès l'horaire du printemps; le personnel nécessaire est convenu.",
    ),
    "evidence": (
        "The timetable of the bridge shows the lane open from six o'clock on.",
        "L'horaire du pont indique l'ouverture de la voie dès six heures.",
    ),
}
WORDS = {
    "en": {
        "open": "Open a review",
        "opened": "Open the review",
        "comment": "Write a comment",
        "send": "Send the comment",
        "thanks": "Thank you.",
        "thin": "Write at least 20 characters.",
        "release": "Release comment 1",
        "read": "Read comment 1 on {number}",
        "confirm": "Confirm the report of {number}",
        "answer": "Answer recommendation 1 of {number}",
        "give": "Give this answer",
        "finish": "Say that it is done",
        "overdue": "{days} days overdue",
        "accepted": "Accepted",
        "done": "Done",
        "ottawa": "In Canada",
    },
    "fr": {
        "open": "Ouvrir un examen",
        "opened": "Ouvrir l'examen",
        "comment": "Écrire un commentaire",
        "send": "Envoyer le commentaire",
        "thanks": "Merci.",
        "thin": "Écrivez au moins 20 caractères.",
        "release": "Diffuser le commentaire 1",
        "read": "Lire le commentaire 1 sur {number}",
        "confirm": "Attester le rapport de {number}",
        "answer": "Répondre à la recommandation 1 de {number}",
        "give": "Donner cette réponse",
        "finish": "Dire que c'est réalisé",
        "overdue": "{days} jours de retard",
        "accepted": "Acceptée",
        "done": "Réalisée",
        "ottawa": "Au Canada",
    },
}
# Published so long ago that the review of each run is the longest overdue of all.
DAYS_AGO = {"en": 120, "fr": 121}
NOTES: dict[str, str] = {}


@pytest.fixture(scope="module", params=["en", "fr"])
def spoken(request: pytest.FixtureRequest, people: People) -> Iterator[str]:
    """Everybody at their browsers anew, in one language."""
    language: str = request.param
    people.leave()
    people.pages.clear()
    people.speaks |= {key: language for key in EVERYBODY}
    people.stranger("visitor")
    NOTES.clear()
    yield language
    assert not people.faults, "\n".join(people.faults)


def say(language: str, key: str) -> str:
    """Give the words of a button or line in the language of the run, with the review's number in them."""
    return WORDS[language][key].format(number=NOTES.get("number", ""), days=DAYS_AGO[language] - 90)


def done(page: Page, action: str, *bilingual: str, **fields: str) -> None:
    """Fill in one of the acts of a review's page and press its button."""
    form = page.locator(f"form:has(input[name='action'][value='{action}'])")
    if not form.is_visible():
        page.locator(f"details:has(input[name='action'][value='{action}']) > summary").click()
    for name in bilingual:
        for place, language in enumerate(("en", "fr")):
            form.locator(f"[name={name}_{language}]").fill(WRITTEN[name][place])
    for name, value in fields.items():
        field = form.locator(f"[name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "radio":
            option = form.locator(f"input[name={name}][value={value}]")
            form.locator(f"label[for='{option.get_attribute('id')}']").click()
        else:
            field.fill(value)
    pressed(page, form.locator("button[type=submit]"))
    expect(page.locator("[data-error-summary]")).to_have_count(0)


def test_01_the_registrar_opens_a_review_and_asks_everybody(people: People, spoken: str) -> None:
    page = people.at("registrar", "/commission/docket/reviews/")
    people.look(page, "reviews-01-desk")
    pressed(page, page.get_by_role("main").get_by_role("link", name=say(spoken, "open")))
    page.select_option("[name=programme]", "FAST_DRIVER")
    for name in ("title", "terms"):
        for place, language in enumerate(("en", "fr")):
            page.fill(f"[name={name}_{language}]", WRITTEN[name][place])
    pressed(page, page.get_by_role("button", name=say(spoken, "opened")))
    NOTES["docket"] = page.url
    NOTES["number"] = re.findall(r"PR-\d{4}-\d{4}", page.title())[0]
    done(page, "publish_terms", why="Agreed by both sections on Monday")
    done(page, "open_comments", until=(datetime.now(UTC) + timedelta(days=20)).date().isoformat())
    people.look(page, "reviews-01-open")


def test_02_somebody_without_an_account_comments_and_loses_nothing(people: People, spoken: str) -> None:
    page = people.at("visitor", "/commission/reviews/")
    people.look(page, "reviews-02-list")
    pressed(page, page.get_by_role("link", name=NOTES["number"], exact=True))
    NOTES["public"] = page.url
    pressed(page, page.get_by_role("link", name=say(spoken, "comment")))
    people.look(page, "reviews-02-comment")
    page.fill("[name=name]", "Example Night Freight")
    page.fill("[name=email]", "night@freight.example")
    choose(page, "language", spoken)
    page.fill("[name=text]", "Too short")
    page.get_by_role("button", name=say(spoken, "send")).click()
    expect(page.get_by_text(say(spoken, "thin")).first).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Example Night Freight")
    page.fill("[name=text]", SAID[spoken])
    page.get_by_role("button", name=say(spoken, "send")).click()
    expect(page.get_by_text(say(spoken, "thanks"))).to_be_visible()
    expect(page.get_by_text(SAID[spoken])).to_have_count(0)


def test_03_the_registrar_releases_it_and_everybody_reads_it(people: People, spoken: str) -> None:
    page = people.at("registrar")
    row = page.locator("li", has_text=say(spoken, "read"))
    pressed(page, row.get_by_role("link").first)
    people.look(page, "reviews-03-to-read")
    pressed(page, page.get_by_role("button", name=say(spoken, "release"), exact=True))
    page = people.at("visitor", NOTES["public"])
    expect(page.get_by_text(SAID[spoken])).to_be_visible()
    expect(page.get_by_text("night@freight.example")).to_have_count(0)


def test_04_a_hearing_is_fixed_by_both_clocks_and_held(people: People, spoken: str) -> None:
    page = people.at("registrar", NOTES["docket"])
    soon = datetime.now(ZoneInfo("America/Toronto")) + timedelta(minutes=3)
    done(
        page,
        "schedule",
        clocks="eastern",
        wall=soon.strftime("%Y-%m-%dT%H:%M"),
        minutes="60",
        place="Town hall, Windsor",
        languages="both",
        interpreter="simultaneous",
    )
    page = people.at("visitor", "/commission/hearings/")
    expect(page.get_by_text(say(spoken, "ottawa")).first).to_be_visible()
    people.look(page, "reviews-04-hearings")
    with page.expect_download() as file:
        page.locator(f"a[href*='{NOTES['number']}/hearing-1.ics']").click()
    assert "BEGIN:VEVENT" in file.value.path().read_text()
    page = people.at("registrar", NOTES["docket"])
    done(page, "hold")
    done(page, "close_comments", "reasons")


def test_05_two_members_of_two_countries_stand_behind_the_report(people: People, spoken: str) -> None:
    page = people.at("member.ca", NOTES["docket"])
    done(page, "begin_report")
    done(page, "write", "report")
    done(page, "recommend", "text", addressee="CBP")
    people.look(page, "reviews-05-report")
    done(page, "submit")
    expect(page.locator("input[name='action'][value='confirm']")).to_have_count(0)
    page = people.at("member.us")
    pressed(page, page.locator("li", has_text=say(spoken, "confirm")).get_by_role("link").first)
    done(page, "confirm")
    page = people.at("registrar", NOTES["docket"])
    expect(page.locator("form:has(input[name='action'][value='publish'])")).to_be_visible()


def test_06_ninety_days_without_an_answer_show_on_top_for_everybody(
    people: People, spoken: str, demonstration: Demonstration
) -> None:
    said = demonstration.manage("demo_report", NOTES["number"], "--days", str(DAYS_AGO[spoken]))
    assert "is published" in said
    page = people.at("visitor", "/commission/recommendations/")
    first = page.locator("main section[data-reference]").first
    expect(first).to_have_attribute("data-reference", f"{NOTES['number']}-R1")
    expect(first.get_by_text(say(spoken, "overdue"))).to_be_visible()
    people.look(page, "reviews-06-register")
    page = people.at("visitor", NOTES["public"])
    expect(page.get_by_text(say(spoken, "overdue"))).to_be_visible()
    expect(page.get_by_text(WRITTEN["text"][spoken == "fr"])).to_be_visible()
    people.look(page, "reviews-06-review")


def test_07_the_agency_answers_and_says_when_it_is_done(people: People, spoken: str) -> None:
    page = people.at("cbp.supervisor")
    pressed(page, page.locator("li", has_text=say(spoken, "answer")).get_by_role("link").first)
    people.look(page, "reviews-07-answer")
    choose(page, "action", "accept")
    for place, language in enumerate(("en", "fr")):
        page.fill(f"[name=reasons_{language}]", WRITTEN["answer"][place])
    page.fill("[name=act_by]", (datetime.now(UTC) + timedelta(days=30)).date().isoformat())
    pressed(page, page.get_by_role("button", name=say(spoken, "give")))
    visitor = people.at("visitor", NOTES["public"])
    expect(visitor.locator("article").get_by_text(say(spoken, "accepted"), exact=True).first).to_be_visible()
    expect(visitor.get_by_text(WRITTEN["answer"][spoken == "fr"])).to_be_visible()
    for place, language in enumerate(("en", "fr")):
        page.fill(f"[name=evidence_{language}]", WRITTEN["evidence"][place])
    pressed(page, page.get_by_role("button", name=say(spoken, "finish")))
    people.look(page, "reviews-07-done")
    visitor = people.at("visitor", NOTES["public"])
    expect(visitor.locator("article").get_by_text(say(spoken, "done"), exact=True).first).to_be_visible()
    expect(visitor.get_by_text(WRITTEN["evidence"][spoken == "fr"])).to_be_visible()
