"""Forms of officers: shape only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.inspection_record import FINDING_CLASSES, SEVERITIES, UNITS
from clearance.services.findings import Found
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

FINDING_FIELDS = ("kind", "severity", "what", "by_check", "goods_line", "quantity", "unit")


class InspectionForm(forms.Form):
    """The joint result of one secondary inspection, with what was found."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    not_done = forms.CharField(
        label=_("Why checks that the cause calls for were not made"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    kind = forms.ChoiceField(label=_("Class of the finding"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    what = forms.CharField(label=_("What was found"), max_length=500, required=False)
    by_check = forms.ChoiceField(label=_("Check that showed it"), required=False)
    goods_line = forms.ChoiceField(label=_("Line of the filing"), required=False)
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=14, decimal_places=3, required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    summary = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        results: Mapping[str, Text],
        checks: Mapping[str, Text],
        lines: Iterable[tuple[str, str]],
        missing: bool,
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "result", [(code, text.get(language)) for code, text in results.items()])
        for name, words in (("kind", FINDING_CLASSES), ("severity", SEVERITIES), ("by_check", checks), ("unit", UNITS)):
            offer_choices(self, name, [("", "–"), *((code, text.get(language)) for code, text in words.items())])
        offer_choices(self, "goods_line", [("", "–"), *lines])
        self.missing = missing

    def finding(self) -> list[forms.BoundField]:
        return [self[name] for name in FINDING_FIELDS]

    def finding_shown(self) -> bool:
        """Say whether the part about the finding is open when the page appears: something is in it, or wrong with it."""
        return any(self.data.get(name) or name in self.errors for name in FINDING_FIELDS)

    def asks_why(self) -> bool:
        return self.missing or bool(self.data.get("not_done"))

    def values(self) -> dict[str, Any]:
        """Give what the service takes."""
        data = self.cleaned_data
        line = data["goods_line"]
        rest = {name: data[name] for name in FINDING_FIELDS if name != "goods_line"}
        found = Found(**rest, goods_line=UUID(line) if line else None)
        return {
            "result": data["result"],
            "checks": [],
            "summary": data["summary"],
            "not_done": data["not_done"],
            "expected_version": data["expected_version"],
            "found": found,
        }
