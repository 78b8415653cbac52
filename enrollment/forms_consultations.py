"""Forms of consultations: shape only, the services check the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enrollment.domain.consultations import LONGEST
from portal.core.domain.text import Text
from portal.core.forms import offer_choices
from portal.workflow.domain.public_comments import REFUSALS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(label: Any, hint: Any = "", language: str = "") -> forms.CharField:
    attrs: dict[str, Any] = {"rows": 6, **({"lang": language} if language else {})}
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs=attrs), max_length=LONGEST)


class ConsultForm(forms.Form):
    """What is asked of the public, and until when."""

    use_required_attribute = False
    summary_en = _words(
        _("Public summary in English"), _("Only this is published, never the document. No thresholds."), "en"
    )
    summary_fr = _words(_("Public summary in French"), language="fr")
    closes_on = forms.DateField(
        label=_("Last day for comments"), help_text=_("At least 30 days from now, at most 180."), widget=DAY
    )

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"summary": Text(data["summary_en"], data["summary_fr"]), "closes_on": data["closes_on"]}


class ProposalCommentForm(forms.Form):
    """A member's comment."""

    use_required_attribute = False
    words = _words(_("Your comment"), _("Name nobody else and no case of your own."))


class CommentDecisionForm(forms.Form):
    """Release a comment or keep it from the page; there is one form for each comment of the page."""

    use_required_attribute = False
    refusal = forms.ChoiceField()
    verdict = forms.ChoiceField(
        choices=[("release", _("Release it")), ("refuse", _("Do not release it"))], widget=forms.HiddenInput
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, number: int) -> None:
        super().__init__(data, auto_id=f"%s-{number}")
        self.number = number
        self.fields["refusal"].label = _("Why comment %(number)s is not released") % {"number": number}
        self.fields["refusal"].required = (data or {}).get("verdict") != "release"
        language = get_language() or "en"
        offer_choices(
            self, "refusal", [("", str(_("Choose"))), *((code, why.get(language)) for code, why in REFUSALS.items())]
        )


class ProposalAnswerForm(forms.Form):
    """The answer everybody reads."""

    use_required_attribute = False
    answer_en = _words(_("Answer in English"), language="en")
    answer_fr = _words(_("Answer in French"), language="fr")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "answer": Text(data["answer_en"], data["answer_fr"]),
            "expected_version": data["expected_version"],
        }
