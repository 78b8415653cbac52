"""What people of several journeys do: fill in an application, vet it, state a purpose, wait for the worker."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.journeys.people import People

WORKER_SECONDS = 30
SEARCHED = "police:2026-118"
# What columns of an application take that a sentence would not do for; an empty one stays empty.
CELLS = {
    "region": "ON",
    "plate": "AB 12345",
    "vin": "1M8GDM9AXKP042788",
    "birth_date": "1984-05-17",
    "card": "",
    "from": "2016-05",
    "to": "",
}
ROWS = ("addresses-0-", "sites-0-", "people-0-", "vehicles-0-")
REPORT = {
    "scope_en": "The filing, the supplier's papers and the marks on the goods.",
    "scope_fr": "La déclaration, les documents du fournisseur et les marques des marchandises.",
    "facts_en": "Goods made in a third country were filed as made in Canada on this trip.",
    "facts_fr": "Des marchandises d'un pays tiers ont été déclarées comme canadiennes pour ce voyage.",
    "cause_en": "The origin was copied from an earlier order.",
    "cause_fr": "L'origine a été reprise d'une commande antérieure.",
    "remedy_en": "Keep the proof of origin with every shipment.",
    "remedy_fr": "Conservez la preuve d'origine avec chaque expédition.",
}
WORDS = {
    "en": {
        "start": "Start or continue the application",
        "continue": "Save and continue",
        "send": "Send to both agencies",
        "record": "Record the checks",
        "approve": "Approve for my agency",
        "decided": "Your agency's decision is recorded.",
        "purpose": "Keep the purpose and open the record",
        "seat": "Seat the panel",
        "vote": "Record my vote",
        "rule": "Issue the ruling",
        "granted": "The appeal is granted",
    },
    "fr": {
        "start": "Commencer ou poursuivre la demande",
        "continue": "Enregistrer et continuer",
        "send": "Envoyer aux deux organismes",
        "record": "Consigner les vérifications",
        "approve": "Approuver pour mon organisme",
        "decided": "La décision de votre organisme est consignée.",
        "purpose": "Consigner le motif et ouvrir le dossier",
        "seat": "Constituer la formation",
        "vote": "Consigner mon vote",
        "rule": "Rendre la décision",
        "granted": "L'appel est accueilli",
    },
}
MEMBERS = ("member.ca", "member.us", "member.ca2", "member.us2")
RULING = {
    "en": "The proof of origin was on file before arrival; the demotion cannot stand.",
    "fr": "La preuve d'origine figurait au dossier avant l'arrivée; la décision est infirmée.",
}


def words(page: Page) -> Mapping[str, str]:
    """Give the words of buttons in the language the page is shown in."""
    return WORDS[page.locator("html").get_attribute("lang") or "en"]


def until_seen(page: Page, text: str | re.Pattern[str], seconds: int = WORKER_SECONDS) -> None:
    """Reload until the worker's part shows."""
    deadline = time.monotonic() + seconds
    while not page.get_by_text(text).count():
        assert time.monotonic() < deadline, f"{text!r} never appeared on {page.url}"
        time.sleep(0.5)
        page.reload()


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button or tick a box by its label, as one does."""
    field = page.locator(f"input[name='{name}'][value='{value}']")
    page.locator(f"label[for='{field.get_attribute('id')}']").click()


def application_filled(page: Page, given: Mapping[str, str]) -> None:
    """Answer every section of the application the page shows, save each, and come back to it."""
    said, application = words(page), page.url
    sections = page.locator(f"main a[href^='{re.sub('^https?://[^/]+', '', application)}']").evaluate_all(
        "links => [...new Set(links.map(link => link.href))]"
    )
    assert len(sections) >= 3, "the application shows its sections"
    for address in sections:
        page.goto(address)
        section_answered(page, given)
        page.get_by_role("button", name=said["continue"]).last.click()
        saved(page, address)
    page.goto(application)


def saved(page: Page, address: str) -> None:
    """See the next page open; what keeps the section from being complete is told."""
    try:
        page.wait_for_url(lambda url: url != address)
    except PlaywrightTimeout:
        wrong = page.locator("[data-error-summary], .usa-error-message").all_inner_texts()
        raise AssertionError(f"{address} is not complete: {wrong}") from None


def section_answered(page: Page, given: Mapping[str, str]) -> None:
    """Fill in one section: what `given` names, something that passes for the rest, one row where rows are asked for."""
    form = page.locator("main form.pc-form")
    for field in form.locator("input:visible, textarea:visible, select:visible").all():
        name, kind = field.get_attribute("name") or "", field.get_attribute("type") or ""
        column = name.rpartition("-")[2]
        if kind in ("radio", "checkbox") or (column != name and not name.startswith(ROWS)):
            continue
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(given[name]) if name in given else field.select_option(index=1)
        else:
            field.fill(given.get(name) or CELLS.get(column, _text_for(name, field.get_attribute("inputmode") or "")))
    boxes = form.locator("input[type=radio], input[type=checkbox]:not([name$='-DELETE'])")
    for name in dict.fromkeys(field.get_attribute("name") or "" for field in boxes.all()):
        options = form.locator(f"input[name='{name}']")
        wanted = form.locator(f"input[name='{name}'][value='{given.get(name, 'no')}']")
        option = wanted if wanted.count() else options.first
        if not option.is_checked():
            form.locator(f"label[for='{option.get_attribute('id')}']").click()


def _text_for(name: str, mode: str) -> str:
    if mode == "numeric":
        return "24"
    if "birth" in name:
        return CELLS["birth_date"]
    return "2030-05-01" if "expiry" in name else "As in the document, Windsor"


def purpose_stated(page: Page, purpose: str = "enrolment") -> None:
    """Say why one looks, where the page asks for it; elsewhere do nothing (R-13)."""
    asked = page.get_by_role("button", name=words(page)["purpose"])
    if asked.count():
        choose(page, "purpose", purpose)
        page.fill("[name=words]", "Asked for by the desk on the telephone this morning.")
        with page.expect_navigation():
            asked.click()


def pressed(page: Page, button: Locator) -> None:
    """Press a button and wait for the page it leads to, so that leaving at once does not call the press off."""
    with page.expect_navigation():
        button.click()


def record_opened(page: Page, link: Locator, purpose: str = "enrolment") -> None:
    """Follow a link to somebody's record, and say why one looks where that is asked."""
    with page.expect_navigation():
        link.click()
    purpose_stated(page, purpose)


def vetted(people: People, officer: str, address: str, name: str = "") -> Page:
    """Open the review of an application, record every check as clear and approve it for the officer's agency."""
    page = people.at(officer, address)
    purpose_stated(page)
    said = words(page)
    approve = page.get_by_role("button", name=said["approve"])
    expect(approve).to_be_disabled()
    for check in page.locator("select[name$='-outcome']:visible").all():
        check.select_option("clear")
    page.fill("[name=reference]", SEARCHED)
    pressed(page, page.get_by_role("button", name=said["record"]).first)
    if name:
        people.look(page, name)
    approve.click()
    expect(page.get_by_text(said["decided"])).to_be_visible()
    return page


def report_filled(page: Page) -> None:
    """Write the joint report of an audit: goods of a third country filed as made in Canada, a serious matter."""
    for name, said in REPORT.items():
        page.fill(f"[name={name}]", said)
    page.select_option("[name=infraction]", "UNDECLARED")
    choose(page, "harm", "serious")
    page.fill("[name=fix_by]", (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m-%d"))


def panel_grants(people: People, path: str, name: str) -> list[str]:
    """Have the registrar seat a panel, its three members grant the appeal, and the first of them issue the ruling.

    Gives the members who were seated.
    """
    page = people.at("registrar", path)
    people.look(page, f"{name}-registrar")
    pressed(page, page.get_by_role("button", name=words(page)["seat"]))
    seated = []
    for key in MEMBERS:
        page = people.at(key, path)
        vote = page.get_by_role("button", name=words(page)["vote"])
        if not vote.count():
            continue
        people.look(page, f"{name}-vote")
        choose(page, "choice", "grant")
        page.fill("[name=reasons]", RULING[people.speaks.get(key, "en")])
        pressed(page, vote)
        seated.append(key)
    assert len(seated) == 3
    page = people.at(seated[0], path)
    people.look(page, f"{name}-ruling")
    for language, reasons in RULING.items():
        page.fill(f"[name=reasons_{language}]", reasons)
    pressed(page, page.get_by_role("button", name=words(page)["rule"]))
    expect(page.get_by_text(words(page)["granted"]).first).to_be_visible()
    return seated
