"""Forms of the joint application: one section with its questions and rows, and a file for the vault.

Everything typed is kept, right or wrong; the domain says what is wrong and the form shows it beside the cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import ManagementForm
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from enrollment.domain.documents import KINDS
from enrollment.domain.questions import Question, Section, Table, check_section, label_in, rows_of
from enrollment.domain.questions.shapes import (
    CARD,
    CHOICE,
    CONSENT,
    DATE,
    LONG_TEXT,
    MONTH,
    MOST_ROWS,
    NUMBER,
    PAST_DATE,
    PLATE,
    REGION,
    VIN,
    YES_NO,
    YES_OR_NO,
)
from enrollment.forms import FEW, Kept, KeptChoice, KeptConsent, KeptText, language
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

BLANK_ROWS = 1
MORE_ROWS = 4
SHORT, MEDIUM, CODE = "pc-input--short", "pc-input--medium", "pc-input--code"
EXAMPLES = {DATE: "1988-04-30", PAST_DATE: "1988-04-30", MONTH: "2021-04"}
STYLES = {
    NUMBER: SHORT,
    DATE: MEDIUM,
    PAST_DATE: MEDIUM,
    MONTH: MEDIUM,
    REGION: f"{CODE} {SHORT}",
    PLATE: CODE,
    VIN: CODE,
    CARD: CODE,
}


class SectionForm(forms.Form):
    """One section of a joint application. Every answer is kept; what is wrong is said beside it.

    `known` are the answers of the whole application, since some rules look across sections; `attached` the
    questions with documents; `more` the code of a table to which blank rows are added.
    """

    use_required_attribute = False

    def __init__(
        self,
        section: Section,
        today: date,
        data: QueryDict | None = None,
        *,
        known: Mapping[str, Any],
        attached: Collection[str] = (),
        more: str = "",
    ) -> None:
        super().__init__(data, initial=dict(known))
        self.section, self.today, self.known, self.attached = section, today, known, attached
        for question in section.asked:
            self.fields[question.code] = field_for(question)
        self.rows = {table.code: self._rows(table) for table in section.tables}
        self.items = check_section(section, {**known, **self.answers}, today, attached) if data is not None else []
        self.grids = {
            table.code: self._grid(table, MORE_ROWS if more == table.code else BLANK_ROWS) for table in section.tables
        }

    def _rows(self, table: Table) -> dict[int, dict[str, Any]]:
        """Give the rows by their number on the page: as posted, else as kept."""
        if self.data:
            return posted_rows(table, self.data)
        return {number: dict(row) for number, row in enumerate(rows_of(table, self.known))}

    def _grid(self, table: Table, blank: int) -> RowGrid:
        return RowGrid(table, list(self.rows[table.code].values()), self.items, blank)

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, by question and table."""
        typed = {question.code: self[question.code].value() or "" for question in self.section.asked}
        return {**typed, **{code: list(rows.values()) for code, rows in self.rows.items()}}

    @property
    def row_items(self) -> list[ErrorItem]:
        """What is wrong with rows, each named by table, row and column; the rest stands at its field."""
        return [self._named(item) for item in self.items if item.path not in self.fields]

    def _named(self, item: ErrorItem) -> ErrorItem:
        label = label_in(self.section, item.path)
        if label is None:
            return item
        words = Text(f"{label.en}: {item.message.en}", f"{label.fr} : {item.message.fr}")
        return replace(item, message=words)

    @property
    def complete(self) -> bool:
        return not self.items

    def clean(self) -> dict[str, Any]:
        for item in self.items:
            if item.path in self.fields:
                self.add_error(item.path, _words(item))
        return self.cleaned_data

    @property
    def painted(self) -> dict[str, list[str]]:
        """Wrong answers by field name on the page, without those still to come: for saving while one types."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            name = self._name_on_page(item.path)
            if item.value not in (None, "") and name:
                found.setdefault(name, []).append(_words(item))
        return found

    def _name_on_page(self, path: str) -> str:
        table, _, rest = path.partition("[")
        if not rest:
            return path if path in self.fields else ""
        number, _, column = rest.partition("].")
        return f"{table}-{list(self.rows[table])[int(number)]}-{column}"


def _words(item: ErrorItem) -> str:
    fix = f" {item.fix.get(language())}" if item.fix else ""
    return f"{item.message.get(language())}{fix}"


def posted_rows(table: Table, posted: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Take the rows of a grid as posted, by number; removed and empty ones are left out, nothing is judged."""
    total = posted.get(f"{table.code}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    rows = {
        number: {
            column.code: (posted.get(f"{table.code}-{number}-{column.code}") or "").replace("\x00", "").strip()
            for column in table.columns
        }
        for number in range(count)
        if f"{table.code}-{number}-DELETE" not in posted
    }
    return {number: row for number, row in rows.items() if any(row.values())}


class RowForm(forms.Form):
    """One row of a table, with what is wrong in its cells."""

    use_required_attribute = False

    def __init__(self, table: Table, prefix: str, values: Mapping[str, Any], items: Sequence[ErrorItem] = ()) -> None:
        super().__init__(prefix=prefix, initial=dict(values))
        for column in table.columns:
            self.fields[column.code] = cell_for(column)
        self.fields["DELETE"] = forms.BooleanField(label=_("Remove"), required=False)
        self._errors = ErrorDict()
        for item in items:
            self._errors.setdefault(item.path.rpartition(".")[2], ErrorList()).append(_words(item))


class RowGrid:
    """A table of an application as the grid component draws it."""

    def __init__(self, table: Table, rows: Sequence[Mapping[str, Any]], items: Sequence[ErrorItem], blank: int) -> None:
        self.table, self.prefix = table, table.code
        shown: list[Mapping[str, Any]] = [*rows, *({} for _ in range(blank))]
        self.forms = [
            RowForm(
                table,
                f"{table.code}-{number}",
                row,
                [item for item in items if item.path.startswith(f"{table.code}[{number}].")],
            )
            for number, row in enumerate(shown)
        ]
        self.empty_form = RowForm(table, f"{table.code}-__prefix__", {})
        counts = {"TOTAL_FORMS": len(shown), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": MOST_ROWS}
        self.management_form = ManagementForm(prefix=self.prefix, initial=counts)
        self.non_form_errors = ErrorList([_words(item) for item in items if item.path == table.code])

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.forms)


def field_for(question: Question) -> forms.Field:
    """Build the form field of a question, in the language of the request."""
    words = _labels(question)
    if question.kind in (CHOICE, YES_NO):
        pairs = [(code, label.get(language())) for code, label in question.choices or YES_OR_NO]
        if len(pairs) <= FEW:
            return KeptChoice(choices=pairs, widget=forms.RadioSelect, **words)
        return KeptChoice(choices=[("", _("Choose")), *pairs], **words)
    if question.kind == CONSENT:
        return KeptConsent(**words)
    return KeptText(widget=_widget(question.kind), **words)


def cell_for(column: Question) -> forms.Field:
    """Build the field of one cell: a choice is a list there, for want of room."""
    words = _labels(column)
    if column.kind in (CHOICE, YES_NO):
        pairs = [(code, label.get(language())) for code, label in column.choices or YES_OR_NO]
        return KeptChoice(choices=[("", "—"), *pairs], **words)
    return KeptText(widget=_widget(column.kind), **words)


def _labels(question: Question) -> dict[str, Any]:
    return {
        "label": question.label.get(language()),
        "help_text": question.hint.get(language()) if question.hint else "",
        "required": question.required,
    }


def _widget(kind: str) -> forms.Widget:
    if kind == LONG_TEXT:
        return forms.Textarea(attrs={"rows": 3})
    attrs = {"class": STYLES[kind]} if kind in STYLES else {}
    if kind == NUMBER:
        attrs["inputmode"] = "numeric"
    if kind in EXAMPLES:
        attrs["placeholder"] = EXAMPLES[kind]
    return forms.TextInput(attrs=attrs)


class KeptFile(Kept, forms.FileField):
    """The service says what is wrong with a file, also that there is none."""


class DocumentForm(forms.Form):
    """A file for the vault, with its kind; the service judges the content."""

    use_required_attribute = False
    file = KeptFile(
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, kinds: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(kinds) > 1:
            pairs = [(code, KINDS[code].get(language())) for code in kinds]
            self.fields["kind"] = KeptChoice(label=_("What it is"), choices=[("", _("Choose")), *pairs])
            self.order_fields(["kind", "file"])
        self.only = kinds[0] if len(kinds) == 1 else ""

    @property
    def kind(self) -> str:
        return self.only or str(self["kind"].value() or "")
