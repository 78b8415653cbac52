"""Forms of a panel that deliberates: shape only (4.12)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from appeals.domain.drafting import LONGEST_NOTE, LONGEST_PLACE, PARTS, cites_of
from appeals.forms import LANGUAGES, Versioned, area
from portal.core.domain.text import Text


class DraftForm(Versioned):
    """Each part of the skeleton in both languages, and the decisions cited."""

    stale = False  # whether another member saved in between
    cites = forms.CharField(
        label=_("Published decisions cited"),
        help_text=_("Their numbers, with spaces between."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for code, part in PARTS.items():
            for spoken, name in LANGUAGES:
                self.fields[f"{code}_{spoken}"] = area(
                    f"{part.heading.get(language)} ({name})",
                    part.hint.get(language),
                    rows=4,
                    required=False,
                    attrs={"lang": spoken},
                )
        self.order_fields([f"{code}_{spoken}" for code in PARTS for spoken, _name in LANGUAGES])

    def parts(self) -> dict[str, Text]:
        data = self.cleaned_data
        return {code: Text(data[f"{code}_en"], data[f"{code}_fr"]) for code in PARTS}

    def numbers(self) -> tuple[str, ...]:
        return cites_of(self.cleaned_data["cites"])


class PanelNoteForm(forms.Form):
    """A note for the panel, and what it marks."""

    use_required_attribute = False
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Paper and page, or part of the record; may be empty."),
        max_length=LONGEST_PLACE,
        required=False,
    )
    words = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_NOTE)
