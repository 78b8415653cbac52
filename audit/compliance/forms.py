"""Forms of auditors and of the audited member: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.compliance.domain.reports import CURRENCIES, LONGEST, SECTIONS, Draft
from enrollment.domain.infractions import HARMS, INFRACTIONS
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

IN_ENGLISH, IN_FRENCH = _("in English"), _("in French")


class ReportForm(forms.Form):
    """The joint report: four sections in both languages, then class, harm, amount and the day to put it right by."""

    infraction = forms.ChoiceField(label=_("Class of infraction"), required=False)
    harm = forms.ChoiceField(label=_("Harm done"), widget=forms.RadioSelect, required=False)
    amount = forms.DecimalField(
        label=_("Amount at stake"),
        help_text=_("Duties, taxes or value; leave it empty when it cannot be said in money."),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    fix_by = forms.DateField(
        label=_("Put right by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    # Where the gate of letters says reason.text.en the report has facts_en.
    aliases = {
        "reason.text.en": "facts_en",
        "reason.text.fr": "facts_fr",
        "reason.fix.en": "remedy_en",
        "reason.fix.fr": "remedy_fr",
    }

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", "—")]
        offer_choices(
            self, "infraction", nothing + [(code, entry.label.get(language)) for code, entry in INFRACTIONS.items()]
        )
        offer_choices(self, "harm", [(code, entry.label.get(language)) for code, entry in HARMS.items()])
        offer_choices(self, "currency", nothing + [(code, code) for code in CURRENCIES])
        for section in SECTIONS:
            for code, tongue in (("en", IN_ENGLISH), ("fr", IN_FRENCH)):
                self.fields[f"{section.code}_{code}"] = forms.CharField(
                    label=f"{section.label.get(language)}, {tongue}",
                    help_text=section.hint.get(language),
                    widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                    max_length=LONGEST,
                    required=False,
                )
        self.order_fields([f"{section.code}_{code}" for section in SECTIONS for code in ("en", "fr")])

    def draft(self) -> Draft:
        data = self.cleaned_data
        sections = {each.code: Text(data[f"{each.code}_en"], data[f"{each.code}_fr"]) for each in SECTIONS}
        return Draft(sections, data["infraction"], data["harm"], data["amount"], data["currency"], data["fix_by"])


def report_initial(draft: Draft) -> dict[str, Any]:
    """Give the fields of a report as it stands."""
    words = {
        f"{code}_{language}": text.get(language) for code, text in draft.sections.items() for language in ("en", "fr")
    }
    return words | {
        "infraction": draft.infraction,
        "harm": draft.harm,
        "amount": draft.amount,
        "currency": draft.currency,
        "fix_by": draft.fix_by,
    }


class AnswerForm(forms.Form):
    """The member's answer to a draft: words, documents of the vault, or a new one put into it."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what is wrong, what is missing, or what you have already put right."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents of your vault"), widget=forms.CheckboxSelectMultiple, required=False
    )
    file = forms.FileField(
        label=_("Add a document"), help_text=_("It goes into your vault and is scanned."), required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if documents:
            offer_choices(self, "documents", documents)
        else:
            del self.fields["documents"]


class PlaceForm(forms.Form):
    """A supervisor gives the place of the own agency to one of its auditors."""

    auditor = forms.ChoiceField(label=_("Auditor"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "auditor", people)
