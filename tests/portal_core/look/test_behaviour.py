"""What the scripts of a page do, in a real browser under the real content policy."""

from __future__ import annotations

import re

import pytest
from django import forms
from playwright.sync_api import Route, expect

from tests.portal_core.look.conftest import Stage

pytestmark = pytest.mark.browser


class Line(forms.Form):
    goods = forms.CharField()
    kind = forms.ChoiceField(choices=[("CT", "Carton"), ("PL", "Pallet")])
    count = forms.IntegerField()


Lines = forms.formset_factory(Line, extra=1, can_delete=True)


def test_a_key_presses_its_button_but_not_while_typing(stage: Stage) -> None:
    page = stage.show(
        '<a href="#released" data-key="r">Release <kbd>R</kbd></a><a href="#home" data-key="g h">Home</a><input aria-label="x">'
    )
    page.keyboard.press("r")
    assert page.url.endswith("#released")
    page.keyboard.press("g")
    page.keyboard.press("h")
    assert page.url.endswith("#home")
    page.locator("input").focus()
    page.keyboard.type("r")
    assert page.url.endswith("#home")
    assert page.locator("input").input_value() == "r"


# The first key after a pause still goes to the page, since the focus moves while it is handled; the next to the field.
SLOW_READER = """() => {
    const field = document.querySelector("input");
    const send = (target, key) => {
        const taken = !target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        if (taken || target !== field) return;
        if (key === "Enter") field.form.requestSubmit();
        else field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
    };
    for (const key of "AB") send(document.activeElement, key);
    for (const begin = performance.now(); performance.now() - begin < 100;);
    for (const key of ["C", "D", " ", "1", "Enter"]) send(document.activeElement, key);
}"""


def test_a_code_that_comes_in_two_bursts_keeps_its_order(stage: Stage) -> None:
    page = stage.show('<form action="/send"><input data-scan data-key="f" name="q" aria-label="Code"></form>', "booth")
    page.evaluate(
        """() => {
            document.querySelector("form").addEventListener("submit", (event) => {
                event.preventDefault();
                document.title = `sent ${document.querySelector("input").value}`;
            });
        }"""
    )
    page.evaluate(SLOW_READER)
    assert page.title() == "sent ABCD 1"


def test_the_question_mark_lists_the_keys_of_the_page(stage: Stage) -> None:
    page = stage.show('<button data-key="r">Release <kbd>R</kbd></button>')
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_contain_text("Release")
    expect(dialog.locator("kbd")).to_have_text(["R", "?"])
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_copying_leaves_the_grouping_out(stage: Stage) -> None:
    stage.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text; }}})"
    )
    page = stage.show("{% identifier 'ABCD240611000007' %}")
    page.get_by_role("button", name="Copy ABCD240611000007").click()
    expect(page.locator("[data-toasts]")).to_contain_text("Copied: ABCD240611000007")
    assert page.evaluate("window.copied") == "ABCD240611000007"


def test_the_error_summary_has_the_focus(stage: Stage) -> None:
    form = Line({})
    page = stage.show('{% include "components/error_summary.html" %}{{ form }}', form=form)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Goods").click()
    expect(page.get_by_label("Goods")).to_be_focused()


def test_an_undo_toast_goes_when_its_time_is_over(stage: Stage) -> None:
    page = stage.show('{% include "components/undo_toast.html" with message="Released." undo_url="/undo" seconds=1 %}')
    expect(page.get_by_text("Released.")).to_be_visible()
    expect(page.get_by_text("Released.")).to_be_hidden(timeout=3000)


def test_a_form_is_sent_once(stage: Stage) -> None:
    stage.answers["/send"] = lambda route: stage.posted.append({"sent": route.request.post_data}) or None
    page = stage.show('<form method="post" action="/send"><button>Send</button></form>')
    page.evaluate("for (const press of [1, 2, 3]) document.querySelector('button').click()")
    page.wait_for_timeout(300)
    assert len(stage.posted) == 1


def test_searching_by_words_puts_the_code_in_the_field(stage: Stage) -> None:
    found = [
        {"value": "870830", "label": "870830", "detail": "Brakes"},
        {"value": "851220", "label": "851220", "detail": "Lamps"},
    ]
    stage.answer_json("/find", lambda route: {"results": found if "q=bra" in route.request.url else []})
    page = stage.show(
        '<label for="hs">Code</label><input id="hs" name="hs" data-search-url="/find">', "searchable_select"
    )
    box = page.get_by_role("combobox", name="Code")
    box.press_sequentially("bra")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("ArrowDown")
    expect(page.get_by_role("option", name="870830")).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value("870830")
    expect(page.get_by_text("Brakes", exact=True).last).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "false")


GRID = '<form>{% include "components/formset_grid.html" with caption="Goods" %}</form>'


def test_rows_are_added_copied_and_removed(stage: Stage) -> None:
    page = stage.show(GRID, "rows", formset=Lines(prefix="l"))
    page.locator("[name=l-0-goods]").fill("Brake pads")
    page.get_by_role("button", name="Copy this row").click()
    expect(page.locator("[name=l-1-goods]")).to_have_value("Brake pads")
    expect(page.locator("[name=l-1-goods]")).to_be_focused()
    page.get_by_role("button", name="Add a row").click()
    expect(page.locator("[name=l-TOTAL_FORMS]")).to_have_value("3")
    page.get_by_role("button", name="Remove this row").first.click()
    expect(page.locator("[name=l-0-DELETE]")).to_be_checked()
    expect(page.locator("[data-row]:visible")).to_have_count(2)
    expect(page.locator("[data-row]:visible [data-row-number]")).to_have_text(["1", "2"])


def test_cells_pasted_from_a_spreadsheet_fill_the_rows_they_need(stage: Stage) -> None:
    page = stage.show(GRID, "rows", formset=Lines(prefix="l"))
    page.locator("[name=l-0-goods]").focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text/plain', 'Pads\\tPallet\\t4\\nWipers\\tct\\t9\\n');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    expect(page.locator("[name=l-0-kind]")).to_have_value("PL")
    expect(page.locator("[name=l-1-goods]")).to_have_value("Wipers")
    expect(page.locator("[name=l-1-kind]")).to_have_value("CT")
    expect(page.locator("[name=l-1-count]")).to_have_value("9")
    page.locator("[name=l-1-goods]").focus()
    page.keyboard.press("Control+d")
    expect(page.locator("[name=l-1-goods]")).to_have_value("Pads")


DRAFT = """<form data-autosave-url="/draft" method="post"><label for="n">Note</label><input id="n" name="note">
{% include "components/autosave.html" %}</form><button>elsewhere</button>"""


def test_a_draft_is_saved_on_leaving_the_field(stage: Stage) -> None:
    def saved(route: Route) -> dict[str, str]:
        stage.posted.append({"data": route.request.post_data})
        return {"saved_at": "2026-11-24T19:05:00Z"}

    stage.answer_json("/draft", saved)
    page = stage.show(DRAFT, "autosave")
    page.get_by_label("Note").fill("seal 884213")
    page.get_by_role("button", name="elsewhere").focus()
    expect(page.locator("[data-autosave-words]")).to_contain_text(re.compile(r"Saved \d"))
    assert stage.posted == [{"data": "note=seal+884213&opened="}]


def test_what_is_typed_while_the_answer_is_on_its_way_stays_and_is_sent_next(stage: Stage) -> None:
    waiting: list[Route] = []
    stage.answers["/draft"] = waiting.append
    page = stage.show(DRAFT.replace('name="note">', 'name="note"><input name="seal" aria-label="Seal">'), "autosave")
    leave = page.get_by_role("button", name="elsewhere").focus
    page.get_by_label("Note").fill("mine")
    leave()
    page.get_by_label("Seal").fill("884213")
    leave()
    waiting[0].fulfill(json={"fields": {"note": "theirs", "seal": "theirs"}})
    expect(page.get_by_label("Note")).to_have_value("theirs")
    expect(page.get_by_label("Seal")).to_have_value("884213")
    page.get_by_label("Seal").focus()
    with page.expect_request("**/draft") as sent:
        leave()
    assert sent.value.post_data == "note=theirs&seal=884213&opened="


def test_what_could_not_be_sent_is_kept_and_offered_back(stage: Stage) -> None:
    stage.answers["/draft"] = lambda route: route.abort()
    page = stage.show(DRAFT, "autosave")
    page.get_by_label("Note").fill("typed in a tunnel")
    page.get_by_role("button", name="elsewhere").focus()
    expect(page.locator("[data-autosave-words]")).to_contain_text("kept on this device")
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("")
    page.get_by_role("button", name="Bring them back").click()
    expect(page.get_by_label("Note")).to_have_value("typed in a tunnel")


BOARD = """{% include "components/live_badge.html" %}<input id="find" aria-label="Find">
<div data-live-url="/events/port" data-fragment-url="/rows" data-live-events="trip"><p data-live-id="a">Trip A</p></div>"""


def test_a_live_board_takes_new_rows_and_leaves_the_focus_alone(stage: Stage) -> None:
    stream = "retry: 60000\n\nevent: hello\ndata: {}\n\nevent: trip\ndata: {}\n\n"
    stage.answers["/events/port"] = lambda route: route.fulfill(body=stream, content_type="text/event-stream")
    stage.answers["/rows"] = lambda route: route.fulfill(
        body='<p data-live-id="a">Trip A</p><p data-live-id="b">Trip B</p>', content_type="text/html"
    )
    page = stage.show(BOARD, "live")
    page.locator("#find").focus()
    expect(page.get_by_text("Trip B")).to_have_class("pc-new")
    expect(page.get_by_text("Trip A")).not_to_have_class("pc-new")
    expect(page.locator("#find")).to_be_focused()


def test_the_badge_says_offline_within_two_seconds(stage: Stage) -> None:
    stage.answers["/events/port"] = lambda route: route.fulfill(status=503)
    page = stage.show(BOARD, "live")
    expect(page.locator("[data-live-badge]")).to_have_attribute("data-state", "offline", timeout=2000)
    expect(page.locator("[data-live-word]")).to_have_text("OFFLINE")


def test_nothing_on_the_stage_breaks_the_content_policy(stage: Stage) -> None:
    page = stage.show(GRID + BOARD, "rows", "searchable_select", "file_drop", "autosave", formset=Lines(prefix="l"))
    page.get_by_role("button", name="Add a row").click()
    assert stage.complaints == []
