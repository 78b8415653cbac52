"""Forms of the benefit ledger: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.domain.text import Text

MOST = 4000


class AnswerForm(forms.Form):
    """The programme office's answer in both languages."""

    use_required_attribute = False
    text_en = forms.CharField(
        label=_("Answer, in English"),
        help_text=_("Why it is so, and what is done about it by when."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        max_length=MOST,
    )
    text_fr = forms.CharField(
        label=_("Answer, in French"), widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"}), max_length=MOST
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def answer(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"text": Text(data["text_en"], data["text_fr"]), "expected_version": data["expected_version"]}


class ReplyForm(forms.Form):
    """What the answer leaves open, in the member's words."""

    use_required_attribute = False
    reply = forms.CharField(label=_("What is missing"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MOST)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class WrongForm(ReplyForm):
    """Why a signal is wrong, in the member's words."""

    reply = forms.CharField(
        label=_("Why it is wrong"),
        help_text=_("Name what really happened and what shows it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST,
    )
