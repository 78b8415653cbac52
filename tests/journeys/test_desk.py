"""The trader's desk in a real browser: a repeat filing counted in fields, a truck swap, cells from a spreadsheet."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import People
from tests.journeys.steps import pressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_FIELDS = 6
# Of this run only: a portal that is running already may hold what an earlier run filed.
STAMP = datetime.now(UTC).strftime("%d%H%M%S")
REFERENCE = f"DESK{STAMP}"
UNIT = f"Unit {STAMP}"
CELLS = "HS code\tDescription of goods\tQty\tType of package\tGross weight (kg)\tValue\tOrigin\n" + "\n".join(
    (
        "8708.30\tSteel brake discs for cars\t1,200\tcartons\t2 650,5\t41000\tCA",
        "12\tparts\tmany\tcartons\t80\t900\tCA",
    )
)
COUNTER = """
window.touched = new Set();
const note = (event) => event.target.name && window.touched.add(event.target.name);
document.addEventListener("input", note, true);
document.addEventListener("change", note, true);
"""
PASTE = """
(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""
NOTES: dict[str, str] = {}


def fill(page: Page, name: str, value: str, touched: set[str]) -> None:
    """Type into a field as a person does, and count it."""
    page.fill(f"[name='{name}']", value)
    touched.add(name)


def test_01_a_repeat_filing_touches_six_fields_at_most(people: People) -> None:
    """Acceptance 5: copy last, then only what differs this time, all on the page that opens."""
    page = people.at("carrier", "/clearance/trips/")
    people.look(page, "desk-01-board")
    page = people.at("carrier", "/clearance/trips/all/?trip_number=ABCDSTORY0001")
    pressed(page, page.get_by_role("link", name=re.compile("ABCD.?STORY.?0001|STORY")).first)
    people.look(page, "desk-01-trip")
    pressed(page, page.locator("form[action$='/copy/'] button"))
    people.look(page, "desk-01-copy")
    page.evaluate(COUNTER)
    touched: set[str] = set()
    local = datetime.now(UTC) + timedelta(hours=4) - timedelta(hours=5)
    fill(page, "trip-reference", REFERENCE, touched)
    fill(page, "trip-eta", local.strftime("%Y-%m-%dT%H:%M"), touched)
    fill(page, "equipment-0-seals", "775533/H", touched)
    fill(page, "shipments-0-reference", f"DESK{STAMP}S1", touched)
    fill(page, "shipments-0-lines-0-quantity", "321", touched)
    seen = set(page.evaluate("[...window.touched]"))
    assert touched <= seen, "the page's own count saw every field"
    assert len(seen) <= MOST_FIELDS, seen
    pressed(page, page.locator("#section-form").get_by_role("button", name=re.compile("Check and send")).last)
    people.look(page, "desk-01-check")
    page.get_by_role("button", name=re.compile("Send to both")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DESK")
    NOTES["trip"] = page.url


def test_02_a_truck_is_swapped_without_cancelling_and_without_typing(people: People) -> None:
    page = people.at("carrier", NOTES["trip"].removeprefix(people.base))
    pressed(page, page.get_by_role("link", name="Swap the truck"))
    page.fill("[name=conveyance-plate]", "DESK77")
    page.get_by_role("button", name="Show what changes").last.click()
    expect(page.locator("ins", has_text="DESK77")).to_be_visible()
    assert page.locator("ins").count() == 1, "only the plate changes"
    people.look(page, "desk-02-what-changes")
    page.get_by_role("button", name=re.compile("Send the new version")).click()
    expect(page).to_have_url(NOTES["trip"])
    expect(page.get_by_role("link", name="Version 2")).to_be_visible()
    people.look(page, "desk-02-swapped")
    page = people.at("carrier", NOTES["trip"].removeprefix(people.base) + "change/truck/")
    people.look(page, "desk-02-change")


def test_03_a_truck_kept_once_is_chosen_with_one_control(people: People) -> None:
    page = people.at("carrier", "/clearance/saved/add/truck/")
    people.look(page, "desk-03-add")
    for name, value in {
        "name": UNIT,
        "record-number": "909",
        "record-plate": f"U{STAMP}",
        "record-plate_jurisdiction": "ON",
        "record-plate_country": "CA",
        "papers-insurance": (datetime.now(UTC) + timedelta(days=9)).date().isoformat(),
    }.items():
        page.fill(f"[name='{name}']", value)
    page.select_option("[name=record-type]", "TR")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name=UNIT).get_by_text("insurance ends in 9 days")).to_be_visible()
    people.look(page, "desk-03-saved")
    page = people.at("carrier", "/clearance/file/")
    people.look(page, "desk-03-start")
    page.locator("label[for=direction-SB]").click()
    pressed(page, page.get_by_role("button", name="Start", exact=True))
    NOTES["draft"] = page.url
    pressed(page, page.get_by_role("link", name=re.compile("Truck, crew and crossing")))
    page.fill("[name=choose-conveyance]", UNIT)
    page.keyboard.press("Enter")
    expect(page.locator("[name=conveyance-plate]")).to_have_value(f"U{STAMP}")
    people.look(page, "desk-03-filled")


def test_04_cells_of_a_spreadsheet_find_their_columns_and_show_their_faults(people: People) -> None:
    page = people.at("carrier", NOTES["draft"].removeprefix(people.base) + "goods-1/")
    page.locator("[name$='-0-description']").evaluate(PASTE, CELLS)
    expect(page.locator("[name$='-0-hs_code']")).to_have_value("8708.30")
    expect(page.locator("[name$='-0-quantity']")).to_have_value("1200")
    expect(page.locator("[name$='-0-weight']")).to_have_value("2650.5")
    expect(page.locator("[name$='-0-package_code']")).to_have_value("CTN")
    expect(page.locator("[name$='-1-quantity']")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("td.pc-table__bad [name$='-1-description']")).to_have_count(1)
    expect(page.locator("[name$='-0-hs_code']")).not_to_have_attribute("aria-invalid", "true")
    page.fill("[name$='-1-description']", "parts and supplies")
    expect(page.locator(".pc-describe--weak")).to_be_visible()
    page.locator("[data-row]").nth(1).locator("[data-row-remove]").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("[name$='-1-quantity']")).to_be_visible()
    people.look(page, "desk-04-goods")


def test_05_other_pages_of_the_desk_are_in_order(people: People) -> None:
    for path, name in (
        (NOTES["trip"].removeprefix(people.base) + "return/", "desk-05-return"),
        ("/clearance/export/", "desk-05-export"),
        ("/clearance/upload/", "desk-05-upload"),
        ("/clearance/trips/?direction=SB&waiting=CBP", "desk-05-narrowed"),
    ):
        page = people.at("carrier", path)
        people.look(page, name)
    assert not people.faults, "\n".join(people.faults)
