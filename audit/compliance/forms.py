"""Forms of the auditor: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.infractions import HARMS, INFRACTIONS
from portal.core.domain.text import Text
from portal.core.forms import offer_choices


class FindingForm(forms.Form):
    """A finding: class, harm, and the reason in both languages."""

    infraction = forms.ChoiceField(label=_("Class of infraction"))
    harm = forms.ChoiceField(label=_("Harm done"), widget=forms.RadioSelect)
    text_en = forms.CharField(
        label=_("What was found, in English"),
        help_text=_("Name the rule, the fact and the document."),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        max_length=4000,
    )
    text_fr = forms.CharField(
        label=_("What was found, in French"), widget=forms.Textarea(attrs={"rows": 3, "lang": "fr"}), max_length=4000
    )
    fix_en = forms.CharField(
        label=_("How to put it right, in English"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
        max_length=4000,
    )
    fix_fr = forms.CharField(
        label=_("How to put it right, in French"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "fr"}),
        max_length=4000,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    # Where the service says reason.text.en the form has text_en.
    aliases = {
        "reason.text.en": "text_en",
        "reason.text.fr": "text_fr",
        "reason.fix.en": "fix_en",
        "reason.fix.fr": "fix_fr",
    }

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "infraction", [(code, entry.label.get(language)) for code, entry in INFRACTIONS.items()])
        offer_choices(self, "harm", [(code, entry.label.get(language)) for code, entry in HARMS.items()])

    def finding(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "infraction": data["infraction"],
            "harm": data["harm"],
            "text": Text(data["text_en"], data["text_fr"]),
            "fix": Text(data["fix_en"], data["fix_fr"]),
            "expected_version": data["expected_version"],
        }
