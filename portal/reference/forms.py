"""What the pages of reference data ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CrossingFilterForm(forms.Form):
    """Narrow the list of crossings."""

    q = forms.CharField(label=_("Name, place or port code"), required=False, max_length=60)
    fast = forms.ChoiceField(
        label=_("FAST lanes"),
        required=False,
        choices=[
            ("", _("All crossings")),
            ("any", _("In at least one direction")),
            ("both", _("In both directions")),
            ("southbound_only", _("Southbound only")),
            ("none", _("In neither direction")),
        ],
    )
    trucks = forms.BooleanField(label=_("Only crossings that take trucks"), required=False)


class GoodsSearchForm(forms.Form):
    """Look for a goods code."""

    q = forms.CharField(
        label=_("Words or digits"),
        help_text=_("For example brake pads, tomatoes, 8708.30. English and French both work."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LaneSwitchForm(forms.Form):
    """The version of the lane that the person saw."""

    expected_version = forms.IntegerField(min_value=1)
