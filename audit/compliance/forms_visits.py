"""Forms of facility visits: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.compliance.domain.facility_checklist import LONGEST_NOTE, LONGEST_SUMMARY, POINTS, VisitReport
from audit.compliance.domain.reports import LONGEST


class DayInput(forms.DateInput):
    """A day as the browser asks for it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.Form):
    """The day the team goes; nobody outside is told."""

    use_required_attribute = False
    planned_on = forms.DateField(label=_("Day of the visit"), widget=DayInput)


class VisitReportForm(forms.Form):
    """The summary, what puts each failed point right, and by when."""

    use_required_attribute = False
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("When, with whom, what was looked at."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_SUMMARY,
        required=False,
    )

    def __init__(self, failing: list[str], *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.failing = failing
        for code in failing:
            self.fields[f"fix_{code}"] = forms.CharField(
                label=POINTS[code].get(language),
                help_text=_("What puts it right."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=LONGEST_NOTE,
                required=False,
            )
        if failing:
            self.fields["fix_by"] = forms.DateField(label=_("Put right by"), widget=DayInput, required=False)

    def report(self) -> VisitReport:
        data = self.cleaned_data
        return VisitReport(data["summary"], {code: data[f"fix_{code}"] for code in self.failing}, data.get("fix_by"))


class VisitAnswerForm(forms.Form):
    """The member's answer to the report of a visit."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what is wrong, what is missing, or what you have already put right."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        required=False,
    )
