"""Forms for the gist of a restricted paper, and for a ruling that sets one aside (R-85)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from appeals.domain.kinds import KINDS
from appeals.domain.remedies import Order
from appeals.domain.votes import GRANT
from appeals.forms import GIVEN, RulingForm, area
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

Papers = list[tuple[str, str]]


class GistForm(forms.Form):
    """What the other side may know of a paper."""

    use_required_attribute = False
    entry = forms.ChoiceField(label=_("Restricted paper"))
    gist_en = area(_("Gist in English"), rows=3, attrs={"lang": "en"})
    gist_fr = area(_("Gist in French"), rows=3, attrs={"lang": "fr"})

    def __init__(self, *args: Any, papers: Papers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "entry", papers)

    def entry_id(self) -> UUID:
        return UUID(self.cleaned_data["entry"])

    def words(self) -> Text:
        return Text(self.cleaned_data["gist_en"], self.cleaned_data["gist_fr"])


class SettleGistForm(GistForm):
    """The same, in the registrar's words."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class LeaningForm(RulingForm):
    """A ruling that may set restricted papers aside, so that it does not lean on them."""

    set_aside = forms.MultipleChoiceField(
        label=_("Restricted papers set aside"),
        help_text=_("The ruling does not lean on them. Each of the others needs a settled gist."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, papers: Papers, beside: Sequence[tuple[str, str]] = (), outcome: str = GRANT, **kwargs: Any
    ) -> None:
        """`beside` are number and ground of the cases joined with this one: each has its own remedies."""
        super().__init__(*args, outcome=outcome, **kwargs)
        self.beside = [docket for docket, _kind in beside]
        for docket, kind in beside:
            self._remedies(docket, RulingForm(kind=kind, outcome=outcome), list(KINDS[kind].automatic))
        if papers:
            offer_choices(self, "set_aside", papers)
        else:
            del self.fields["set_aside"]

    def _remedies(self, docket: str, other: RulingForm, automatic: list[str]) -> None:
        for name in ("acts", *GIVEN):
            if name in other.fields:
                field = other.fields[name]
                field.label = f"{docket}, {field.label}"
                field.initial = automatic if name == "acts" else None
                self.fields[f"{docket}-{name}"] = field

    def orders_beside(self) -> dict[str, list[Order]]:
        """The chosen remedies of each case joined with this one, by number."""
        return {docket: self.orders(f"{docket}-") for docket in self.beside}

    def aside(self) -> list[UUID]:
        return [UUID(value) for value in self.cleaned_data.get("set_aside", ())]
