"""Forms of lane policies and of the risk appetite: typed fields, no JSON; the services judge the content (R-36)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.domain.links import TIERS
from clearance.domain.policy_words import DIRECTION_LABELS, KIND_LABELS, OPENING_LABELS, SCOPE_BORDER
from clearance.forms import words
from portal.core.forms import offer_choices
from portal.reference.selectors import crossing_list

CLOCK = ZoneInfo("America/Toronto")
DAY = 24 * 60
MOMENT = "%Y-%m-%dT%H:%M"
Group = tuple[Any, list[forms.BoundField]]


def _percent(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2)


class LanePolicyForm(forms.Form):
    """Who may use which lane, where and when."""

    valid_from = forms.DateTimeField(label=_("In force from"), help_text=_("Eastern time."))
    audit_cut = forms.IntegerField(label=_("Audited from how many compliance points"), min_value=1, max_value=100)
    mixed_share = _percent(_("Share of a mixed load that is members', in percent"))
    mixed_tier = forms.ChoiceField(label=_("Tier these importers hold at least"), choices=[(t, t) for t in TIERS])
    wait_below = forms.IntegerField(label=_("The FAST wait is short below, minutes"), min_value=1, max_value=120)
    wait_age = forms.IntegerField(label=_("and was measured at most, minutes ago"), min_value=1, max_value=120)
    loop_checks = forms.IntegerField(
        label=_("Routine checks of one value-chain loop, at most"), min_value=1, max_value=50, required=False,
        help_text=_("Empty means no cap. Draws, safety stops and causes are never capped."),
    )  # fmt: skip
    loop_days = forms.IntegerField(label=_("in so many days"), min_value=1, max_value=365, required=False)
    note = forms.CharField(label=_("Why it changes"), required=False, max_length=1000,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(place.code, words(place.name)) for place in crossing_list(commercial=True)]
        ways = [(code, words(text)) for code, text in DIRECTION_LABELS.items() if code]
        for name in OPENING_LABELS:
            self.fields |= _opening_fields(name)
            offer_choices(self, f"{name}_crossings", places)
            offer_choices(self, f"{name}_directions", ways)
        self.fields["valid_from"].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        numbers = ("valid_from", "mixed_share", "mixed_tier", "wait_below", "wait_age", "audit_cut")
        names = (*numbers, "loop_checks", "loop_days", "note")
        openings = [
            (words(label), [self[field] for field in _opening_fields(name)]) for name, label in OPENING_LABELS.items()
        ]
        return [(_("Numbers and day"), [self[name] for name in names]), *openings]

    def document(self) -> dict[str, Any]:
        """Give what was filled in as the document that is signed."""
        data = self.cleaned_data
        made: dict[str, Any] = {name: _opening(data, name) for name in OPENING_LABELS}
        made["mixed_loads"] |= {"share": round(float(data["mixed_share"]) / 100, 6), "tier": data["mixed_tier"]}
        made["fast_wait"] = {"below": data["wait_below"], "age": data["wait_age"]}
        cap = {"checks": data["loop_checks"] or 0, "days": data["loop_days"] or 0}
        return made | {"audit_cut": data["audit_cut"]} | ({"loop_cap": cap} if any(cap.values()) else {})

    def moment(self, name: str) -> datetime:
        """Give a moment on the form's clock."""
        value: datetime = self.cleaned_data[name]
        return value.replace(tzinfo=CLOCK)


def _opening_fields(name: str) -> dict[str, forms.Field]:
    clock = {"type": "time"}
    return {
        f"{name}_on": forms.BooleanField(label=_("Allowed"), required=False),
        f"{name}_crossings": forms.MultipleChoiceField(
            label=_("Crossings"), required=False, help_text=_("None chosen means every crossing."),
            widget=forms.SelectMultiple(attrs={"size": 5, "class": "usa-select"}),
        ),
        f"{name}_directions": forms.MultipleChoiceField(
            label=_("Directions"), required=False, widget=forms.CheckboxSelectMultiple
        ),
        f"{name}_from": forms.TimeField(
            label=_("From, port time"), required=False, widget=forms.TimeInput(attrs=clock, format="%H:%M"),
            help_text=_("Both empty means all day."),
        ),
        f"{name}_to": forms.TimeField(
            label=_("To, port time"), required=False, widget=forms.TimeInput(attrs=clock, format="%H:%M")
        ),
        f"{name}_guarded": forms.BooleanField(label=_("Only while the FAST wait is short"), required=False),
    }  # fmt: skip


def _opening(data: dict[str, Any], name: str) -> dict[str, Any]:
    start, end = _minutes(data[f"{name}_from"]), _minutes(data[f"{name}_to"])
    return {
        "on": data[f"{name}_on"],
        "crossings": sorted(data[f"{name}_crossings"]),
        "directions": [code for code in ("SB", "NB") if code in data[f"{name}_directions"]],
        "hours": [start or 0, end or DAY],
        "guarded": data[f"{name}_guarded"],
    }


def _minutes(value: time | None) -> int:
    return value.hour * 60 + value.minute if value else 0


def lane_policy_initial(document: dict[str, Any]) -> dict[str, Any]:
    """Fill the form from the version a new one starts from."""
    made: dict[str, Any] = {
        "audit_cut": document["audit_cut"],
        "mixed_share": round(document["mixed_loads"]["share"] * 100, 2),
        "mixed_tier": document["mixed_loads"]["tier"],
        "wait_below": document["fast_wait"]["below"],
        "wait_age": document["fast_wait"]["age"],
        "loop_checks": (document.get("loop_cap") or {}).get("checks"),
        "loop_days": (document.get("loop_cap") or {}).get("days"),
    }
    for name in OPENING_LABELS:
        opening = document[name]
        start, end = opening.get("hours", (0, DAY))
        made |= {
            f"{name}_on": opening["on"],
            f"{name}_crossings": opening.get("crossings", []),
            f"{name}_directions": opening.get("directions", ["SB", "NB"]),
            f"{name}_from": _time(start) if (start, end) != (0, DAY) else None,
            f"{name}_to": _time(end) if (start, end) != (0, DAY) else None,
            f"{name}_guarded": opening.get("guarded", False),
        }
    return made


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


class AppetiteForm(forms.Form):
    """What risk is accepted, by which office, where and until when."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    crossing = forms.ChoiceField(label=_("Crossing"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    valid_from = forms.DateTimeField(label=_("In force from"), help_text=_("Eastern time."))
    valid_to = forms.DateTimeField(
        label=_("In force until"), help_text=_("Eastern time; one year at most, a temporary level thirty days.")
    )
    statement_en = forms.CharField(label=_("What is accepted, in English"), max_length=2000,
                                   widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}))  # fmt: skip
    statement_fr = forms.CharField(label=_("What is accepted, in French"), max_length=2000,
                                   widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"}))  # fmt: skip
    office_en = forms.CharField(label=_("Office that answers for it, in English"), max_length=200)
    office_fr = forms.CharField(label=_("Office that answers for it, in French"), max_length=200)
    security_cut = forms.IntegerField(label=_("Security cut-off, of 100"), min_value=1, max_value=100)
    cut_band = forms.IntegerField(label=_("A temporary level may move it by, points"), min_value=0, max_value=30)
    local_band = forms.IntegerField(label=_("A port may move it by, points"), min_value=0, max_value=10)
    rate_band = forms.DecimalField(label=_("A temporary level may multiply or divide rates by"), min_value=1,
                                   max_value=5, max_digits=3, decimal_places=1)  # fmt: skip
    visit_days = forms.IntegerField(label=_("A facility visit counts for, days"), min_value=0, max_value=730,
                                    help_text=_("0 for not at all."))  # fmt: skip
    note = forms.CharField(label=_("Why it changes"), required=False, max_length=1000,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tier in TIERS:
            self.fields[f"random_rate_{tier}"] = _percent(_("Drawn at random, %(tier)s, percent") % {"tier": tier})
            self.fields[f"referral_share_{tier}"] = _percent(
                _("Sent to secondary at most, %(tier)s, percent") % {"tier": tier}
            )
        offer_choices(self, "kind", [(code, words(text)) for code, text in KIND_LABELS.items()])
        places = [(place.code, words(place.name)) for place in crossing_list(commercial=True)]
        offer_choices(self, "crossing", [("", words(SCOPE_BORDER)), *places])
        offer_choices(self, "direction", [(code, words(text)) for code, text in DIRECTION_LABELS.items()])
        for name in ("valid_from", "valid_to"):
            self.fields[name].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        return [
            (_("Where and when"), self._named("kind", "crossing", "direction", "valid_from", "valid_to", "note")),
            (_("In words"), self._named("statement_en", "statement_fr", "office_en", "office_fr")),
            (_("Cut-off and bands"), self._named("security_cut", "cut_band", "local_band", "rate_band")),
            (_("Drawn at random"), self._named(*(f"random_rate_{tier}" for tier in TIERS), "visit_days")),
            (_("Greatest share sent to secondary"), self._named(*(f"referral_share_{tier}" for tier in TIERS))),
        ]

    def _named(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def document(self) -> dict[str, Any]:
        """Give what was filled in as the document that is signed."""
        data = self.cleaned_data
        return {
            "statement": {"en": data["statement_en"].strip(), "fr": data["statement_fr"].strip()},
            "office": {"en": data["office_en"].strip(), "fr": data["office_fr"].strip()},
            "security_cut": data["security_cut"],
            "random_rate": {tier: round(float(data[f"random_rate_{tier}"]) / 100, 6) for tier in TIERS},
            "referral_share": {tier: round(float(data[f"referral_share_{tier}"]) / 100, 6) for tier in TIERS},
            "cut_band": data["cut_band"],
            "rate_band": float(data["rate_band"]),
            "local_band": data["local_band"],
            "visit_days": data["visit_days"],
        }

    def moment(self, name: str) -> datetime:
        """Give a moment on the form's clock."""
        value: datetime = self.cleaned_data[name]
        return value.replace(tzinfo=CLOCK)


def appetite_initial(document: dict[str, Any]) -> dict[str, Any]:
    """Fill the form from the record a new one starts from."""
    made = {name: document[name] for name in ("security_cut", "cut_band", "local_band", "rate_band")}
    made["visit_days"] = document.get("visit_days", 0)
    for name in ("statement", "office"):
        made |= {f"{name}_{language}": document[name][language] for language in ("en", "fr")}
    for name in ("random_rate", "referral_share"):
        made |= {f"{name}_{tier}": round(document[name][tier] * 100, 2) for tier in TIERS}
    return made


class AttentionForm(forms.Form):
    """A port supervisor's own move within the band."""

    points = forms.IntegerField(label=_("Points (above 0 looks closer, 0 takes it back)"), min_value=-10, max_value=10)
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=72)
    grounds = forms.CharField(label=_("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WaitForm(forms.Form):
    """How long trucks wait for the FAST lane now."""

    direction = forms.ChoiceField(label=_("Direction"))
    minutes = forms.IntegerField(label=_("Wait for the FAST lane, minutes"), min_value=0, max_value=600)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "direction", [(code, words(text)) for code, text in DIRECTION_LABELS.items() if code])
