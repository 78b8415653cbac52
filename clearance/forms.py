"""The wizard's forms, drawn from the element registry: shape only, the domain judges the content (R-20).

A draft may be saved however broken it is, so these forms never refuse anything: they are drawn with the
values as typed and the error items found, and `read_record` takes what was posted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import ManagementForm
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clearance.domain.elements import (
    CODES,
    DATE,
    DATETIME,
    DECIMAL,
    FLAG,
    GROUPS,
    INTEGER,
    MANDATORY,
    NOT_ASKED,
    RECORD,
    RECORDS,
    Element,
)
from clearance.domain.labels import choice_label
from clearance.domain.typed import local_moment, read_seals, seals_text, with_offset
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

Choices = Sequence[tuple[str, str]]
FIRST_OF = ("documents",)  # lists of which the wizard shows the first entry inside its owner's row
SEARCHES = {"hs_code": reverse_lazy("reference:hs_search")}
SHORT, MEDIUM, CODE_INPUT = "pc-input--short", "pc-input--medium", "pc-input--code"


def words(text: Text) -> str:
    """Give the text in the language of the page."""
    return text.get(get_language() or "en")


def dashed(path: str) -> str:
    """`shipments[0].lines[2].hs_code` as field names have it: `shipments-0-lines-2-hs_code`."""
    return path.replace("[", "-").replace("]", "").replace(".", "-")


def named_elements(group: str, direction: str, leave_out: Iterable[str] = ()) -> Iterator[tuple[str, Element]]:
    """Give field name and element of everything one form of the group asks in that direction."""
    out = frozenset(leave_out)
    for element in GROUPS[group]:
        if element.key in out or element.requirement(direction) == NOT_ASKED:
            continue
        if element.key in FIRST_OF:
            for name, inner in named_elements(element.group, direction):
                yield f"{element.key}-0-{name}", inner
        elif element.kind not in {RECORD, RECORDS} or element.key == "seals":
            yield element.key, element


class ElementForm(forms.Form):
    """One record of the manifest. `prefix` is its path with hyphens, so errors find their field."""

    use_required_attribute = False

    def __init__(
        self,
        group: str,
        *,
        prefix: str,
        direction: str,
        values: Mapping[str, Any] | None = None,
        items: Iterable[ErrorItem] = (),
        leave_out: Iterable[str] = (),
        choices: Mapping[str, Choices] | None = None,
        zone: str = "UTC",
        removable: bool = False,
    ) -> None:
        named = dict(named_elements(group, direction, leave_out))
        super().__init__(prefix=prefix, initial=_shown(named, values or {}, zone))
        for name, element in named.items():
            self.fields[name] = element_field(element, direction, (choices or {}).get(element.key))
        self._errors = self._errors_of(items)
        if removable:
            self.fields["DELETE"] = forms.BooleanField(label=_("Remove"), required=False)

    def _errors_of(self, items: Iterable[ErrorItem]) -> ErrorDict:
        found = ErrorDict()
        for item in items:
            name = field_of(item.path, self.prefix or "", self.fields)
            if name:
                found.setdefault(name, ErrorList()).append(words(item.message))
        return found


def field_of(path: str, prefix: str, names: Iterable[str]) -> str:
    """Give the field of a form that a path points at or into (`equipment[0].seals[1].number` is `seals`)."""
    rest = dashed(path)
    if not rest.startswith(f"{prefix}-"):
        return ""
    rest = rest.removeprefix(f"{prefix}-")
    return next((name for name in names if rest == name or rest.startswith(f"{name}-")), "")


class ElementGrid:
    """A list of records as the grid component draws it: one form a row, and what is wrong with the list."""

    def __init__(
        self,
        group: str,
        *,
        prefix: str,
        direction: str,
        records: Sequence[Mapping[str, Any]] = (),
        items: Iterable[ErrorItem] = (),
        extra: int = 1,
        **options: Any,
    ) -> None:
        self.prefix = prefix
        items = list(items)
        rows: list[Mapping[str, Any]] = [*records, *({} for _ in range(extra))]
        self.forms = [
            ElementForm(
                group,
                prefix=f"{prefix}-{number}",
                direction=direction,
                values=row,
                items=items,
                removable=True,
                **options,
            )
            for number, row in enumerate(rows)
        ]
        self.empty_form = ElementForm(
            group, prefix=f"{prefix}-__prefix__", direction=direction, removable=True, **options
        )
        counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
        self.management_form = ManagementForm(prefix=prefix, initial=counts)
        self.non_form_errors = ErrorList([words(item.message) for item in items if dashed(item.path) == prefix])

    def __iter__(self) -> Iterator[ElementForm]:
        return iter(self.forms)


PORT_TIME = Text("The local time of the port.", "L'heure locale du bureau d'entrée.")


# --- one field --------------------------------------------------------------------------------------------
def element_field(element: Element, direction: str, choices: Choices | None = None) -> forms.Field:
    """Draw the field of one element with its words, hint and, for a closed list, its choices."""
    common: dict[str, Any] = {
        "label": words(element.name),
        "help_text": words(element.help) if element.help else "",
        "required": element.requirement(direction) == MANDATORY,
    }
    listed = choices or tuple((code, words(choice_label(element.key, code))) for code in element.choices)
    if element.kind == CODES:
        return forms.MultipleChoiceField(choices=listed, widget=forms.CheckboxSelectMultiple, **common)
    if listed:
        return forms.ChoiceField(choices=[("", "—"), *listed], **common)
    return _KINDS.get(element.kind, _text_field)(element, common)


def _text_field(element: Element, common: dict[str, Any]) -> forms.Field:
    attrs: dict[str, Any] = {"maxlength": element.size} if element.size else {}
    if element.key == "seals":
        attrs = {"class": CODE_INPUT, "autocapitalize": "characters", "placeholder": "884213/H, 884214"}
    elif element.kind == "code":
        attrs |= {"class": f"{CODE_INPUT} {SHORT if element.size <= 5 else MEDIUM}", "autocapitalize": "characters"}
    if element.key in SEARCHES:
        attrs["data-search-url"] = SEARCHES[element.key]
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)


def _number_field(element: Element, common: dict[str, Any]) -> forms.Field:
    mode = "numeric" if element.kind == INTEGER else "decimal"
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": mode, "class": SHORT}), **common)


def _typed_field(kind: str) -> Callable[[Element, dict[str, Any]], forms.Field]:
    def make(_element: Element, common: dict[str, Any]) -> forms.Field:
        widget = forms.TextInput(attrs={"class": MEDIUM})
        widget.input_type = kind
        return forms.CharField(widget=widget, **common)

    return make


def _moment_field(element: Element, common: dict[str, Any]) -> forms.Field:
    """The browser's own field has no offset, unlike the API."""
    return _typed_field("datetime-local")(element, common | {"help_text": words(PORT_TIME)})


_KINDS: dict[str, Callable[[Element, dict[str, Any]], forms.Field]] = {
    INTEGER: _number_field,
    DECIMAL: _number_field,
    DATE: _typed_field("date"),
    DATETIME: _moment_field,
    FLAG: lambda _element, common: forms.BooleanField(**{**common, "required": False}),
}


# --- from the draft to the page and back ------------------------------------------------------------------
def _shown(named: Mapping[str, Element], values: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """Give the values as fields show them: seals joined, moments on the clock of the port."""
    out: dict[str, Any] = {}
    for name, element in named.items():
        value = _at(values, name)
        if element.key == "seals":
            value = seals_text(value)
        elif element.kind == DATETIME and isinstance(value, str):
            value = local_moment(value, zone)
        if value not in (None, ""):
            out[name] = value
    return out


def _at(values: Mapping[str, Any], name: str) -> Any:
    """Look `documents-0-type` up in nested values; None where nothing is."""
    found: Any = values
    for step in name.split("-"):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return found


def read_record(
    group: str,
    prefix: str,
    direction: str,
    posted: QueryDict,
    *,
    known: Mapping[str, Any] | None = None,
    zone: str = "UTC",
    leave_out: Iterable[str] = (),
) -> dict[str, Any]:
    """Take one record as posted; empty fields are left out, nothing is judged.

    What the form does not show (a second travel document, say) is kept from `known`.
    """
    named = dict(named_elements(group, direction, leave_out))
    known = known or {}
    shown = _shown(named, known, zone)
    out = {key: value for key, value in known.items() if key not in named}
    for name, element in named.items():
        typed = posted.get(f"{prefix}-{name}")
        if name in shown and typed is not None and typed.strip() == str(shown[name]):
            value = _at(known, name)  # nobody touched it: keep it as it was, a number as a number
        else:
            value = _posted(element, f"{prefix}-{name}", posted, zone)
        list_key, _, inner = name.partition("-0-")
        if inner:
            _first_of(out, list_key)[inner] = value
        elif value not in ("", [], None) and value is not False:
            out[name] = value
    for key in FIRST_OF:
        out = _without_empty(out, key)
    return out


def _first_of(record: dict[str, Any], key: str) -> dict[str, Any]:
    entries = record[key] = [dict(entry) for entry in record.get(key) or [{}] if isinstance(entry, dict)] or [{}]
    first: dict[str, Any] = entries[0]
    return first


def _without_empty(record: dict[str, Any], key: str) -> dict[str, Any]:
    if key not in record:
        return record
    entries = [{name: value for name, value in entry.items() if value} for entry in record[key]]
    kept = [entry for entry in entries if entry]
    rest = {name: value for name, value in record.items() if name != key}
    return {**rest, key: kept} if kept else rest


def read_records(
    group: str,
    prefix: str,
    direction: str,
    posted: QueryDict,
    *,
    known: Sequence[Mapping[str, Any]] = (),
    most: int = 1000,
    **options: Any,
) -> list[dict[str, Any]]:
    """Take the rows of a grid as posted: removed and empty ones are left out."""
    return list(numbered_records(group, prefix, direction, posted, known=known, most=most, **options).values())


def numbered_records(
    group: str,
    prefix: str,
    direction: str,
    posted: QueryDict,
    *,
    known: Sequence[Mapping[str, Any]] = (),
    most: int = 1000,
    **options: Any,
) -> dict[int, dict[str, Any]]:
    """Take the rows of a grid by the number they have on the page; removed and empty ones are left out."""
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), most) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    rows = {
        number: read_record(
            group,
            f"{prefix}-{number}",
            direction,
            posted,
            known=known[number] if number < len(known) else None,
            **options,
        )
        for number in range(count)
        if f"{prefix}-{number}-DELETE" not in posted
    }
    return {number: row for number, row in rows.items() if row}


def _posted(element: Element, name: str, posted: QueryDict, zone: str) -> Any:
    if element.kind == CODES:
        return posted.getlist(name)
    if element.kind == FLAG:
        return name in posted
    value = (posted.get(name) or "").replace("\x00", "").strip()
    if element.key == "seals":
        return read_seals(value)
    return with_offset(value, zone) if element.kind == DATETIME else value
