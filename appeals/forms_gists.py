"""Forms for the gist of a restricted paper, and for a ruling that sets one aside (R-85)."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from appeals.forms import RulingForm, area
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

    def __init__(self, *args: Any, papers: Papers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if papers:
            offer_choices(self, "set_aside", papers)
        else:
            del self.fields["set_aside"]

    def aside(self) -> list[UUID]:
        return [UUID(value) for value in self.cleaned_data.get("set_aside", ())]
