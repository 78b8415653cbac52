"""Shapes of the pages of a membership's life. Right or wrong is said by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.cards import DOCUMENT_TYPES, STOP_CAUSES
from enrollment.domain.changes import changes_for
from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.denials import GROUNDS
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.mending import ANSWER_KINDS, CONDITIONS
from enrollment.domain.steps import HISTORY_LABELS, STEP_LABELS
from enrollment.forms import KeptChoice, KeptText, ReasonForm, labelled
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

CLASSES = {code: entry.label for code, entry in INFRACTIONS.items()}
HARM_WORDS = {code: entry.label for code, entry in HARMS.items()}
DAY_HINT = _("Like this: 2026-11-24.")


def words(label: Any, hint: Any = "", rows: int = 3, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": "2000"})
    return KeptText(label=label, help_text=hint, required=required, widget=area)


def day(label: Any, hint: Any = DAY_HINT, required: bool = True) -> forms.DateField:
    box = forms.TextInput(attrs={"placeholder": "2026-11-24", "class": "pc-input--medium", "autocomplete": "off"})
    return forms.DateField(label=label, help_text=hint, required=required, widget=box, input_formats=["%Y-%m-%d"])


class LifeForm(forms.Form):
    """Base: the version the person saw travels with the form."""

    use_required_attribute = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int | None:
        found: int | None = self.cleaned_data.get("expected_version")
        return found


class ActivateForm(LifeForm):
    last_digits = KeptText(
        label=_("Last four digits of the new card"),
        help_text=_("Only who holds the card can read them."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short", "autocomplete": "off"}),
    )


class StopForm(LifeForm):
    cause = forms.ChoiceField(
        label=_("What happened?"),
        choices=labelled(STOP_CAUSES),
        widget=forms.Select,
        help_text=_("It cannot be undone."),
    )


class TravelDocumentForm(LifeForm):
    """One document as it is printed."""

    type = forms.ChoiceField(
        label=_("Kind of document"), choices=labelled({code: one.label for code, one in DOCUMENT_TYPES.items()})
    )
    number = KeptText(
        label=_("Number"), widget=forms.TextInput(attrs={"class": "pc-input--code", "autocomplete": "off"})
    )
    country = KeptText(
        label=_("Issuing country"),
        help_text=_("Two letters: CA, US."),
        widget=forms.TextInput(attrs={"class": "pc-input--short"}),
    )
    subdivision = KeptText(
        label=_("Issuing province or state"),
        help_text=_("Two letters: ON, MI, BC. Only for documents a province or state issues."),
        required=False,
        widget=forms.TextInput(attrs={"class": "pc-input--short"}),
    )
    tag = KeptText(
        label=_("Chip number"),
        help_text=_("24 characters, on the sleeve of an enhanced card. You may leave it empty."),
        required=False,
        widget=forms.TextInput(attrs={"class": "pc-input--code", "autocomplete": "off"}),
    )
    expires_on = day(_("Valid until"), _("As printed. Empty for a birth certificate."), required=False)


class ChangeForm(LifeForm):
    """One change, in a minute."""

    kind = forms.ChoiceField(label=_("What has changed?"))
    happened_on = day(_("Since when?"))
    details = words(_("What is new?"), _("The new number, address, name or unit; a few words are enough."))

    def __init__(self, holder: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", labelled({code: one.label for code, one in changes_for(holder).items()})())


class DiscloseForm(LifeForm):
    """An error of one's own, told before anybody asks."""

    infraction = forms.ChoiceField(label=_("What kind of error?"), choices=labelled(CLASSES))
    occurred_on = day(_("When did it happen?"))
    what = words(_("What happened?"), _("What, where, how often; the numbers of the trips if you know them."))
    corrected = words(_("What have you put right?"), _("And what keeps it from happening again."))
    evidence = KeptText(
        label=_("What shows it"), required=False, help_text=_("A filing, a log, a letter. You may leave it empty.")
    )


class DisclosureDecideForm(LifeForm):
    """The officer's part: how grave, and what remains to be done."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accept", _("Accept: apply the matrix")), ("close", _("Close: there is no infraction"))],
        widget=forms.RadioSelect,
    )
    harm = forms.ChoiceField(label=_("Harm"), choices=labelled(HARM_WORDS), required=False)
    text_en = words(_("What remains to be done, or why it is closed, in English"), rows=2)
    text_fr = words(_("The same, in French"), rows=2)
    aliases = {"answer": "text_en", "reason.fix.en": "text_en", "reason.fix.fr": "text_fr"}

    @property
    def text(self) -> Text:
        return Text(self.cleaned_data["text_en"], self.cleaned_data["text_fr"])


class AnswerForm(LifeForm):
    """The answer to a notice of suspension."""

    kind = forms.ChoiceField(label=_("Your answer"), choices=labelled(ANSWER_KINDS))
    words = words(_("In your words"), _("What you put right, or why you need more time."))
    evidence = KeptText(label=_("What shows it"), required=False, help_text=_("A receipt, a new document, a log."))
    until = day(_("More time until"), _("Only if you need more time. Like this: 2026-12-31."), required=False)


class AnswerDecideForm(LifeForm):
    outcome = forms.ChoiceField(
        label=_("Is it put right?"),
        choices=[("accept", _("Yes, accept")), ("refuse", _("Not enough; say what is missing"))],
        widget=forms.RadioSelect,
    )
    text_en = words(_("What is missing, in English"), rows=2, required=False)
    text_fr = words(_("What is missing, in French"), rows=2, required=False)
    aliases = {"reply": "text_en"}

    @property
    def text(self) -> Text:
        return Text(self.cleaned_data["text_en"], self.cleaned_data["text_fr"])


class RestForm(LifeForm):
    until = day(_("Until when?"), _("At most 180 days; you can end it earlier."))
    why = words(_("Why?"), _("You may leave it empty."), rows=2, required=False)


class SuspendForm(ReasonForm):
    """A suspension because a condition is no longer met."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    ground = KeptChoice(label=_("Condition"), choices=labelled({code: GROUNDS[code] for code in CONDITIONS}))


class DocumentCheckForm(ReasonForm):
    """Accept a document, or refuse it with a reason."""

    field_order = ["outcome"]
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Is it as entered?"),
        choices=[("check", _("Yes, I have seen it")), ("refuse", _("No, with a reason"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ground", "text_en", "text_fr", "evidence", "fix_en", "fix_fr"):
            self.fields[name].required = False


class OverrideForm(ReasonForm):
    """A step above the matrix, for a second officer to sign."""

    field_order = ["infraction", "harm", "step", "grounds_en", "grounds_fr"]
    aliases = {**ReasonForm.aliases, "grounds": "grounds_en"}
    infraction = forms.ChoiceField(label=_("Infraction"), choices=labelled(CLASSES))
    harm = forms.ChoiceField(label=_("Harm"), choices=labelled(HARM_WORDS))
    step = forms.ChoiceField(
        label=_("Step"), choices=labelled({code: STEP_LABELS[code] for code in (DEMOTION, SUSPENSION, REVOCATION)})
    )
    grounds_en = words(_("Grounds to go beyond the matrix, in English"), _("What the cell does not see in this case."))
    grounds_fr = words(_("Grounds to go beyond the matrix, in French"))

    @property
    def grounds(self) -> Text:
        return Text(self.cleaned_data["grounds_en"], self.cleaned_data["grounds_fr"])


class CellForm(LifeForm):
    """One cell of a new version of the matrix."""

    aliases = {"cells": "step", "document": "step"}
    infraction = forms.ChoiceField(label=_("Infraction"), choices=labelled(CLASSES))
    harm = forms.ChoiceField(label=_("Harm"), choices=labelled(HARM_WORDS))
    history = forms.ChoiceField(label=_("History"), choices=labelled(HISTORY_LABELS))
    step = forms.ChoiceField(label=_("New step"), choices=labelled(STEP_LABELS))
    note = words(_("Why?"), _("Members read this."), rows=2)


class PlanForm(LifeForm):
    """Up to six steps, each with its day; empty rows do not count."""

    ROWS = 6

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, self.ROWS + 1):
            self.fields[f"what_{place}"] = KeptText(
                label=_("Step %(n)s") % {"n": place}, required=place == 1, max_length=300
            )
            self.fields[f"due_{place}"] = day(_("Step %(n)s, by") % {"n": place}, "", required=False)

    @property
    def steps(self) -> list[tuple[str, Any]]:
        data = self.cleaned_data
        rows = [(data.get(f"what_{n}", ""), data.get(f"due_{n}")) for n in range(1, self.ROWS + 1)]
        while rows and not rows[-1][0].strip() and rows[-1][1] is None:
            rows.pop()
        return rows


class NoteForm(LifeForm):
    """What is missing, in both languages."""

    aliases = {"note": "text_en"}
    text_en = words(_("What is missing, in English"), rows=2)
    text_fr = words(_("What is missing, in French"), rows=2)

    @property
    def text(self) -> Text:
        return Text(self.cleaned_data["text_en"], self.cleaned_data["text_fr"])
