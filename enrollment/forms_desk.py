"""Shapes of the desk's pages: filters, hand-over notes, the purpose of a look-up, its review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.desk import AGES, ALL, ANYBODY, OWNERS, Filters
from enrollment.domain.lookups import PURPOSES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.forms import language


def _words(texts: Any) -> Any:
    return lambda: [(code, text.get(language())) for code, text in texts.items()]


def _programmes() -> list[tuple[str, Any]]:
    return [("", _("All programmes")), *((code, one.name.get(language())) for code, one in PROGRAMMES.items())]


class QueueForm(forms.Form):
    """What the queue shows; anything unknown in the address shows all."""

    programme = forms.ChoiceField(label=_("Programme"), choices=_programmes, required=False)
    age = forms.ChoiceField(label=_("Service standard"), choices=_words(AGES), required=False)
    owner = forms.ChoiceField(label=_("Assigned to"), choices=_words(OWNERS), required=False)
    all = forms.CharField(widget=forms.HiddenInput, required=False)

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            programme=data.get("programme", ""),
            age=data.get("age") or ALL,
            owner=data.get("owner") or ANYBODY,
            everything=data.get("all") == "1",
        )


class PurposeForm(forms.Form):
    """The purpose of a look-up; right or wrong is said by the domain."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=_words(PURPOSES), widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=500,
        required=False,
        help_text=_("The case, the call or the question that makes you look. A supervisor may read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """A hand-over note."""

    words = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    restricted_reason = forms.CharField(
        label=_("Only for my agency, because"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty: then both agencies read the note."),
    )


class LookupReviewForm(forms.Form):
    """What a supervisor found about a look-up."""

    words = forms.CharField(
        label=_("Reason, or what was done"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
