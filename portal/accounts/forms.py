"""Shapes of the pages of this app. What is right or wrong is decided by the domain; forms only carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.wording import (
    COUNTRIES,
    DELEGATION_SCOPES,
    IDENTIFIER_KINDS,
    ORGANISATION_KINDS,
    ORGANISATION_ROLES,
    PARTNER_SCOPES,
    POWERS,
    SIZE_CLASSES,
)
from portal.core.domain.text import Text
from portal.reference.selectors import subdivisions

IDENTIFIERS = {kind: kind.lower() for kind in IDENTIFIER_KINDS}
LANGUAGES = [("en", "English"), ("fr", "Français")]
PROFILE_FIELDS = (
    "legal_name",
    "country",
    "subdivision",
    "street",
    "city",
    "postal_code",
    "contact_name",
    "contact_email",
    "contact_phone",
    "size_class",
)


def labelled(words: Mapping[str, Text], empty: Any = None) -> Callable[[], list[tuple[str, Any]]]:
    """Give a closed list as choices in the language of the request."""

    def choices() -> list[tuple[str, Any]]:
        language = get_language() or "en"
        first = [] if empty is None else [("", empty)]
        return first + [(code, text.get(language)) for code, text in words.items()]

    return choices


def places() -> list[tuple[Any, Any]]:
    """Give provinces and states under their countries, in the language of the request."""
    language = get_language() or "en"
    groups: list[tuple[Any, Any]] = [("", _("Choose"))]
    for country, name in COUNTRIES.items():
        rows = [(row.code, row.name.get(language)) for row in subdivisions(country)]
        groups.append((name.get(language), sorted(rows, key=lambda row: row[1])))
    return groups


def _text(label: Any, length: int, required: bool = True, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=hint, widget=forms.TextInput(attrs=attrs)
    )


class ProfileForm(forms.Form):
    """Name, place, contact and identifiers of an organisation."""

    aliases = {f"identifiers.{kind}": name for kind, name in IDENTIFIERS.items()}

    legal_name = _text(_("Legal name"), 200, autocomplete="organization")
    country = forms.ChoiceField(label=_("Country"), choices=labelled(COUNTRIES, _("Choose")))
    subdivision = forms.ChoiceField(label=_("Province or state"), choices=places)
    street = _text(_("Street address"), 200, autocomplete="street-address")
    city = _text(_("City"), 100, autocomplete="address-level2")
    postal_code = _text(_("Postal or ZIP code"), 12, autocomplete="postal-code")
    contact_name = _text(_("Contact person"), 120, autocomplete="name")
    contact_email = forms.EmailField(
        label=_("E-mail of the contact"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    contact_phone = _text(_("Telephone"), 30, required=False, autocomplete="tel")
    size_class = forms.ChoiceField(label=_("How many people work there?"), choices=labelled(SIZE_CLASSES, _("Choose")))
    scac = _text(_("SCAC"), 8, required=False, hint=_("US carrier code, two to four letters."))
    cbsa_carrier = _text(_("CBSA carrier code"), 8, required=False, hint=_("Four letters or digits."))
    bn15 = _text(
        _("Canadian business number"), 24, required=False, hint=_("15 characters, for example 123456782RM0001.")
    )
    ior = _text(_("US importer number"), 16, required=False, hint=_("For example 12-3456789AB, from CBP Form 5106."))
    usdot = _text(_("USDOT number"), 14, required=False, hint=_("One to eight digits."))

    def profile(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PROFILE_FIELDS}

    def identifiers(self) -> list[tuple[str, str]]:
        return [(kind, self.cleaned_data.get(name, "")) for kind, name in IDENTIFIERS.items()]


class RegisterForm(ProfileForm):
    """The same with the kind of organisation in front."""

    kind = forms.ChoiceField(label=_("What are you?"), choices=labelled(ORGANISATION_KINDS), widget=forms.RadioSelect)

    field_order = ("kind",)


class EditForm(ProfileForm):
    """The same with the version the person saw."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class InviteForm(forms.Form):
    """A colleague and a role."""

    email = forms.EmailField(
        label=_("E-mail address of your colleague"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = _text(_("Name"), 120, autocomplete="off")
    role = forms.ChoiceField(label=_("Role"), choices=labelled(ORGANISATION_ROLES), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=LANGUAGES, widget=forms.RadioSelect)


class OfferForm(forms.Form):
    """A broker, what it may do, and for how long."""

    aliases = {"broker": "broker_number"}

    broker_number = _text(
        _("Business number or US importer number of the broker"),
        24,
        hint=_("Ask your broker for it; it is the number it registered with."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the broker may do"), choices=labelled(DELEGATION_SCOPES), widget=forms.CheckboxSelectMultiple
    )
    starts_at = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_at = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def moments(self) -> tuple[datetime, datetime]:
        """Give the start of the first day and the end of the last one, in UTC."""
        first, last = self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]
        start = datetime.combine(first, time.min, UTC)
        return start, datetime.combine(last, time.min, UTC) + timedelta(days=1)


class KeyForm(forms.Form):
    """A key of the partner API."""

    name = _text(_("Name of the key"), 80, hint=_("For example the system that uses it."))
    scopes = forms.MultipleChoiceField(
        label=_("What the key may do"), choices=labelled(PARTNER_SCOPES), widget=forms.CheckboxSelectMultiple
    )


class TrainingForm(forms.Form):
    """The training somebody did before they work again."""

    training = _text(_("Training that was done"), 200, hint=_("Name the course and its date."), autocomplete="off")


class AccreditForm(forms.Form):
    """An officer of another agency, the powers, the days, the training."""

    aliases = {"user": "email"}

    email = forms.EmailField(
        label=_("E-mail address of the officer"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    powers = forms.MultipleChoiceField(label=_("Powers"), choices=labelled(POWERS), widget=forms.CheckboxSelectMultiple)
    valid_from = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    valid_until = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    training = _text(_("Training"), 120, hint=_("The course that prepares for these powers."))
    training_until = forms.DateField(label=_("Training counts until"), widget=forms.DateInput(attrs={"type": "date"}))

    def moments(self) -> tuple[datetime, datetime, datetime]:
        """Give the start of the first day and the ends of the last day and of the training, in UTC."""
        data = self.cleaned_data
        start, end, trained = (
            datetime.combine(data[name], time.min, UTC) for name in ("valid_from", "valid_until", "training_until")
        )
        return start, end + timedelta(days=1), trained + timedelta(days=1)


class MeForm(forms.Form):
    """The own name and language."""

    name = _text(_("Your name"), 120, autocomplete="name")
    language = forms.ChoiceField(
        label=_("Language of letters and e-mails"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
    )
