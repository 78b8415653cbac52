"""The form of a look-out: shape only, the domain judges what is missing (R-98)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.lookouts.checking import Entry
from clearance.domain.lookouts.closed_lists import KINDS, QUALITIES, REASONS, SOURCES
from clearance.forms import words
from clearance.targeting.profile import REASON_CLASSES
from portal.core.forms import offer_choices

CLOCK = ZoneInfo("America/Toronto")  # look-outs end on one clock, whatever port a truck comes to
IDENTITY = ("family", "given", "birth_date", "number", "jurisdiction", "name")


class LookoutForm(forms.Form):
    """Whom or what to stop, on whose word, what for, and until when."""

    kind = forms.ChoiceField(label=_("What is looked for"), required=False)
    family = forms.CharField(label=_("Family name"), required=False, max_length=60, help_text=_("For a person."))
    given = forms.CharField(label=_("Given names"), required=False, max_length=60)
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without it a name alone never refers anybody: an officer is asked."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Plate or number"), required=False, max_length=20, help_text=_("Of a truck, a trailer or a seal.")
    )
    jurisdiction = forms.CharField(
        label=_("Province or state"), required=False, max_length=3, help_text=_("Of the plate, as ON or MI.")
    )
    name = forms.CharField(label=_("Name of the company"), required=False, max_length=60)
    identifiers = forms.CharField(
        label=_("Identifying numbers"), required=False, max_length=200,
        help_text=_("Apart by commas: FAST card, travel document with its country first (CA AB123456), VIN, carrier code."),
    )  # fmt: skip
    source_class = forms.ChoiceField(label=_("Class of the source"), required=False)
    quality = forms.ChoiceField(
        label=_("Quality"), required=False,
        help_text=_("What is only possible, or cannot be judged, stops nobody by itself: an officer is asked."),
    )  # fmt: skip
    purpose = forms.CharField(label=_("Purpose"), required=False, max_length=300)
    reason_class = forms.ChoiceField(
        label=_("What the member reads"), required=False, help_text=_("These words and nothing else.")
    )
    expires_at = forms.DateTimeField(
        label=_("Ends"), required=False, help_text=_("Eastern time; one year at most."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    detail = forms.CharField(
        label=_("Internal detail"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only your agency reads it, unless the look-out is shared."),
    )  # fmt: skip
    shared = forms.BooleanField(label=_("Share it whole with the other agency"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("", str(_("Choose")))
        reasons = {code: REASON_CLASSES[code] for code in REASONS}
        lists = {"kind": KINDS, "source_class": SOURCES, "quality": QUALITIES, "reason_class": reasons}
        for name, options in lists.items():
            offer_choices(self, name, [nothing, *((code, words(text)) for code, text in options.items())])

    def entry(self) -> Entry:
        """Give what was entered, for the service to judge."""
        data = self.cleaned_data
        identity: dict[str, Any] = {name: data[name] or "" for name in IDENTITY}
        identity["birth_date"] = data["birth_date"].isoformat() if data["birth_date"] else ""
        identity["identifiers"] = [part.strip() for part in data["identifiers"].split(",") if part.strip()]
        ends: datetime | None = data["expires_at"]
        return Entry(
            kind=data["kind"],
            identity=identity,
            source_class=data["source_class"],
            quality=data["quality"],
            purpose=data["purpose"],
            reason_class=data["reason_class"],
            expires_at=ends.replace(tzinfo=CLOCK) if ends else None,
            detail=data["detail"],
            shared=data["shared"],
        )
