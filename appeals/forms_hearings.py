"""Forms for the hearing of a case: shape only, the services check the rest (R-80)."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from appeals.domain.docket import AGENCY, APPELLANT, SIDES
from appeals.domain.hearings import LENGTHS, PARTIES, WISHES, ZONES, Plan, moment_of
from appeals.forms import LANGUAGES, Versioned, area
from portal.core.domain.text import Text
from portal.core.forms import offer_choices


class PlanForm(Versioned):
    """When, where, in which languages, and for whom a hearing is open."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    clock = forms.TimeField(
        label=_("Time"),
        help_text=_("By the Canadian clock chosen below."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone_ca = forms.ChoiceField(label=_("Clock in Canada"), initial="America/Toronto")
    zone_us = forms.ChoiceField(label=_("Clock in the United States"), initial="America/New_York")
    minutes = forms.TypedChoiceField(label=_("Length in minutes"), coerce=int, initial=120)
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Everybody reads the place of an open hearing: name no party in it."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=_("Link for those who take part from elsewhere"), max_length=400, required=False, assume_scheme="https"
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the hearing"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    interpreter_appellant = forms.CharField(
        label=_("Interpreter for the appellant"), help_text=_("Name the language."), max_length=60, required=False
    )
    interpreter_agency = forms.CharField(label=_("Interpreter for the agency"), max_length=60, required=False)
    openness = forms.ChoiceField(
        label=_("Who may attend"),
        choices=[("open", _("Open to everybody")), ("closed", _("In camera, for the reason below"))],
        widget=forms.RadioSelect,
        initial="open",
    )
    closed_en = area(_("Why in camera, in English"), rows=2, required=False, attrs={"lang": "en"})
    closed_fr = area(_("Why in camera, in French"), rows=2, required=False, attrs={"lang": "fr"})
    consents = forms.MultipleChoiceField(
        label=_("Who agreed to shorter notice"),
        help_text=_("Only where the day is nearer than 14 days. Both sides have to agree."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for country, zones in ZONES.items():
            offer_choices(self, f"zone_{country.lower()}", [(code, name.get(language)) for code, name in zones.items()])
        offer_choices(self, "minutes", [(str(length), str(length)) for length in LENGTHS])
        offer_choices(self, "consents", [(side, SIDES[side].get(language)) for side in PARTIES])

    def plan(self) -> Plan:
        """What the service takes."""
        data = self.cleaned_data
        return Plan(
            starts_at=moment_of(data["day"], data["clock"], data["zone_ca"]),
            minutes=data["minutes"],
            zone_ca=data["zone_ca"],
            zone_us=data["zone_us"],
            place=data["place"],
            link=data["link"],
            languages=tuple(data["languages"]),
            interpreters=((APPELLANT, data["interpreter_appellant"]), (AGENCY, data["interpreter_agency"])),
            closed=Text(data["closed_en"], data["closed_fr"]) if data["openness"] == "closed" else None,
            consents=tuple(data["consents"]),
        )


class ReasonForm(Versioned):
    """Why a hearing is cancelled, in both languages."""

    reason_en = area(_("Reason in English"), rows=2, attrs={"lang": "en"})
    reason_fr = area(_("Reason in French"), rows=2, attrs={"lang": "fr"})

    def reason(self) -> Text:
        return Text(self.cleaned_data["reason_en"], self.cleaned_data["reason_fr"])


class AdjournForm(PlanForm, ReasonForm):
    """Why a hearing is adjourned, and to when."""


class HeldForm(Versioned):
    """Nothing but that it was held."""


class MinutesForm(Versioned):
    """The minutes of a hearing, in both languages."""

    minutes_en = area(_("Minutes in English"), rows=6, attrs={"lang": "en"})
    minutes_fr = area(_("Minutes in French"), rows=6, attrs={"lang": "fr"})

    def minutes(self) -> Text:
        return Text(self.cleaned_data["minutes_en"], self.cleaned_data["minutes_fr"])


class WishForm(forms.Form):
    """What a party asks for."""

    use_required_attribute = False
    wish = forms.ChoiceField(label=_("What you ask for"), widget=forms.RadioSelect)
    language = forms.CharField(label=_("Language of the interpreter"), max_length=60, required=False)
    words = area(_("Why"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = get_language() or "en"
        offer_choices(self, "wish", [(code, label.get(chosen)) for code, label in WISHES.items()])
