"""Shapes of the pages of membership. Right or wrong is said by the domain, also for what is kept unfinished."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enrollment.domain.decisions import HOW_TO_APPEAL, HOW_TO_APPEAL_A_DENIAL
from enrollment.domain.denials import GROUNDS
from enrollment.domain.leaving import REASONS
from enrollment.domain.tiers import LADDER, is_below
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text

FEW = 4


def language() -> str:
    return get_language() or "en"


class Kept:
    """A field that keeps what was typed; its rule is in the domain, so nothing is checked here."""

    def validate(self, value: Any) -> None:
        """Leave the judgement to check_section, which names the fix as well."""

    def run_validators(self, value: Any) -> None:
        """See validate."""


class KeptText(Kept, forms.CharField):
    pass


class KeptChoice(Kept, forms.ChoiceField):
    pass


class KeptConsent(Kept, forms.BooleanField):
    pass


def labelled(words: Mapping[str, Text]) -> Callable[[], list[tuple[str, Any]]]:
    """Give a closed list as choices in the language of the request."""

    def choices() -> list[tuple[str, Any]]:
        return [("", _("Choose")), *((code, text.get(language())) for code, text in words.items())]

    return choices


def _words(label: Any, hint: Any = "", rows: int = 3, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": "2000"})
    return KeptText(label=label, help_text=hint, required=required, widget=area)


class ReasonForm(forms.Form):
    """The parts of a reason: ground, words in both languages, evidence and fix. The way to appeal is always added."""

    use_required_attribute = False
    aliases = {
        "reason": "ground",
        "reason.code": "ground",
        "reason.evidence": "evidence",
        "reason.text.en": "text_en",
        "reason.text.fr": "text_fr",
        "reason.fix.en": "fix_en",
        "reason.fix.fr": "fix_fr",
    }
    way_to_appeal = HOW_TO_APPEAL
    ground = KeptChoice(label=_("Ground"), choices=labelled(GROUNDS))
    text_en = _words(_("Why, in English"), _("Name the criterion, the fact and the evidence. The member reads this."))
    text_fr = _words(_("Why, in French"))
    evidence = KeptText(label=_("Evidence"), help_text=_("The record it rests on: a filing, a finding."))
    fix_en = _words(_("How to put it right, in English"), rows=2)
    fix_fr = _words(_("How to put it right, in French"), rows=2)

    def reason(self) -> Reason:
        """Give the reason as written; the service checks it."""
        data = self.cleaned_data
        return Reason(
            data["ground"],
            Text(data["text_en"], data["text_fr"]),
            data["evidence"],
            Text(data["fix_en"], data["fix_fr"]),
            self.way_to_appeal,
        )

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("ground", "text_en", "text_fr", "evidence", "fix_en", "fix_fr")]

    @property
    def reason_errors(self) -> bool:
        return any(field.errors for field in self.reason_fields)


class ReviewForm(ReasonForm):
    """One agency's decision about an application."""

    field_order = ["decision"]
    way_to_appeal = HOW_TO_APPEAL_A_DENIAL
    decision = forms.ChoiceField(
        choices=[(act, act) for act in ("approve", "deny", "confirm", "refuse")], widget=forms.HiddenInput
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class DemoteForm(ReasonForm):
    """A lower tier, with its reason and, exceptionally, a safety ground."""

    field_order = ["to_tier"]
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    safety_en = _words(
        _("Safety ground, in English"),
        _("Only if an appeal must not stay it. You sign for it, and it is reviewed."),
        required=False,
    )
    safety_fr = _words(_("Safety ground, in French"), required=False)

    def __init__(self, tier: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lower = [rung for rung in LADDER if is_below(rung, tier)]
        self.fields["to_tier"] = forms.ChoiceField(
            label=_("New tier"), choices=[(rung, rung) for rung in reversed(lower)]
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("safety_en")) != bool(data.get("safety_fr")):
            self.add_error("safety_fr", _("Write the safety ground in both languages."))
        return data

    def safety(self) -> Text | None:
        data = self.cleaned_data
        return Text(data["safety_en"], data["safety_fr"]) if data["safety_en"] else None


class LeaveForm(forms.Form):
    """Giving a membership up, and why (R-102)."""

    use_required_attribute = False
    code = KeptChoice(
        label=_("Why do you leave?"),
        choices=labelled(REASONS),
        required=False,
        help_text=_("Reasons are counted by quarter and published in numbers of five or more."),
    )
    why = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=300,
        help_text=_("It helps the programme to get better. You may leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class FindForm(forms.Form):
    """A card or membership number, typed or scanned."""

    number = forms.CharField(
        label=_("Card, chip or membership number"),
        max_length=40,
        help_text=_("Type it or scan the card; spaces do not matter."),
        widget=forms.TextInput(attrs={"class": "pc-input--code", "autocomplete": "off", "data-key": "f"}),
    )
