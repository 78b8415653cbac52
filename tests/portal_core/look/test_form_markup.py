"""Plain `{{ form }}` comes out labelled, hinted and described (WCAG 1.3.1, 3.3.1, 3.3.2)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django import forms
from django.template import Context, Template
from django.utils import translation


class Every(forms.Form):
    name = forms.CharField(help_text="As on the card.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    port = forms.ChoiceField(choices=[("1", "One"), ("Group", [("2", "Two")])])
    way = forms.ChoiceField(choices=[("SB", "South"), ("NB", "North")], widget=forms.RadioSelect, help_text="Where to?")
    kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False)
    day = forms.DateField()
    at = forms.DateTimeField()
    clock = forms.TimeField()
    count = forms.IntegerField(min_value=1)
    file = forms.FileField()
    sure = forms.BooleanField()
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Fields(HTMLParser):
    """Collects controls, labels and ids of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.controls: list[dict[str, str | None]] = []
        self.labels: set[str | None] = set()
        self.ids: set[str | None] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.add(found.get("id"))
        if tag in ("input", "select", "textarea") and found.get("type") != "hidden":
            self.controls.append({"tag": tag, **found})
        if tag == "label":
            self.labels.add(found.get("for"))


def render(form: forms.BaseForm | forms.BaseFormSet) -> str:
    return Template("{{ form }}").render(Context({"form": form}))


def bound() -> Every:
    return Every({"name": "", "day": "2026-13-01", "way": "SB"}, {})


def test_every_control_has_a_label_and_everything_that_describes_it_exists() -> None:
    for form in (Every(), bound()):
        found = Fields(render(form))
        assert len(found.controls) == 12
        for control in found.controls:
            assert control["id"] in found.labels
            described = (control.get("aria-describedby") or "").split()
            assert set(described) <= found.ids


def test_an_error_marks_the_field_and_is_linked_to_it() -> None:
    html = render(bound())
    assert re.search(
        r'<input[^>]*name="name"[^>]*aria-invalid="true"[^>]*aria-describedby="id_name_helptext id_name_error"', html
    )
    assert 'id="id_name_error"' in html
    assert "usa-form-group--error" in html
    assert "usa-input--error" in html


def test_a_question_with_choices_is_a_fieldset_described_by_its_hint() -> None:
    html = render(Every())
    assert re.search(r'<fieldset class="usa-fieldset"[^>]*aria-describedby="id_way_helptext"', html)
    assert html.count("<legend") == 2


def test_native_inputs_are_used_and_hold_iso_values_in_both_languages() -> None:
    for language in ("en", "fr"):
        with translation.override(language):
            form = Every(
                initial={
                    "day": forms.fields.datetime.date(2026, 11, 24),
                    "at": forms.fields.datetime.datetime(2026, 11, 24, 14, 5),
                }
            )
            html = render(form)
            data = {"day": "2026-11-24", "at": "2026-11-24T14:05", "clock": "14:05"}
            assert not {"day", "at", "clock"} & set(Every(data).errors)
        assert re.search(r'type="date" name="day"[^>]*value="2026-11-24"', html)
        assert re.search(r'type="datetime-local" name="at"[^>]*value="2026-11-24T14:05"', html)
        assert re.search(r'type="time" name="clock"', html)


def test_optional_is_said_and_hidden_fields_stay_hidden() -> None:
    html = render(Every())
    assert html.count("(optional)") == 2
    assert re.search(r'<input type="hidden" name="secret"', html)


def test_what_is_wrong_with_the_whole_form_comes_first() -> None:
    form = bound()
    form.add_error(None, "Both cannot be.")
    html = render(form)
    assert html.index("Both cannot be.") < html.index("id_name")
    assert 'role="alert"' in html


def test_a_formset_keeps_its_management_form_and_every_row() -> None:
    html = render(forms.formset_factory(Every, extra=2)(prefix="rows"))
    assert 'name="rows-TOTAL_FORMS"' in html
    assert 'name="rows-1-name"' in html


def test_the_grid_labels_each_cell_and_offers_an_empty_row_to_copy() -> None:
    formset = forms.formset_factory(Every, extra=1, can_delete=True)(prefix="rows")
    html = Template('{% include "components/formset_grid.html" with caption="Rows" %}').render(
        Context({"formset": formset})
    )
    found = Fields(html)
    assert all(control["id"] in found.labels for control in found.controls)
    assert "<template data-rows-empty>" in html
    assert "rows-__prefix__-name" in html
