"""Forms of seals, sessions, sites and protocols: shape only, services and domain judge the content."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.prior import AWAY, CHECKS, KINDS, SITE, SITE_KINDS, ProtocolTerms
from clearance.domain.seals import GRADES, MAKES
from clearance.forms import words
from clearance.selectors.sites import sites_open
from clearance.services.prior import Booking, goods_codes
from clearance.services.seals import SealFacts
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.forms import offer_choices
from portal.reference.selectors import agency_list

CLOCK = ZoneInfo("America/Toronto")
LOCAL = "%Y-%m-%dT%H:%M"


class MomentInput(forms.DateTimeInput):
    """A day and an hour on the clock of these pages."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=LOCAL)


def moment(value: datetime) -> datetime:
    """Give what was typed as a moment: the form's values have no zone of their own."""
    return value.replace(tzinfo=CLOCK)


class SealForm(forms.Form):
    """A seal that was just applied."""

    number = forms.CharField(label=_("Number on the seal"), max_length=15)
    grade = forms.ChoiceField(label=_("Grade (ISO 17712)"))
    make = forms.ChoiceField(label=_("Make"))
    tag = forms.CharField(label=_("Chip"), max_length=40, required=False, help_text=_("Only of an electronic seal."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "grade", [(code, words(text)) for code, text in GRADES.items()])
        offer_choices(self, "make", [(code, words(text)) for code, text in MAKES.items()])

    def facts(self, equipment: str, site: str = "") -> SealFacts:
        data = self.cleaned_data
        return SealFacts(data["number"], equipment, data["grade"], data["make"], data["tag"].strip(), site)


class RegisterForm(SealForm):
    """A trader's own seal, put on record before the trip."""

    equipment = forms.CharField(label=_("Trailer or container"), max_length=17)
    site = forms.CharField(label=_("Where it was applied"), max_length=80, required=False)


class BookingForm(forms.Form):
    """What is to be cleared, where, when, by whom."""

    kind = forms.ChoiceField(label=_("Where it is cleared"), widget=forms.RadioSelect)
    agency = forms.ChoiceField(label=_("Agency that inspects"))
    site = forms.ChoiceField(label=_("Site"), required=False)
    place = forms.CharField(label=_("Place, when it is not a site"), max_length=80, required=False)
    equipment = forms.CharField(label=_("Trailer or container"), max_length=17)
    goods = forms.CharField(label=_("Goods codes"), max_length=200,
                            help_text=_("At least the first four digits of each, parted by spaces."))  # fmt: skip
    description = forms.CharField(label=_("Goods in words"), max_length=200, required=False)
    planned_at = forms.DateTimeField(label=_("When"), widget=MomentInput, help_text=_("Eastern time."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [agency for agency in agency_list() if actor.kind != "officer" or agency.code == actor.agency]
        offer_choices(self, "kind", [(code, words(KINDS[code])) for code in (SITE, AWAY)])
        offer_choices(self, "agency", [(agency.code, words(agency_short(agency.code))) for agency in own])
        sites = [(str(site.id), f"{site.name}, {site.city}") for site in sites_open()]
        offer_choices(self, "site", [("", "–"), *sites])

    def booking(self) -> Booking:
        data = self.cleaned_data
        return Booking(
            kind=data["kind"],
            agency=data["agency"],
            equipment=data["equipment"],
            goods=goods_codes(data["goods"]),
            description=data["description"],
            planned_at=moment(data["planned_at"]),
            site_id=data["site"] or None,
            place=data["place"],
        )


class CheckForm(forms.Form):
    """Who checked what is who sends this form."""

    code = forms.ChoiceField(label=_("What was checked"))
    passed = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("What was found"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "code", [(code, words(text)) for code, text in CHECKS.items()])
        offer_choices(self, "passed", [("1", str(_("Passed"))), ("0", str(_("Not passed")))])


class ClearForm(SealForm):
    """The seal that closes the door, and until when the clearance counts."""

    expires_at = forms.DateTimeField(label=_("Counts until"), widget=MomentInput, required=False,
                                     help_text=_("Eastern time; 72 hours at most."))  # fmt: skip
    route = forms.CharField(label=_("Secured route or escort"), max_length=200, required=False)


class SiteForm(forms.Form):
    """A site of the register."""

    code = forms.CharField(label=_("Short code"), max_length=20)
    name = forms.CharField(label=_("Name of the site"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of site"))
    city = forms.CharField(label=_("City"), max_length=60)
    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", [(code, words(text)) for code, text in SITE_KINDS.items()])
        offer_choices(self, "country", [("CA", "Canada"), ("US", str(_("United States")))])


class ProtocolForm(forms.Form):
    """Who inspects for whom, which goods, where, under which memorandum, from when to when."""

    giver = forms.ChoiceField(label=_("Agency inspected for"))
    receiver = forms.ChoiceField(label=_("Agency that inspects"))
    prefixes = forms.CharField(label=_("Goods codes"), max_length=200,
                               help_text=_("Codes or their first digits, parted by spaces."))  # fmt: skip
    sites = forms.MultipleChoiceField(label=_("Sites"), required=False,
                                      help_text=_("None chosen means every accredited site."),
                                      widget=forms.SelectMultiple(attrs={"size": 6, "class": "usa-select"}))  # fmt: skip
    memorandum = forms.CharField(label=_("Memorandum it rests on"), max_length=200)
    starts_at = forms.DateTimeField(label=_("In force from"), widget=MomentInput, help_text=_("Eastern time."))
    ends_at = forms.DateTimeField(label=_("In force until"), widget=MomentInput, help_text=_("Three years at most."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(agency.code, words(agency.name)) for agency in agency_list(border=False)]
        for name in ("giver", "receiver"):
            offer_choices(self, name, partners)
        offer_choices(self, "sites", [(site.code, f"{site.name}, {site.city}") for site in sites_open()])

    def terms(self) -> ProtocolTerms:
        data = self.cleaned_data
        return ProtocolTerms(
            giver=data["giver"],
            receiver=data["receiver"],
            prefixes=goods_codes(data["prefixes"]),
            memorandum=data["memorandum"].strip(),
            sites=tuple(sorted(data["sites"])),
        )
