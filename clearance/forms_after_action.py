"""The form of a joint after-action: shape only (R-50)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from clearance.domain.after_action import LONGEST, PARTS


class AfterActionForm(forms.Form):
    """One field for each part of the template; a draft may leave parts empty."""

    use_required_attribute = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for code, (label, hint) in PARTS.items():
            self.fields[code] = forms.CharField(
                label=label.get(language),
                help_text=hint.get(language),
                widget=forms.Textarea(attrs={"rows": 4}),
                max_length=LONGEST,
                required=False,
            )

    def parts(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in PARTS}
