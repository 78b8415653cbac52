"""Forms of the style page; what they hold is never stored."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class SpecimenForm(forms.Form):
    """One field of each kind."""

    plate = forms.CharField(
        label=_("Licence plate"),
        help_text=_("As it is on the plate, without spaces."),
        max_length=8,
        widget=forms.TextInput(attrs={"class": "pc-input--short pc-input--code"}),
    )
    goods = forms.CharField(
        label=_("Goods, in plain words"),
        help_text=_("“Brake pads for passenger cars”, not “parts”."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    weight = forms.DecimalField(label=_("Gross weight in kilograms"), min_value=0, required=False)
    port = forms.ChoiceField(
        label=_("First port of arrival"),
        choices=[("", "–"), ("3801", "Detroit, Ambassador Bridge"), ("0901", "Buffalo, Peace Bridge")],
    )
    arrival = forms.DateTimeField(label=_("Expected arrival, port time"))
    hs_code = forms.CharField(
        label=_("Tariff code"),
        help_text=_("Type the code or words of the goods."),
        widget=forms.TextInput(attrs={"data-search-url": reverse_lazy("site:style_search")}),
    )
    direction = forms.ChoiceField(
        label=_("Direction of travel"),
        choices=[("SB", _("Into the United States")), ("NB", _("Into Canada"))],
        widget=forms.RadioSelect,
    )
    agencies = forms.MultipleChoiceField(
        label=_("Other agencies that need an answer"),
        choices=[("FDA", "FDA"), ("CFIA", "CFIA / ACIA")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    invoice = forms.FileField(label=_("Commercial invoice"), help_text=_("PDF, at most 10 MB."), required=False)
    declared = forms.BooleanField(label=_("What I filed is true and complete."))


class LineForm(forms.Form):
    """One row of the grid specimen."""

    description = forms.CharField(label=_("Description"), max_length=45)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    weight = forms.DecimalField(label=_("Gross kg"), min_value=0, required=False)


LineFormSet = forms.formset_factory(LineForm, extra=1, can_delete=True)


def bad_form() -> SpecimenForm:
    """Give the form as it comes back with mistakes in it."""
    return SpecimenForm({"plate": "AB12345TOOLONG", "goods": "", "port": "3801", "direction": "SB"})


def bad_lines() -> forms.BaseFormSet:
    """Give the grid with one good row and one wrong one."""
    return LineFormSet(
        {
            "lines-TOTAL_FORMS": "2",
            "lines-INITIAL_FORMS": "0",
            "lines-0-description": "Brake pads for passenger cars",
            "lines-0-quantity": "412",
            "lines-0-weight": "6120",
            "lines-1-description": "Wiper blades",
            "lines-1-quantity": "0",
            "lines-1-weight": "",
        },
        prefix="lines",
    )
