"""Forms of site visits: shape only, services and domain judge the content."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.site_standard import GRADES, checklist
from enrollment.forms import KeptChoice, KeptText, language
from enrollment.forms_interviews import DayInput, pairs
from enrollment.models import SiteVisit
from enrollment.selectors import membership_list_for_actor
from portal.core.domain.actors import Actor
from portal.core.forms import offer_choices


class RequestForm(forms.Form):
    """Where, and why a visit is asked for; officers name the company among the members."""

    use_required_attribute = False
    organisation = forms.ChoiceField(label=_("Company"))
    place = forms.CharField(label=_("Address to visit"), max_length=200)
    site = forms.CharField(
        label=_("Code of the site"),
        required=False,
        max_length=20,
        help_text=_("Only for a site of the register; then the standard of sites is looked at as well."),
    )
    purpose = forms.CharField(
        label=_("What the visit is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.is_staff:
            del self.fields["organisation"]
            return
        rows = membership_list_for_actor(actor=actor).filter(organisation__isnull=False)
        known = dict(rows.values_list("organisation_id", "organisation__legal_name"))
        offer_choices(self, "organisation", [(str(key), name) for key, name in sorted(known.items(), key=_by_name)])

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        chosen = data.pop("organisation", "")
        return {**data, "organisation_id": UUID(chosen) if chosen else None}


def _by_name(row: tuple[Any, str]) -> str:
    return row[1].casefold()


class PlanForm(forms.Form):
    """The day of the visit."""

    use_required_attribute = False
    planned_on = forms.DateField(label=_("Day of the visit"), widget=DayInput)


class GradesForm(forms.Form):
    """The checklist, line by line, and the summary; kept finished or not."""

    use_required_attribute = False

    def __init__(self, visit: SiteVisit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *pairs(GRADES)]
        for line in checklist(visit.site):
            self.fields[line.code] = KeptChoice(
                label=line.label.get(language()),
                choices=choices,
                initial=visit.grades.get(line.code, ""),
                help_text=" · ".join(line.serves.values()),
            )
        self.fields["summary"] = KeptText(
            label=_("Summary"),
            initial=visit.summary,
            widget=forms.Textarea(attrs={"rows": 4, "maxlength": "2000"}),
        )

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"summary": data.pop("summary"), "grades": data}


class FindingForm(forms.Form):
    """What was seen at one line, and what puts it right."""

    use_required_attribute = False
    line = forms.ChoiceField(label=_("Line of the checklist"))
    text = forms.CharField(label=_("What was seen"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    fix = forms.CharField(label=_("What puts it right"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("To be settled by"), widget=DayInput)

    def __init__(self, visit: SiteVisit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "line", [(line.code, line.label.get(language())) for line in checklist(visit.site)])
