"""Shapes of the vetting pages: a proposed decision about a member, the agreements both agencies sign."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.decisions import KIND_LABELS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.vetting.catalogue import FACTORS
from enrollment.domain.vetting.standard import Standard
from enrollment.forms import ReasonForm, labelled, language
from portal.core.domain.text import Text

CLOCK = ZoneInfo("America/Toronto")  # days of both agencies run by the clock of Ottawa and Washington
RECHECK_KINDS = ("suspension", "revocation")


def start_of(day: date) -> datetime:
    """Give the first moment of a day in Ottawa and Washington."""
    return datetime.combine(day, time.min, tzinfo=CLOCK).astimezone(UTC)


class RecheckForm(ReasonForm):
    """What is proposed about a member in whom a factor was found."""

    field_order = ["kind"]
    decision = forms.ChoiceField(
        choices=[(act, act) for act in ("complete", "propose", "confirm", "refuse")], widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(
        label=_("Kind of decision"),
        required=False,
        choices=labelled({kind: KIND_LABELS[kind] for kind in RECHECK_KINDS}),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        return [self["kind"], *super().reason_fields]


class AgreementForm(forms.Form):
    """From when, and why: what every agreement says."""

    use_required_attribute = False
    valid_from = forms.DateField(label=_("Counts from"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=_("Why it changes"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class StandardForm(AgreementForm):
    """Points of each factor, threshold and interval of each programme."""

    def __init__(self, standard: Standard, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aliases: dict[str, str] = {}
        for code, factor in FACTORS.items():
            self._number("points", code, factor.label, standard.points[code])
        for code, one in PROGRAMMES.items():
            threshold = Text(f"Most points: {one.name.en}", f"Points au plus : {one.name.fr}")
            months = Text(f"Months between vettings: {one.name.en}", f"Mois entre deux vérifications : {one.name.fr}")
            self._number("thresholds", code, threshold, standard.thresholds[code])
            self._number("months", code, months, standard.months[code])

    def _number(self, part: str, code: str, label: Text, value: int) -> None:
        name = f"{part}-{code}"
        self.aliases[f"{part}.{code}"] = name
        self.fields[name] = forms.IntegerField(
            label=label.get(language()),
            initial=value,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pc-input--short"}),
        )

    def document(self) -> dict[str, Any]:
        """Give the document as typed; the domain judges the numbers."""
        data = self.cleaned_data
        return {
            "points": {code: data[f"points-{code}"] for code in FACTORS},
            "thresholds": {code: data[f"thresholds-{code}"] for code in PROGRAMMES},
            "months": {code: data[f"months-{code}"] for code in PROGRAMMES},
        }


class MutualForm(AgreementForm):
    """Whose decision satisfies whom, for which programme, on which conditions and until when."""

    field_order = ["programme", "from_agency", "most_points", "conditions_en", "conditions_fr", "valid_from", "ends_on"]
    aliases = {
        "conditions.en": "conditions_en",
        "conditions.fr": "conditions_fr",
        "ends_at": "ends_on",
        "to_agency": "from_agency",
    }
    programme = forms.ChoiceField(
        label=_("Programme"), choices=labelled({code: one.name for code, one in PROGRAMMES.items()})
    )
    from_agency = forms.ChoiceField(
        label=_("Whose decision counts"),
        choices=labelled(
            {"CBP": Text("CBP, for CBSA", "CBP, pour l'ASFC"), "CBSA": Text("CBSA, for CBP", "ASFC, pour le CBP")}
        ),
    )
    most_points = forms.IntegerField(label=_("Most points of the decision"), initial=0)
    conditions_en = forms.CharField(label=_("Conditions, in English"), widget=forms.Textarea(attrs={"rows": 3}))
    conditions_fr = forms.CharField(label=_("Conditions, in French"), widget=forms.Textarea(attrs={"rows": 3}))
    ends_on = forms.DateField(label=_("Ends on"), widget=forms.DateInput(attrs={"type": "date"}))
