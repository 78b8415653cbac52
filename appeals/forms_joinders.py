"""Forms for hearing like cases together (4.11): shape only, the services check the rest."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from appeals.forms import Versioned, area
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

Cases = list[tuple[str, str]]


class ReasonsForm(forms.Form):
    """Reasons in both languages: also why a case is heard apart again."""

    use_required_attribute = False
    reasons_en = area(_("Reasons in English"), rows=3, attrs={"lang": "en"})
    reasons_fr = area(_("Reasons in French"), rows=3, attrs={"lang": "fr"})

    def reasons(self) -> Text:
        return Text(self.cleaned_data["reasons_en"], self.cleaned_data["reasons_fr"])


class JoinForm(ReasonsForm):
    """The like cases that are to be heard with this one, which leads."""

    cases = forms.MultipleChoiceField(label=_("Like cases"), widget=forms.CheckboxSelectMultiple)
    field_order = ("cases", "reasons_en", "reasons_fr")

    def __init__(self, *args: Any, like: Cases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "cases", like)

    def chosen(self) -> list[UUID]:
        return [UUID(value) for value in self.cleaned_data["cases"]]


class ObjectForm(forms.Form):
    """What a side says against it."""

    use_required_attribute = False
    words = area(_("Why the case should be heard apart"), rows=3)


class JoinDecideForm(ReasonsForm, Versioned):
    """Which of the proposed cases are joined with the lead; none leaves them all apart."""

    keep = forms.MultipleChoiceField(
        label=_("Joined with this case"),
        help_text=_("Those you leave out stay apart. Without any, nothing is joined."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("keep", "reasons_en", "reasons_fr")

    def __init__(self, *args: Any, proposed: Cases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "keep", proposed)

    def kept(self) -> list[UUID]:
        return [UUID(value) for value in self.cleaned_data["keep"]]
