"""The slice of requirements section 6 in a real browser: from application to restored tier.

Each step is a test; they run in order on one demonstration. Screenshots stay in test-artifacts/journeys.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.people import People
from tests.journeys.steps import application_filled, panel_grants, pressed, report_filled, until_seen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TRIP = "ABCDJOURNEY01"
NOTES: dict[str, str] = {}


def test_01_a_visitor_reads_what_this_is(people: People) -> None:
    page = people.browser.new_context().new_page()
    page.goto(people.base + "/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("One filing")
    people.look(page, "01-landing")
    page.goto(people.base + "/session/login/")
    people.look(page, "01-sign-in")
    page.context.close()


def test_02_a_new_carrier_applies_once_for_both_countries(people: People) -> None:
    page = people.at("newcomer", "/membership/")
    people.look(page, "02-programmes")
    pressed(page, page.get_by_role("link", name=re.compile("FAST for carriers")).first)
    pressed(page, page.locator("main form button[type=submit]").first)
    people.look(page, "02-application")
    application = page.url
    application_filled(page, {})
    page.get_by_role("button", name="Send to both agencies").click()
    expect(page.get_by_role("button", name="Send to both agencies")).to_have_count(0)
    people.look(page, "02-sent")
    NOTES["application"] = application


@pytest.mark.parametrize("officer", ["cbp.vetting", "cbsa.vetting"])
def test_03_each_agency_decides_for_itself(people: People, officer: str) -> None:
    page = people.at(officer, "/")
    people.look(page, "03-vetting-home")
    page = people.at(officer, "/membership/reviews/")
    people.look(page, "03-worklist")
    pressed(page, page.get_by_role("link", name=re.compile("Example Newcomer Trucking")).first)
    people.look(page, "03-review")
    approve = page.get_by_role("button", name="Approve for my agency")
    expect(approve).to_be_disabled()
    for check in page.locator("select[name$='-outcome']").all():
        check.select_option("clear")
    page.fill("[name=reference]", "police:2026-118")
    pressed(page, page.get_by_role("button", name="Record the checks"))
    approve.click()
    expect(page.get_by_text("Your agency's decision is recorded.")).to_be_visible()


def test_04_two_yeses_make_a_member(people: People) -> None:
    page = people.at("newcomer", NOTES["application"].removeprefix(people.base))
    pressed(page, page.get_by_role("link", name="Open your membership"))
    expect(page.get_by_text("Tier 1").first).to_be_visible()
    people.look(page, "04-membership")


def test_05_a_member_files_again_by_copying(people: People) -> None:
    page = people.at("carrier", "/clearance/trips/")
    people.look(page, "05-board")
    page = people.at("carrier", "/clearance/trips/all/?trip_number=ABCDSTORY0001")
    pressed(page, page.get_by_role("link", name=re.compile("ABCD.?STORY.?0001|STORY")).first)
    people.look(page, "05-trip")
    pressed(page, page.locator("form[action$='/copy/'] button"))
    people.look(page, "05-draft")
    draft = page.url
    pressed(page, page.get_by_role("link", name=re.compile("Truck, crew and crossing")))
    people.look(page, "05-truck")
    page.fill("[name=trip-reference]", TRIP.removeprefix("ABCD"))
    eta = datetime.now(UTC) + timedelta(hours=3)
    local = page.locator("[name=trip-eta]")
    local.fill(eta.astimezone(ZoneInfo("America/Detroit")).strftime("%Y-%m-%dT%H:%M"))
    pressed(page, page.get_by_role("button", name="Save and return"))
    page.goto(draft)
    pressed(page, page.get_by_role("link", name=re.compile("Parties|shipment 1", re.I)).first)
    page.fill("[name$='-reference']", "JRNY000100")
    pressed(page, page.get_by_role("button", name="Save and return"))
    page.goto(draft)
    pressed(page, page.get_by_role("link", name=re.compile("Check and send")))
    assert page.locator("[data-error-summary]").all_inner_texts() == []
    people.look(page, "05-check")
    pressed(page, page.get_by_role("button", name=re.compile("Send to both")))
    NOTES["trip"] = page.url
    until_seen(page, re.compile("Accepted by both agencies"))
    people.look(page, "05-accepted")


def test_06_the_booth_releases_by_key(people: People) -> None:
    page = people.at("cbp.primary", "/clearance/port/ambassador-bridge/")
    people.look(page, "06-port-board")
    page = people.at("cbp.primary", "/clearance/booth/")
    page.fill("#q", TRIP)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Security")).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 768, "the booth screen scrolls at 1366x768"
    people.look(page, "06-booth")
    page.keyboard.press("r")
    expect(page.get_by_text(re.compile("released"))).to_be_visible()


def test_07_doubts_about_papers_open_an_audit_and_a_team_of_both_agencies_reports(people: People) -> None:
    page = people.at("cbp.auditor", "/audit/")
    until_seen(page, TRIP)
    people.look(page, "07-audits")
    pressed(page, page.locator("tr", has_text=TRIP).get_by_role("link"))
    NOTES["audit"] = page.url.removeprefix(people.base)
    people.look(page, "07-audit")
    pressed(page, page.get_by_role("button", name="Take the place of my agency"))
    page = people.at("cbsa.auditor", NOTES["audit"])
    pressed(page, page.get_by_role("button", name="Take the place of my agency"))
    page.get_by_role("link", name="Write the report").click()
    report_filled(page)
    pressed(page, page.get_by_role("button", name="Save and show the effect"))
    expect(page.get_by_text(re.compile("Demotion")).first).to_be_visible()
    people.look(page, "07-report")
    pressed(page, page.get_by_role("button", name="Send the draft to the member"))
    expect(page.get_by_text("fifteen days to answer").first).to_be_visible()


def test_07_the_member_answers_the_draft_and_both_agencies_sign(people: People) -> None:
    page = people.at("carrier", NOTES["audit"])
    people.look(page, "07-draft")
    pressed(page, page.get_by_role("link", name="Answer the draft"))
    people.look(page, "07-answer")
    page.fill("[name=text]", "The supplier's certificate names Canada as origin.")
    pressed(page, page.get_by_role("button", name="Send the answer"))
    expect(page.get_by_text("Both agencies have your answer.").first).to_be_visible()
    page = people.at("cbp.auditor", NOTES["audit"])
    pressed(page, page.get_by_role("button", name="Sign for CBP"))
    page = people.at("cbsa.auditor", NOTES["audit"])
    pressed(page, page.get_by_role("button", name="Sign for CBSA"))
    expect(page.get_by_text(re.compile("Demotion")).first).to_be_visible()
    people.look(page, "07-finding")


def test_08_the_member_reads_why_and_appeals(people: People) -> None:
    page = people.at("carrier", "/notices/")
    people.look(page, "08-notices")
    page = people.at("carrier", "/")
    people.look(page, "08-home")
    pressed(page, page.locator("li", has_text=re.compile("Decision MD-")).first.get_by_role("link").first)
    people.look(page, "08-decision")
    pressed(page, page.get_by_role("link", name=re.compile("Appeal")).last)
    people.look(page, "08-appeal")
    page.fill("[name=grounds]", "The proof of origin was on file before the truck arrived at the bridge.")
    page.get_by_role("button", name="File the appeal").click()
    expect(page.get_by_text("The demotion is stayed").first).to_be_visible()
    people.look(page, "08-case")
    NOTES["case"] = page.url


def test_09_a_panel_of_both_countries_rules(people: People) -> None:
    path = NOTES["case"].removeprefix(people.base)
    page = people.at("registrar", "/commission/")
    people.look(page, "09-docket")
    panel_grants(people, path, "09")


def test_10_the_tier_is_restored(people: People) -> None:
    page = people.at("carrier", NOTES["case"].removeprefix(people.base))
    expect(page.get_by_text("The appeal is granted").first).to_be_visible()
    people.look(page, "10-ruling")
    page = people.at("carrier", "/membership/mine/")
    expect(page.get_by_text("Tier 2").first).to_be_visible()


def test_11_other_desks_are_in_order(people: People) -> None:
    for key, path, name in (
        ("cbp.secondary", "/clearance/secondary/", "11-secondary"),
        ("cfia", "/clearance/agency/", "11-agency-desk"),
        ("cbp.targeting", "/clearance/profiles/", "11-profiles"),
        ("administrator", "/status/stuck/", "11-stuck"),
        ("administrator", "/status/", "11-status"),
        ("administrator", "/workflows/", "11-workflows"),
        ("broker", "/organisation/delegations/", "11-delegations"),
        ("carrier", "/organisation/", "11-organisation"),
        ("carrier", "/clearance/upload/", "11-upload"),
        ("carrier", "/clearance/file/", "11-file"),
        ("carrier", "/reference/", "11-crossings"),
    ):
        page = people.at(key, path)
        assert page.locator("h1").count(), f"{path} has no heading"
        people.look(page, name)


def test_12_nothing_was_found_by_axe_nor_too_wide_nor_in_the_console(people: People) -> None:
    assert not people.faults, "\n".join(people.faults)
