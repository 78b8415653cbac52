"""The form of a value-chain loop: shape only, the domain judges the content (R-62)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clearance.domain.loops import LoopTerms, Part, Plant
from clearance.domain.loops.terms import MOST_TRIPS
from clearance.forms import words
from clearance.forms_seals import MomentInput
from portal.core.domain.errors import DomainError
from portal.core.forms import form_refuse, offer_choices
from portal.reference.selectors import crossing_list

MOST_ROWS = 30
_PLACE = re.compile(r"(plants|parts)\[(\d+)\]\.(\w+)")


class PlantForm(forms.Form):
    """One plant."""

    organisation = forms.CharField(label=_("Company"), max_length=60)
    site = forms.CharField(label=_("Name of the site"), max_length=60)
    address = forms.CharField(label=_("Street"), max_length=110)
    city = forms.CharField(label=_("City"), max_length=30)
    jurisdiction = forms.CharField(label=_("Province or state"), max_length=3)
    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "country", [("", "–"), ("CA", "Canada"), ("US", str(_("United States")))])

    def plant(self) -> Plant:
        data = {name: self.cleaned_data[name].strip() for name in self.fields if name != "DELETE"}
        return Plant(**{**data, "jurisdiction": data["jurisdiction"].upper()})


class PartForm(forms.Form):
    """One kind of part."""

    hs_prefix = forms.CharField(label=_("First digits of the goods code"), max_length=12)
    description = forms.CharField(label=_("In plain words"), max_length=120)

    def part(self) -> Part:
        data = self.cleaned_data
        return Part(re.sub(r"[. ]", "", data["hs_prefix"]), data["description"].strip())


PlantRows = forms.formset_factory(PlantForm, extra=2, can_delete=True, max_num=MOST_ROWS, validate_max=True)
PartRows = forms.formset_factory(PartForm, extra=2, can_delete=True, max_num=MOST_ROWS, validate_max=True)


class LoopForm(forms.Form):
    """Name, ports, carriers, frequency, dates."""

    name = forms.CharField(label=_("Name of the loop"), max_length=80)
    crossings = forms.MultipleChoiceField(
        label=_("Crossings"), widget=forms.SelectMultiple(attrs={"size": 6, "class": "usa-select"})
    )
    carriers = forms.CharField(
        label=_("Carriers that drive it"), max_length=200,
        help_text=_("Their SCAC or CBSA carrier codes, parted by spaces. Only their trips may state the loop."),
    )  # fmt: skip
    trips_per_week = forms.IntegerField(
        label=_("Trips a week"), min_value=1, max_value=MOST_TRIPS, help_text=_("Both directions together.")
    )
    starts_at = forms.DateTimeField(label=_("In force from"), widget=MomentInput, help_text=_("Eastern time."))
    ends_at = forms.DateTimeField(
        label=_("In force until"), widget=MomentInput, help_text=_("Eastern time; one year at most.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "crossings", [(place.code, words(place.name)) for place in crossing_list(commercial=True)])

    def terms(self, plants: list[Plant], parts: list[Part]) -> LoopTerms:
        data = self.cleaned_data
        return LoopTerms(
            name=data["name"].strip(),
            plants=tuple(plants),
            parts=tuple(parts),
            crossings=tuple(sorted(data["crossings"])),
            carriers=tuple(sorted(set(data["carriers"].upper().replace(",", " ").split()))),
            trips_per_week=data["trips_per_week"],
        )


class LoopForms:
    """The three parts of the page as one: they are shown, checked and refused together."""

    def __init__(self, posted: Any, initial: dict[str, Any]) -> None:
        self.head = LoopForm(posted, initial=initial.get("head"))
        self.plants: Any = PlantRows(posted, prefix="plants", initial=initial.get("plants"))
        self.parts: Any = PartRows(posted, prefix="parts", initial=initial.get("parts"))

    def is_valid(self) -> bool:
        return all([part.is_valid() for part in (self.head, self.plants, self.parts)])

    def terms(self) -> LoopTerms:
        return self.head.terms(
            [row.plant() for row in _filled(self.plants)], [row.part() for row in _filled(self.parts)]
        )

    def refuse(self, error: DomainError) -> None:
        """Put each refusal at the row and field it names, what names no row above the form."""
        language = get_language() or "en"
        rest = []
        for item in error.items:
            found = _PLACE.fullmatch(item.path)
            if found is None:
                rest.append(item)
                continue
            row = _filled(getattr(self, found.group(1)))[int(found.group(2))]
            fix = f" {item.fix.get(language)}" if item.fix else ""
            row.add_error(found.group(3), item.message.get(language) + fix)
        if rest:
            form_refuse(self.head, type(error)(rest))


def _filled(rows: Any) -> list[Any]:
    """The rows somebody filled in and did not take out, in the order of the terms."""
    return [form for form in rows if form.has_changed() and not form.cleaned_data.get("DELETE")]


def initial_of(terms: LoopTerms) -> dict[str, Any]:
    """Fill the page from the version the next one starts from."""
    kept = terms.as_dict()
    return {
        "head": {**kept, "carriers": " ".join(terms.carriers)},
        "plants": kept["plants"],
        "parts": kept["parts"],
    }
