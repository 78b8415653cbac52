"""Forms of officers: shape only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.domain.text import Text
from portal.core.forms import offer_choices


class InspectionForm(forms.Form):
    """The joint result of one secondary inspection."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    checks = forms.MultipleChoiceField(label=_("What was checked"), widget=forms.CheckboxSelectMultiple)
    summary = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        results: Mapping[str, Text],
        checks: Mapping[str, Text],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "result", [(code, text.get(language)) for code, text in results.items()])
        offer_choices(self, "checks", [(code, text.get(language)) for code, text in checks.items()])
