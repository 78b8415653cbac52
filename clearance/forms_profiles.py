"""Forms of threat profiles: shape only, schema and linter judge the content (R-35)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.causes import CAUSES
from clearance.domain.profile_words import BORDER_LABELS, DIRECTION_LABELS, FAMILY_LABELS, TARGET_LABELS
from clearance.forms import words
from clearance.targeting.profile import REASON_CLASSES
from portal.core.forms import offer_choices
from portal.reference.selectors import crossing_list

CLOCK = ZoneInfo("America/Toronto")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ALIASES = {
    "detail.en": "detail_en",
    "detail.fr": "detail_fr",
    "scope.border": "border",
    "scope.direction": "direction",
    "scope.crossings": "crossings",
}


class RuleForm(forms.Form):
    """Everything of a rule but its condition, which the editor types as a tree."""

    id = forms.CharField(
        label=_("Identifier"), max_length=40, help_text=_("Short and lasting, for example NL-S12. It never changes its meaning.")
    )  # fmt: skip
    family = forms.ChoiceField(
        label=_("Family"), help_text=_("Only a safety rule can stop a truck or add security points.")
    )
    target = forms.ChoiceField(label=_("Counts for"))
    points = forms.IntegerField(
        label=_("Points"), help_text=_("From -100 to 100; points below zero speak for the truck."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    reason_class = forms.ChoiceField(label=_("What the member reads"))
    detail_en = forms.CharField(
        label=_("What it looks for, in English"), max_length=300, help_text=_("Officers read this.")
    )
    detail_fr = forms.CharField(label=_("What it looks for, in French"), max_length=300)
    owner = forms.CharField(label=_("Office that answers for it"), max_length=120)
    until = forms.DateField(label=_("Last day it applies"), required=False, widget=DAY)
    border = forms.ChoiceField(label=_("Border"))
    direction = forms.ChoiceField(label=_("Direction"))
    crossings = forms.MultipleChoiceField(
        label=_("Crossings"), required=False, help_text=_("None chosen means every crossing."),
        widget=forms.SelectMultiple(attrs={"size": 6, "class": "usa-select"}),
    )  # fmt: skip
    stops = forms.BooleanField(label=_("Mandatory: sends the truck to secondary whatever the score"), required=False)
    cause = forms.ChoiceField(
        label=_("Cause it lets an officer cite"), required=False, help_text=_("Mandatory rules only.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    aliases = ALIASES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in (
            ("family", FAMILY_LABELS),
            ("target", TARGET_LABELS),
            ("reason_class", REASON_CLASSES),
            ("border", BORDER_LABELS),
            ("direction", DIRECTION_LABELS),
        ):
            offer_choices(self, name, [(code, words(text)) for code, text in labels.items()])
        causes = [(code, f"{code} · {words(cause.label)}") for code, cause in CAUSES.items() if not cause.system_only]
        offer_choices(self, "cause", [("", "–"), *causes])
        known = [(place.code, words(place.name)) for place in crossing_list(commercial=True)]
        chosen = self.data.getlist("crossings") if hasattr(self.data, "getlist") else self.initial.get("crossings", [])
        others = [(code, code) for code in chosen if code not in dict(known)]
        offer_choices(self, "crossings", [*known, *others])

    def rule(self, when: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
        """The rule as a document, with the parts of `like` that the form does not ask."""
        data = self.cleaned_data
        scope: dict[str, Any] = {"border": data["border"]}
        if data["direction"] != "both" or "direction" in like.get("scope", {}):
            scope["direction"] = data["direction"]
        if data["crossings"] or "crossings" in like.get("scope", {}):
            scope["crossings"] = data["crossings"]
        made: dict[str, Any] = {
            "id": data["id"].strip(),
            "family": data["family"],
            "scope": scope,
            "when": dict(when),
            "target": data["target"],
            "points": data["points"],
            "reason_class": data["reason_class"],
            "detail": {"en": data["detail_en"].strip(), "fr": data["detail_fr"].strip()},
            "owner": data["owner"].strip(),
            "until": data["until"].isoformat() if data["until"] else None,
        }
        if data["stops"] or data["cause"]:
            made |= {"stops": data["stops"], "cause": data["cause"]}
        return made


def rule_initial(rule: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a stored rule."""
    same = ("id", "family", "target", "points", "reason_class", "owner", "until", "stops", "cause")
    found = {name: rule[name] for name in same if name in rule}
    scope = rule.get("scope", {})
    return found | {
        "detail_en": rule.get("detail", {}).get("en", ""),
        "detail_fr": rule.get("detail", {}).get("fr", ""),
        "border": scope.get("border", "northern_land"),
        "direction": scope.get("direction", "both"),
        "crossings": scope.get("crossings", []),
    }


class CardForm(forms.Form):
    """A learned card as a file, and who answers for its rules."""

    card = forms.FileField(label=_("Card, JSON"))
    owner = forms.CharField(label=_("Office that answers for it"), max_length=120)
    until = forms.DateField(label=_("Last day its rules apply"), required=False, widget=DAY)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ImportForm(forms.Form):
    """A decision table from another editor."""

    table = forms.FileField(label=_("Table, JDM (JSON)"))
    note = forms.CharField(label=_("What the draft is for"), max_length=2000, required=False)


class PlanForm(forms.Form):
    """When an approved profile comes into force."""

    at = forms.DateTimeField(
        label=_("In force from"), required=False, help_text=_("Eastern time. Empty takes the plan back."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def moment(self) -> datetime | None:
        value: datetime | None = self.cleaned_data["at"]
        return value.replace(tzinfo=CLOCK) if value else None
