"""Forms of programme reviews: shape only, the services check the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from appeals.domain.recommendations import ADDRESSEES, GOVERNMENTS, PARTIES, RESPONSE
from appeals.domain.review_comments import LONGEST
from appeals.domain.review_hearings import CLOCKS, INTERPRETERS, LANGUAGES, LONGEST_MINUTES, HearingPlan
from appeals.forms import LANGUAGES as SPOKEN
from appeals.forms import Versioned, area
from enrollment.domain.programmes import PROGRAMMES
from portal.core.domain.text import Text
from portal.core.forms import offer_choices
from portal.workflow.domain.public_comments import REFUSALS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LOCAL = "%Y-%m-%dT%H:%M"


def spoken() -> str:
    return get_language() or "en"


def labels(rows: dict[str, Text]) -> list[tuple[str, str]]:
    return [(code, text.get(spoken())) for code, text in rows.items()]


def both(data: dict[str, Any], name: str) -> Text:
    """Give a text that was asked for in both languages."""
    return Text(data[f"{name}_en"], data[f"{name}_fr"])


class OpenReviewForm(forms.Form):
    """A review as it is opened: what it is about and what it asks, in both languages."""

    use_required_attribute = False
    programme = forms.ChoiceField(
        label=_("Programme"), required=False, help_text=_("Leave it open where the subject is none of the programmes.")
    )
    title_en = forms.CharField(
        label=_("Subject in English"), max_length=160, widget=forms.TextInput(attrs={"lang": "en"})
    )
    title_fr = forms.CharField(
        label=_("Subject in French"), max_length=160, widget=forms.TextInput(attrs={"lang": "fr"})
    )
    terms_en = area(_("Terms of reference in English"), rows=6, attrs={"lang": "en"})
    terms_fr = area(_("Terms of reference in French"), rows=6, attrs={"lang": "fr"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.code, row.name.get(spoken())) for row in PROGRAMMES.values()]
        offer_choices(self, "programme", [("", str(_("Another subject"))), *rows])

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"programme": data["programme"], "title": both(data, "title"), "terms": both(data, "terms")}


class ActForm(Versioned):
    """Something done with a review as the person saw it; `given` is what the service takes."""

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class StepForm(ActForm):
    """One step of a review, with the reason that goes into the trail."""

    why = forms.CharField(label=_("Reason, for the trail"), max_length=300, required=False)


class UntilForm(StepForm):
    until = forms.DateField(
        label=_("Open until the end of"), help_text=_("By the clock of the Pacific crossings."), widget=DAY
    )
    field_order = ("until", "why")


class ReasonsForm(ActForm):
    """Reasons in both languages that everybody may read."""

    reasons_en = area(_("Reasons in English"), rows=3, attrs={"lang": "en"})
    reasons_fr = area(_("Reasons in French"), rows=3, attrs={"lang": "fr"})

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"reasons": both(data, "reasons"), "expected_version": data["expected_version"]}


class EvidenceForm(ActForm):
    """A document the review refers to. Nothing is uploaded."""

    title = forms.CharField(label=_("Title of the document"), max_length=200)
    source = forms.CharField(label=_("Who published it"), max_length=200)
    dated = forms.DateField(label=_("Its date"), required=False, widget=DAY)
    address = forms.URLField(label=_("Its address"), max_length=300, required=False, assume_scheme="https")
    language = forms.ChoiceField(label=_("Its language"), choices=SPOKEN, widget=forms.RadioSelect)

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "expected_version"}


class MoveHearingForm(ActForm):
    """When, where and in which languages people are heard."""

    clocks = forms.ChoiceField(label=_("Clocks of"))
    wall = forms.DateTimeField(
        label=_("Day and time"),
        help_text=_("By the clock of the Canadian side; the page shows both."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
        input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"],
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        initial=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link to join from afar"), max_length=300, required=False, assume_scheme="https")
    languages = forms.ChoiceField(label=_("Languages"))
    interpreter = forms.ChoiceField(label=_("Interpreter"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "clocks", [(row.code, row.label.get(spoken())) for row in CLOCKS.values()])
        offer_choices(self, "languages", labels(LANGUAGES))
        offer_choices(self, "interpreter", labels(INTERPRETERS))

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        more = {"expected_version": data.pop("expected_version")}
        if "why" in data:
            more["why"] = data.pop("why")
        data["wall"] = data["wall"].replace(tzinfo=None)
        return {"plan": HearingPlan(**data), **more}


class HearingForm(MoveHearingForm):
    """A hearing as it is fixed, with the reason that goes into the trail."""

    why = forms.CharField(label=_("Reason, for the trail"), max_length=300, required=False)


class ReportForm(ActForm):
    """The report in both languages; it may be kept unfinished."""

    report_en = area(_("Report in English"), rows=10, required=False, attrs={"lang": "en"})
    report_fr = area(_("Report in French"), rows=10, required=False, attrs={"lang": "fr"})

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"report": both(data, "report"), "expected_version": data["expected_version"]}


class RecommendForm(ActForm):
    """One recommendation, or advice to the governments."""

    addressee = forms.ChoiceField(label=_("Addressed to"), widget=forms.RadioSelect)
    text_en = area(_("Recommendation in English"), rows=3, attrs={"lang": "en"})
    text_fr = area(_("Recommendation in French"), rows=3, attrs={"lang": "fr"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "addressee", [(row.code, row.label.get(spoken())) for row in ADDRESSEES.values()])

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        rest = {name: data[name] for name in ("addressee", "expected_version")}
        return {"text": both(data, "text"), **rest}


class ReturnForm(ActForm):
    note = area(_("What is to be written again"), rows=3)


class CommentForm(forms.Form):
    """What anybody may say. `website` is a trap: people never see it, programs fill it in."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Your name or organisation"), help_text=_("Shown with the comment once it is released."), max_length=160
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For an acknowledgement and questions of the registrar; never shown."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of your comment"), choices=SPOKEN, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Name nobody else and no case of your own."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST,
    )
    website = forms.CharField(
        label="",
        required=False,
        widget=forms.TextInput(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"}),
    )

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}


class DecideForm(Versioned):
    """Release a comment or keep it from the page."""

    verdict = forms.ChoiceField(
        choices=[("release", _("Release it")), ("refuse", _("Do not release it"))], widget=forms.HiddenInput
    )
    refusal = forms.ChoiceField(label=_("Why it is not released"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "refusal", [("", str(_("Choose"))), *labels(REFUSALS)])


class AnswerResponseForm(Versioned):
    """What an addressee answers, with reasons in both languages and by when."""

    action = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    reasons_en = area(_("Reasons in English"), rows=4, attrs={"lang": "en"})
    reasons_fr = area(_("Reasons in French"), rows=4, attrs={"lang": "fr"})
    act_by = forms.DateField(
        label=_("Done by"), help_text=_("For what is accepted, in whole or in part."), required=False, widget=DAY
    )
    source = forms.CharField(label=_("Where the government said it"), max_length=200, required=False)

    def __init__(self, *args: Any, party: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = [move for move in RESPONSE.transitions if move.source == "open"]
        offer_choices(self, "action", [(move.action, move.label.get(spoken())) for move in moves])
        if party not in GOVERNMENTS:
            del self.fields["source"]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = {name: data[name] for name in self.fields if not name.startswith("reasons")}
        return {"reasons": both(data, "reasons"), **kept}


class FinishForm(Versioned):
    """What shows that it is done."""

    evidence_en = area(_("What shows it, in English"), rows=3, attrs={"lang": "en"})
    evidence_fr = area(_("What shows it, in French"), rows=3, attrs={"lang": "fr"})

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"evidence": both(data, "evidence"), "expected_version": data["expected_version"]}


class RegisterForm(forms.Form):
    """Filters of the public register."""

    use_required_attribute = False
    status = forms.ChoiceField(label=_("Status"), required=False)
    party = forms.ChoiceField(label=_("Addressed to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", str(_("All")))
        states = [(state.code, state.public.get(spoken())) for state in RESPONSE.states]
        offer_choices(self, "status", [every, ("overdue", str(_("Overdue"))), *states])
        offer_choices(self, "party", [every, *labels(PARTIES)])
