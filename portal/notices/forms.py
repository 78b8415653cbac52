"""Shape of the webhook form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.notices.domain.events import ALL, EVENTS


def event_choices() -> list[tuple[str, Any]]:
    """Give the events in the language of the request, all of them first."""
    language = get_language() or "en"
    return [(ALL, _("Everything")), *((code, text.get(language)) for code, text in EVENTS.items())]


class EndpointForm(forms.Form):
    """An address and what it listens to."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Starts with https://. We send a signed POST there."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it about"), choices=event_choices, widget=forms.CheckboxSelectMultiple
    )
