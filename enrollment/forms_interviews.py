"""Forms of interviews and centres: shape only, services and domain judge the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.interviews.centres import LANGUAGES, MODES, WEEKDAYS, OpenHours
from enrollment.domain.interviews.results import DOCUMENTS, OUTCOMES, QUESTIONS, Result
from enrollment.forms import language
from enrollment.models import EnrolmentCentre
from enrollment.services.interviews import CentreDetails, WishTerms
from portal.core.domain.text import Text
from portal.core.forms import offer_choices
from portal.reference.selectors import crossing_list

LOCAL = "%Y-%m-%dT%H:%M"
ZONES = (
    "America/Halifax",
    "America/Toronto",
    "America/Detroit",
    "America/New_York",
    "America/Winnipeg",
    "America/Chicago",
    "America/Regina",
    "America/Edmonton",
    "America/Denver",
    "America/Vancouver",
    "America/Los_Angeles",
    "America/Whitehorse",
    "America/Anchorage",
)


def pairs(words: Mapping[str, Text]) -> list[tuple[str, str]]:
    return [(code, text.get(language())) for code, text in words.items()]


def weekday_pairs() -> list[tuple[str, str]]:
    return [(str(number), name.get(language()).capitalize()) for number, name in enumerate(WEEKDAYS)]


class MomentInput(forms.DateTimeInput):
    """A day and an hour on the clock of the centre."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=LOCAL)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WishForm(forms.Form):
    """Where, when at the earliest, and how much notice a person needs."""

    use_required_attribute = False
    centres = forms.MultipleChoiceField(label=_("At which centres"), widget=forms.CheckboxSelectMultiple)
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"),
        required=False,
        help_text=_("None ticked means any day."),
        widget=forms.CheckboxSelectMultiple,
    )
    earliest = forms.TimeField(
        label=_("Not before"), required=False, help_text=_("On the clock of the centre."), widget=HourInput
    )
    notice_hours = forms.IntegerField(
        label=_("Hours of notice you need"),
        min_value=0,
        max_value=336,
        initial=24,
        help_text=_("A time that is nearer than this is offered to the next person."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
    )

    def __init__(self, centres: Iterable[EnrolmentCentre], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "centres", [(str(row.id), f"{row.name}, {row.city}") for row in centres])
        offer_choices(self, "weekdays", weekday_pairs())

    def terms(self) -> WishTerms:
        data = self.cleaned_data
        return WishTerms(
            centres=tuple(UUID(one) for one in data["centres"]),
            weekdays=tuple(int(one) for one in data["weekdays"]),
            earliest=data["earliest"] or datetime.min.time(),
            notice_hours=data["notice_hours"],
        )


class ResultForm(forms.Form):
    """What the officer's own agency records of an interview. There is no field for a biometric (R-49)."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label=_("Outcome for your agency"), widget=forms.RadioSelect)
    documents = forms.MultipleChoiceField(
        label=_("Documents seen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    questions = forms.MultipleChoiceField(
        label=_("What was covered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    photo_taken = forms.BooleanField(label=_("Photo taken"), required=False)
    fingerprints_enrolled = forms.BooleanField(
        label=_("Fingerprints taken by your agency"),
        required=False,
        help_text=_("Only yes or no, the day and the agency are kept here."),
    )
    fingerprints_on = forms.DateField(label=_("Day they were taken"), required=False, widget=DayInput)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        help_text=_("Needed when anything is missing or not confirmed."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("outcome", OUTCOMES), ("documents", DOCUMENTS), ("questions", QUESTIONS)):
            offer_choices(self, name, pairs(words))

    def result(self) -> Result:
        data = self.cleaned_data
        return Result(
            outcome=data["outcome"],
            documents=tuple(data["documents"]),
            questions=tuple(data["questions"]),
            photo_taken=data["photo_taken"],
            fingerprints_enrolled=data["fingerprints_enrolled"],
            fingerprints_on=data["fingerprints_on"],
            note=data["note"],
        )


class CentreForm(forms.Form):
    """A centre of the register."""

    use_required_attribute = False
    code = forms.CharField(label=_("Short code"), max_length=20, help_text=_("Letters, digits and dashes."))
    name = forms.CharField(label=_("Name of the centre"), max_length=80)
    port = forms.ChoiceField(label=_("Crossing"), required=False, help_text=_("Leave empty for a centre in a town."))
    city = forms.CharField(label=_("City"), max_length=60)
    address = forms.CharField(label=_("Address"), max_length=200)
    country = forms.ChoiceField(label=_("Country"))
    zone = forms.ChoiceField(label=_("Clock"))
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(label=_("How interviews are held"), widget=forms.RadioSelect)
    slot_minutes = forms.IntegerField(
        label=_("Minutes of one interview"),
        min_value=10,
        max_value=120,
        initial=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "port", [("", "–"), *((row.code, row.name.get(language())) for row in crossing_list())])
        offer_choices(self, "country", [("CA", "Canada"), ("US", str(_("United States")))])
        offer_choices(self, "zone", [(zone, zone.split("/")[1].replace("_", " ")) for zone in ZONES])
        offer_choices(self, "languages", pairs(LANGUAGES))
        offer_choices(self, "mode", pairs(MODES))

    def details(self) -> CentreDetails:
        data = self.cleaned_data
        return CentreDetails(**{**data, "languages": tuple(data["languages"])})


class HoursForm(forms.Form):
    """Opening and closing of each weekday; empty is closed."""

    use_required_attribute = False

    def __init__(self, centre: EnrolmentCentre, *args: Any, **kwargs: Any) -> None:
        known = {row.weekday: row for row in centre.hours.all()}
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            row, word = known.get(number), name.get(language()).capitalize()
            for part, label, value in (
                ("opens", _("%(day)s from"), row and row.opens),
                ("closes", _("%(day)s until"), row and row.closes),
            ):
                self.fields[f"{part}_{number}"] = forms.TimeField(
                    label=label % {"day": word}, required=False, initial=value, widget=HourInput
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(len(WEEKDAYS)):
            opens, closes = data.get(f"opens_{number}"), data.get(f"closes_{number}")
            if (opens is None) != (closes is None) or (opens and closes and closes <= opens):
                self.add_error(f"closes_{number}", _("Give both hours, the closing one later; or leave both empty."))
        return data

    def hours(self) -> list[OpenHours]:
        data = self.cleaned_data
        return [
            OpenHours(number, data[f"opens_{number}"], data[f"closes_{number}"])
            for number in range(len(WEEKDAYS))
            if data[f"opens_{number}"] is not None
        ]


class DesksForm(forms.Form):
    """How many interviews the own agency holds there at a time."""

    places = forms.IntegerField(
        label=_("Desks of your agency"),
        min_value=0,
        max_value=40,
        help_text=_("How many interviews it holds at the same time. 0: not present."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
    )


class ClosureForm(forms.Form):
    """From when to when nobody interviews there, and why."""

    use_required_attribute = False
    starts_at = forms.DateTimeField(label=_("Closed from"), widget=MomentInput, help_text=_("On the centre's clock."))
    ends_at = forms.DateTimeField(label=_("Closed until"), widget=MomentInput)
    both = forms.BooleanField(label=_("For both agencies"), required=False)
    why_en = forms.CharField(label=_("Why it is closed, in English"), max_length=120)
    why_fr = forms.CharField(label=_("Why it is closed, in French"), max_length=120)

    def facts(self, zone: str) -> dict[str, Any]:
        data, clock = self.cleaned_data, ZoneInfo(zone)
        return {
            "starts_at": data["starts_at"].replace(tzinfo=clock),
            "ends_at": data["ends_at"].replace(tzinfo=clock),
            "both": data["both"],
            "why": Text(data["why_en"], data["why_fr"]),
        }


class EndForm(forms.Form):
    """Why an appointment is called off, in both languages."""

    use_required_attribute = False
    why_en = forms.CharField(label=_("Why it is called off, in English"), max_length=300)
    why_fr = forms.CharField(label=_("Why it is called off, in French"), max_length=300)
