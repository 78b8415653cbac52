"""What is typed about a car at the window (R-02)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.policy_words import DIRECTION_LABELS
from clearance.forms import words
from portal.core.forms import offer_choices


class CarForm(forms.Form):
    """One number a line, as scanned or typed, and how many people showed none."""

    direction = forms.ChoiceField(label=_("Direction"))
    documents = forms.CharField(
        label=_("Cards of the people in the car"),
        help_text=_("One number a line: card, chip, or the number of a recognised programme."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    undocumented = forms.IntegerField(
        label=_("People without a card"), min_value=0, max_value=9, initial=0, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "direction", [(code, words(text)) for code, text in DIRECTION_LABELS.items() if code])

    def clean_documents(self) -> list[str]:
        """Give the numbers, each once."""
        lines = [line.strip() for line in self.cleaned_data["documents"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean_undocumented(self) -> int:
        return self.cleaned_data["undocumented"] or 0
