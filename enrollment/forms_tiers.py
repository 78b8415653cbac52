"""Shapes of the pages of criteria, recognition and proposals; right or wrong is said by the services (R-03, R-08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.domain.criteria import COMPARISONS
from enrollment.domain.criteria_document import METRICS, tiers_of
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.recognition import DIRECTIONS
from enrollment.domain.schemes import SCHEMES, Scheme
from enrollment.domain.tiers import NEXUS
from enrollment.forms import KeptChoice, KeptText, ReasonForm, labelled, language
from portal.core.domain.errors import DomainError
from portal.core.domain.text import Text
from portal.core.forms import form_refuse, offer_choices
from portal.reference.selectors import crossing_list

CLOCK = ZoneInfo("America/Toronto")
SPARE_ROWS = 3
ROW_FIELDS = ("tier", "metric", "comparison", "value", "label_en", "label_fr")
HOW_TO_RECONSIDER = Text(
    "Ask a supervisor of the agency to look at it again; your tier stays as it is, and nothing counts against you.",
    "Demandez à un superviseur de l'organisme de réexaminer; votre niveau reste le même et rien ne joue contre vous.",
)


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "pc-input--medium"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=widget)


def midnight(day: date) -> datetime:
    """Give the beginning of a day by the clock of both agencies."""
    return datetime.combine(day, time.min, tzinfo=CLOCK)


def _area(label: Any, hint: Any = "") -> forms.CharField:
    return KeptText(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3, "maxlength": "1000"}))


class CriteriaForm(forms.Form):
    """From when a version counts, and why it changes."""

    use_required_attribute = False
    valid_from = day_field(_("Counts from"), _("From midnight, Eastern time."))
    note = _area(_("Why it changes"), _("Published with the version."))


class CriterionRowForm(forms.Form):
    """One criterion of one tier."""

    use_required_attribute = False
    tier = KeptChoice(label=_("Tier"))
    metric = KeptChoice(label=_("Metric"), choices=labelled({code: metric.label for code, metric in METRICS.items()}))
    comparison = KeptChoice(label=_("Comparison"), choices=labelled(COMPARISONS))
    value = KeptText(
        label=_("Value"), widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "pc-input--short"})
    )
    label_en = KeptText(label=_("Words in English"), required=False)
    label_fr = KeptText(label=_("Words in French"), required=False)

    def __init__(self, programme: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "tier", [("", str(_("Choose"))), *((tier, tier) for tier in tiers_of(programme))])

    @property
    def empty(self) -> bool:
        return not any(str(self[name].value() or "").strip() for name in ROW_FIELDS)

    def row(self) -> dict[str, Any]:
        """Give what was typed; a value that is no number stays as it is, for the service to name."""
        row: dict[str, Any] = {name: str(self[name].value() or "").strip() for name in ROW_FIELDS}
        try:
            row["value"] = float(row["value"].replace(",", ".").replace("\u00a0", "").replace(" ", ""))
        except ValueError:
            return row
        return row


CriterionRows = forms.formset_factory(CriterionRowForm, extra=SPARE_ROWS, can_delete=True, max_num=40)


def kept_rows(formset: Any) -> list[CriterionRowForm]:
    """Give the rows that are filled in and not to be removed, in order."""
    return [form for form in formset if not form.empty and not form["DELETE"].value()]


def rows_refuse(form: CriteriaForm, rows: list[CriterionRowForm], error: DomainError) -> None:
    """Put what the service refused where it was typed: `rows.2.value` at the third row, everything else above."""
    words, left = language(), []
    for item in error.items:
        head, _dot, rest = item.path.partition(".")
        number, _dot, field = rest.partition(".")
        if head == "rows" and number.isdigit() and field:
            fix = f" {item.fix.get(words)}" if item.fix else ""
            rows[int(number)].add_error(field, f"{item.message.get(words)}{fix}")
        else:
            left.append(item)
    if left:
        form_refuse(form, type(error)(left))
    elif not form.errors:
        form.add_error(None, _("Some rows cannot be kept as they are; each says why."))


class RecognitionForm(forms.Form):
    """One scheme honoured as one of the programmes, with its conditions."""

    use_required_attribute = False
    scheme = KeptChoice(label=_("Scheme"), choices=labelled({code: one.name for code, one in SCHEMES.items()}))
    programme = KeptChoice(
        label=_("Honoured as"), choices=labelled({code: one.name for code, one in PROGRAMMES.items()})
    )
    tier = KeptChoice(
        label=_("Up to tier"),
        help_text=_("A card for travellers has no ladder: choose NEXUS."),
        choices=[("T1", "T1"), ("T2", "T2"), (NEXUS, NEXUS)],
    )
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    ports = forms.MultipleChoiceField(
        label=_("Only at these crossings"),
        required=False,
        help_text=_("None chosen means everywhere."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    valid_from = day_field(_("Counts from"), _("From midnight, Eastern time."))
    note = _area(_("Why, and on what agreement"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "direction", [(code, text.get(language())) for code, text in DIRECTIONS.items()])
        offer_choices(self, "ports", [(place.code, place.name.get(language())) for place in crossing_list()])


class EndForm(forms.Form):
    """When a recognition stops counting, and why."""

    use_required_attribute = False
    ends_at = day_field(_("Stops counting on"), _("At midnight when that day begins, Eastern time."))
    why = KeptText(label=_("Why it ends"), max_length=500)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class GraduationForm(ReasonForm):
    """One agency's answer to a proposal."""

    field_order = ["decision"]
    way_to_appeal = HOW_TO_RECONSIDER
    decision = forms.ChoiceField(
        label=_("Your agency's decision"),
        choices=[("accept", _("Accept the rise")), ("decline", _("Decline, with a reason"))],
        widget=forms.RadioSelect,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SchemeDecisionForm(ReasonForm):
    """One agency's answer to a scheme somebody says they hold."""

    field_order = ["decision"]
    way_to_appeal = HOW_TO_RECONSIDER
    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, choices: Iterable[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "decision", choices)


class SchemeForm(forms.Form):
    """A standard or foreign membership somebody holds."""

    use_required_attribute = False
    scheme = KeptChoice(label=_("What you hold"))
    number = KeptText(
        label=_("Number"),
        max_length=40,
        help_text=_("SVI, PIP or CSA number, authorisation number, or the PASSID of a card."),
        widget=forms.TextInput(attrs={"class": "pc-input--code", "autocomplete": "off"}),
    )
    valid_from = day_field(_("Valid from"))
    valid_until = day_field(_("Valid until"), _("The last day printed on it."))

    def __init__(self, schemes: Iterable[Scheme], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = [(scheme.code, scheme.name.get(language())) for scheme in schemes]
        offer_choices(self, "scheme", [("", str(_("Choose"))), *offer])


class WhereForm(forms.Form):
    """May this card use the lane there?"""

    card = forms.CharField(
        label=_("Card number"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "pc-input--code", "autocomplete": "off"}),
    )
    crossing = forms.ChoiceField(label=_("Crossing"))
    direction = forms.ChoiceField(label=_("Direction"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(code, text.get(language())) for code, text in DIRECTIONS.items() if code]
        offer_choices(self, "direction", ways)
        offer_choices(self, "crossing", [(place.code, place.name.get(language())) for place in crossing_list()])
