"""Forms of accreditations: shape only, services and domain judge the content."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.prior.accreditation import PURPOSES
from clearance.forms import words
from clearance.services.accreditations import AccreditationTerms
from enrollment.domain.site_standard import SITE_STANDARD
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

CONTEST = Text(
    "Ask the supervisor of the agency named within thirty days to look at it again, with what has changed.",
    "Demandez un réexamen au superviseur de l'organisme nommé dans les trente jours, en disant ce qui a changé.",
)
GROUNDS = {
    "STANDARD": Text(
        "A line of the site standard is no longer met", "Un point de la norme des sites n'est plus satisfait"
    ),
    "INTEGRITY": Text("A load or a seal was tampered with", "Un chargement ou un sceau a été altéré"),
    "ACCESS": Text("Officers could not work there", "Les agents n'ont pu y travailler"),
}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AccreditationForm(forms.Form):
    """What both agencies are to sign."""

    use_required_attribute = False
    purposes = forms.MultipleChoiceField(label=_("Accredited for"), required=False, widget=forms.CheckboxSelectMultiple)
    visit = forms.CharField(
        label=_("Number of the visit's report"),
        required=False,
        max_length=16,
        help_text=_("A report of this site signed by both within a year. The lines it found met are taken over."),
    )
    met = forms.MultipleChoiceField(
        label=_("Lines of the common site standard that are met"),
        required=False,
        help_text=_("The same for every kind of site. All of them, when no report is named."),
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = forms.DateField(label=_("Accredited until"), widget=DayInput, help_text=_("Three years at most."))

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends_on": today + timedelta(days=730), "purposes": ["gate"]})
        super().__init__(*args, **kwargs)
        offer_choices(self, "purposes", [(code, words(text)) for code, text in PURPOSES.items()])
        offer_choices(self, "met", [(code, words(text)) for code, text in SITE_STANDARD.items()])

    def terms(self) -> AccreditationTerms:
        data = self.cleaned_data
        return AccreditationTerms(tuple(data["purposes"]), data["ends_on"], tuple(data["met"]), data["visit"])


def _area(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": "1000"}))


class AdverseForm(forms.Form):
    """Why an accreditation is suspended or revoked: ground, words, evidence and fix; the service checks it is whole."""

    use_required_attribute = False
    aliases = {
        "reason.code": "ground",
        "reason.evidence": "evidence",
        "reason.text.en": "text_en",
        "reason.text.fr": "text_fr",
        "reason.fix.en": "fix_en",
        "reason.fix.fr": "fix_fr",
    }
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    text_en = _area(_("Why, in English"))
    text_fr = _area(_("Why, in French"))
    evidence = forms.CharField(
        label=_("Evidence"), required=False, max_length=100, help_text=_("The record it rests on: a visit, a session.")
    )
    fix_en = _area(_("How to put it right, in English"))
    fix_fr = _area(_("How to put it right, in French"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "ground", [(code, words(text)) for code, text in GROUNDS.items()])

    def reason(self) -> Reason:
        data = self.cleaned_data
        return Reason(
            data["ground"],
            Text(data["text_en"], data["text_fr"]),
            data["evidence"],
            Text(data["fix_en"], data["fix_fr"]),
            CONTEST,
        )
