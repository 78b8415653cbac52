"""Forms of the administrator's agencies page: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

AGENCIES = [("CBP", "CBP"), ("CBSA", "CBSA / ASFC")]


class OutageForm(forms.Form):
    """An outage, with its reason in both languages."""

    agency = forms.ChoiceField(label=_("Agency"), choices=AGENCIES)
    reason_en = forms.CharField(label=_("Reason, in English"), max_length=300)
    reason_fr = forms.CharField(label=_("Reason, in French"), max_length=300)


class EndpointForm(forms.Form):
    """One connection. The key is never shown; an empty field keeps the one that is stored."""

    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("The same name changes that connection."))
    agency = forms.ChoiceField(label=_("Agency"), choices=AGENCIES)
    name = forms.CharField(label=_("Name"), max_length=80)
    adapter = forms.ChoiceField(
        label=_("Way"),
        choices=[("as2", _("HTTPS with signed receipts")), ("drop", _("Folder of an SFTP server"))],
    )
    address = forms.CharField(label=_("Address or folder"), max_length=500)
    syntax = forms.ChoiceField(label=_("Syntax"), choices=[("EDIFACT", "UN/EDIFACT"), ("X12", "X12")])
    sender_id = forms.CharField(label=_("Our identifier"), max_length=15)
    receiver_id = forms.CharField(label=_("Their identifier"), max_length=15)
    test = forms.BooleanField(label=_("Mark messages as a test"), required=False)
    secret = forms.CharField(
        label=_("Shared key"), required=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
