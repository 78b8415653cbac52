"""Forms before the commission: shape only, the services check the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appeals.domain.panels import Seat
from appeals.domain.votes import CHOICES
from portal.core.domain.text import Text
from portal.core.forms import offer_choices


class AppealForm(forms.Form):
    """What the appellant says; the record is attached by itself."""

    grounds = forms.CharField(
        label=_("What is wrong with the decision?"),
        help_text=_("In your own words. The decision, its reasons and the evidence are attached for you."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
    language = forms.ChoiceField(
        label=_("Language of the proceeding"), choices=[("en", "English"), ("fr", "Français")], widget=forms.RadioSelect
    )


class PanelForm(forms.Form):
    """Three members, proposed by load and free of conflict; the registrar may choose others."""

    members = forms.MultipleChoiceField(label=_("Members of the panel"), widget=forms.CheckboxSelectMultiple)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, candidates: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "members", [(str(seat.user_id), f"{seat.name} ({seat.country})") for seat in candidates])


class VoteForm(forms.Form):
    """One member's vote."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Your reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "choice", [(code, label.get(language)) for code, label in CHOICES.items()])


class RulingForm(forms.Form):
    """The reasons of the ruling, in both languages."""

    reasons_en = forms.CharField(
        label=_("Reasons in English"), widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}), max_length=50_000
    )
    reasons_fr = forms.CharField(
        label=_("Reasons in French"), widget=forms.Textarea(attrs={"rows": 6, "lang": "fr"}), max_length=50_000
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def reasons(self) -> Text:
        return Text(self.cleaned_data["reasons_en"], self.cleaned_data["reasons_fr"])
