"""Shapes of the pages of fees. What is missing is said by the domain, at its field, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.fees import GROUNDS, POLICY_GROUNDS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import NO_TIER, TIERS
from enrollment.forms import KeptChoice, KeptText, labelled

_DAY = {"placeholder": "2027-01-31", "class": "pc-input--medium"}


def _day(label: Any, hint: Any = "") -> forms.CharField:
    return KeptText(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=_DAY))


def _long(label: Any, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "maxlength": "300"})
    return KeptText(label=label, help_text=hint, required=False, widget=area)


class ProvisionForm(forms.Form):
    """What a fee and a waiver have in common: the four parts none may lack (R-105), and when it counts."""

    use_required_attribute = False
    programme = KeptChoice(
        label=_("Programme"), choices=labelled({code: one.name for code, one in PROGRAMMES.items()}), required=False
    )
    owner = KeptText(label=_("Owner"), help_text=_("The office that answers for it."), required=False)
    basis_en = _long(_("Legal basis or policy, in English"), _("Section and instrument; it is cited on every invoice."))
    basis_fr = _long(_("Legal basis or policy, in French"))
    cost_en = _long(_("Estimated cost to users and why, in English"))
    cost_fr = _long(_("Estimated cost to users and why, in French"))
    review_on = _day(_("Next review"), _("After this day the public page marks it."))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"), _("Leave it empty if none is known."))


class FeeForm(ProvisionForm):
    """One version of a fee."""

    field_order = ["programme", "amount"]
    amount = KeptText(
        label=_("Amount in US dollars"),
        help_text=_("One amount for both countries, for example 120.00."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "pc-input--short"}),
    )


class WaiverForm(ProvisionForm):
    """A waiver or credit."""

    field_order = ["programme", "ground", "tier", "percent"]
    ground = KeptChoice(
        label=_("Who pays less"), choices=labelled({code: GROUNDS[code] for code in POLICY_GROUNDS}), required=False
    )
    tier = KeptChoice(
        label=_("From which tier"),
        help_text=_("Only where a tier is the ground."),
        choices=[("", "–"), *((tier, tier) for tier in TIERS if tier != NO_TIER)],
        required=False,
    )
    percent = forms.IntegerField(
        label=_("Per cent"),
        help_text=_("100 waives the fee; less is a credit."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
    )


class RangeForm(forms.Form):
    """A range of days, both included."""

    use_required_attribute = False
    first = forms.DateField(
        label=_("First day"), required=False, widget=forms.TextInput(attrs=_DAY), input_formats=["%Y-%m-%d"]
    )
    last = forms.DateField(
        label=_("Last day"), required=False, widget=forms.TextInput(attrs=_DAY), input_formats=["%Y-%m-%d"]
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            self.add_error("last", _("The last day lies before the first. Swap the two."))
        return found
