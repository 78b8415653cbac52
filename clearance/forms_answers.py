"""Forms of questions of partner agencies: drawn from the question table, for one goods line. Shape only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django import forms
from django.http import QueryDict

from clearance.domain.elements import MANDATORY
from clearance.domain.partners import Asked
from clearance.domain.partners.labels import choices_of, why_asked
from clearance.forms import ElementForm, element_field, words
from portal.core.domain.errors import ErrorItem


class AnswerForm(ElementForm):
    """The questions about one goods line. `prefix` is the path of its answers with hyphens, so errors find their field."""

    def __init__(
        self,
        asked: Iterable[Asked],
        *,
        prefix: str,
        values: Mapping[str, str],
        items: Iterable[ErrorItem] = (),
    ) -> None:
        self.asked = tuple(asked)
        forms.Form.__init__(self, prefix=prefix, initial=dict(values))
        for item in self.asked:
            self.fields[item.question.code] = _field(item)
        self._errors = self._errors_of(items)


def _field(item: Asked) -> forms.Field:
    need = MANDATORY if item.blocks else ""
    element = replace(item.question.element, us=need, ca=need, help=why_asked(item))
    listed = [(code, words(text)) for code, text in choices_of(item.question)]
    return element_field(element, "SB", listed or None)


def read_answers(asked: Iterable[Asked], prefix: str, posted: QueryDict) -> dict[str, str]:
    """Take the answers as posted; empty ones are left out, nothing is judged."""
    found = {
        item.question.code: (posted.get(f"{prefix}-{item.question.code}") or "").replace("\x00", "").strip()
        for item in asked
    }
    return {code: value for code, value in found.items() if value}
