"""The form of a delegation order: shape only, the domain judges the content (R-41)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.officers import BORDER
from clearance.domain.partners import PROGRAMMES
from clearance.domain.partners.base import Programme
from clearance.domain.partners.orders import HOURS, POWERS, OrderTerms
from clearance.forms import words
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text
from portal.core.forms import offer_choices
from portal.reference.selectors import agency_list, crossing_list

CLOCK = ZoneInfo("America/Toronto")  # orders start and end on one clock, whatever port they name


class OrderForm(forms.Form):
    """Who lets whom decide, where, for which goods, when, and within which limits."""

    giver = forms.ChoiceField(label=_("Agency acted for"))
    receiver = forms.ChoiceField(label=_("Agency whose officers act"))
    crossings = forms.MultipleChoiceField(
        label=_("Crossings"), required=False, help_text=_("None chosen means every crossing."),
        widget=forms.SelectMultiple(attrs={"size": 8, "class": "usa-select"}),
    )  # fmt: skip
    programmes = forms.MultipleChoiceField(
        label=_("Programmes"), required=False, help_text=_("None chosen means every programme of the agency acted for."),
        widget=forms.SelectMultiple(attrs={"size": 6, "class": "usa-select"}),
    )  # fmt: skip
    powers = forms.MultipleChoiceField(label=_("What they may decide"), widget=forms.CheckboxSelectMultiple)
    hours = forms.ChoiceField(label=_("At which hours"), widget=forms.RadioSelect)
    except_prefixes = forms.CharField(
        label=_("Goods left out"), required=False, max_length=200,
        help_text=_("Goods codes or their first digits, parted by spaces."),
    )  # fmt: skip
    max_weight_kg = forms.IntegerField(
        label=_("Heaviest load, kg"), required=False, min_value=0, max_value=100_000,
        help_text=_("Empty means no limit."),
    )  # fmt: skip
    complete_only = forms.BooleanField(label=_("Only when every answer the agency needs is there"), required=False)
    designated_only = forms.BooleanField(label=_("Only officers with their own accreditation"), required=False)
    starts_at = forms.DateTimeField(label=_("In force from"), help_text=_("Eastern time."))
    ends_at = forms.DateTimeField(label=_("In force until"), help_text=_("Eastern time; one year at most."))
    note = forms.CharField(label=_("Why it is needed"), required=False, max_length=1000,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip

    def __init__(self, *args: Any, agency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [known for known in agency_list(border=False)]
        offer_choices(self, "giver", [(known.code, words(known.name)) for known in partners])
        offer_choices(self, "receiver", [(code, words(agency_short(code))) for code in BORDER])
        offer_choices(self, "crossings", [(place.code, words(place.name)) for place in crossing_list(commercial=True)])
        own = [found for found in PROGRAMMES if agency in BORDER or found.agency == agency]
        offer_choices(self, "programmes", [(found.code, words(_titled(found))) for found in own])
        offer_choices(self, "powers", [(code, words(text)) for code, text in POWERS.items()])
        offer_choices(self, "hours", [(code, words(text)) for code, text in HOURS.items()])
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def terms(self) -> OrderTerms:
        """Give what was chosen as the terms that are signed."""
        data = self.cleaned_data
        return OrderTerms(
            giver=data["giver"],
            receiver=data["receiver"],
            crossings=tuple(sorted(data["crossings"])),
            programmes=tuple(sorted(data["programmes"])),
            powers=tuple(sorted(data["powers"])),
            hours=data["hours"],
            except_prefixes=tuple(sorted(set(data["except_prefixes"].replace(".", "").replace(",", " ").split()))),
            max_weight_kg=data["max_weight_kg"] or 0,
            complete_only=data["complete_only"],
            designated_only=data["designated_only"],
        )

    def moment(self, name: str) -> datetime:
        """Give a moment on the order's clock."""
        value: datetime = self.cleaned_data[name]
        return value.replace(tzinfo=CLOCK)


def _titled(programme: Programme) -> Text:
    short = agency_short(programme.agency)
    return Text(f"{short.en}: {programme.name.en}", f"{short.fr} : {programme.name.fr}")


class EndForm(forms.Form):
    """Why an order ends."""

    why = forms.CharField(label=_("Why it ends"), max_length=1000, required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
