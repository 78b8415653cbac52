"""Forms before the commission: shape only, the services check the rest."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from appeals.domain.acts import ACTS, RESTORE_TIER
from appeals.domain.complaints import AGENCIES, CATEGORIES
from appeals.domain.docket import ENTRY_KINDS, LEVELS
from appeals.domain.drafting import cites_of
from appeals.domain.explorer import SITUATIONS, WISHES
from appeals.domain.kinds import KINDS
from appeals.domain.panels import Seat
from appeals.domain.publication import REGIONS
from appeals.domain.remedies import NEEDS, Order
from appeals.domain.votes import CHOICES, GRANT, RULED
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text
from portal.core.forms import offer_choices

GIVEN = ("words_en", "words_fr", "grounds", "rule", "from_date")
WISHED = {RESTORE_TIER: ("from_date",)}
LANGUAGES = [("en", "English"), ("fr", "Français")]


def area(label: Any, hint: Any = "", rows: int = 4, **kwargs: Any) -> forms.CharField:
    attrs = {"rows": rows, **kwargs.pop("attrs", {})}
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs=attrs), max_length=20_000, **kwargs)


class Versioned(forms.Form):
    """An act on a record as the person saw it."""

    use_required_attribute = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ExploreForm(forms.Form):
    """Two questions before filing."""

    use_required_attribute = False
    happened = forms.ChoiceField(label=_("What happened?"))
    wish = forms.ChoiceField(label=_("What do you want?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        rows = [(row.code, row.label.get(language)) for row in SITUATIONS.values()]
        offer_choices(self, "happened", [("", str(_("Choose"))), *rows])
        offer_choices(self, "wish", [(code, label.get(language)) for code, label in WISHES.items()])


class AppealForm(forms.Form):
    """What the appellant says; the record is attached by itself."""

    grounds = forms.CharField(
        label=_("What is wrong with the decision?"),
        help_text=_("In your own words. The decision, its reasons and the evidence are attached for you."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
    late_reasons = area(
        _("Why is it late?"), _("The registrar reads this and decides whether it is heard."), required=False
    )
    language = forms.ChoiceField(label=_("Language of the proceeding"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reasons"]


class PanelForm(Versioned):
    """Three members, proposed by load and free of conflict; the registrar may choose others."""

    members = forms.MultipleChoiceField(label=_("Members of the panel"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, candidates: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "members", [(str(seat.user_id), f"{seat.name} ({seat.country})") for seat in candidates])


class VoteForm(forms.Form):
    """One member's vote."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Your reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "choice", [(code, label.get(language)) for code, label in CHOICES.items()])


class RulingForm(Versioned):
    """The reasons of the ruling, in both languages, and for a granted appeal what it makes happen."""

    reasons_en = area(_("Reasons in English"), rows=6, attrs={"lang": "en"})
    reasons_fr = area(_("Reasons in French"), rows=6, attrs={"lang": "fr"})
    cites = forms.CharField(
        label=_("Published decisions cited"),
        help_text=_("Their numbers, with spaces between."),
        max_length=400,
        required=False,
    )
    acts = forms.MultipleChoiceField(
        label=_("Remedies"),
        help_text=_("Those the ground always has are carried out in any case."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words_en = area(_("Correction or recommended change, in English"), rows=2, required=False, attrs={"lang": "en"})
    words_fr = area(_("Correction or recommended change, in French"), rows=2, required=False, attrs={"lang": "fr"})
    grounds = area(_("Why it is somebody else"), rows=2, required=False)
    rule = forms.CharField(label=_("Rule to be changed"), max_length=40, required=False)
    from_date = forms.DateField(
        label=_("Tier held since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, kind: str, outcome: str = GRANT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if outcome != GRANT:
            for name in ("acts", *GIVEN):
                del self.fields[name]
            return
        row, language = KINDS[kind], get_language() or "en"
        known = (*row.automatic, *row.allowed)
        offer_choices(self, "acts", [(act, ACTS[act].get(language)) for act in known])
        wanted = {name for act in known for name in (*NEEDS.get(act, ()), *WISHED.get(act, ()))}
        for name in set(GIVEN) - wanted:
            del self.fields[name]

    def reasons(self) -> Text:
        return Text(self.cleaned_data["reasons_en"], self.cleaned_data["reasons_fr"])

    def numbers(self) -> tuple[str, ...]:
        """The decisions cited, as numbers."""
        return cites_of(self.cleaned_data["cites"])

    def orders(self, prefix: str = "") -> list[Order]:
        """Each chosen act with what was given for it, in the fields whose names begin with `prefix`."""
        data = self.cleaned_data
        return [
            Order(
                act,
                {name: str(data.get(f"{prefix}{name}") or "") for name in (*NEEDS.get(act, ()), *WISHED.get(act, ()))},
            )
            for act in data.get(f"{prefix}acts", ())
        ]


class LeaveForm(Versioned):
    """The registrar hears a late appeal or refuses to."""

    allow = forms.ChoiceField(
        label=_("Is it heard?"),
        choices=[("yes", _("Yes, although it is late")), ("no", _("No, it is too late"))],
        widget=forms.RadioSelect,
    )
    reasons = area(_("Your reasons"), _("The appellant reads them."))


class RecusalForm(forms.Form):
    """A member steps aside."""

    aliases = {"reasons": "why"}
    why = area(_("Why you step aside"), _("Kept in the log of recusals."), rows=3)


class ExceptionForm(Versioned):
    """A safety ground, signed in both languages."""

    ground_en = area(_("Safety ground in English"), rows=3, attrs={"lang": "en"})
    ground_fr = area(_("Safety ground in French"), rows=3, attrs={"lang": "fr"})

    def ground(self) -> Text:
        return Text(self.cleaned_data["ground_en"], self.cleaned_data["ground_fr"])


class ReviewForm(Versioned):
    """A member reviews a safety ground."""

    holds = forms.ChoiceField(
        label=_("Does the ground hold?"),
        choices=[
            ("yes", _("Yes: the decision stays in effect")),
            ("no", _("No: the decision is on hold until the ruling")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = area(_("Your reasons"), rows=3)


class ComplaintForm(forms.Form):
    """A complaint; which category it is decides by when it is answered."""

    use_required_attribute = False
    category = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    words = area(_("What happened?"), rows=6)
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    happened_on = forms.DateField(
        label=_("When"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        offer_choices(self, "category", [(row.code, row.label.get(language)) for row in CATEGORIES.values()])


class SendForm(Versioned):
    agency = forms.ChoiceField(label=_("Agency that answers"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        offer_choices(self, "agency", [(code, agency_short(code).get(language)) for code in AGENCIES])


class AnswerForm(Versioned):
    answer = area(_("Answer"), _("The complainant reads it as you write it."))


class EscalateForm(Versioned):
    why = area(_("Why the answer does not satisfy you"))


class SettleForm(Versioned):
    settlement = area(_("The commission's answer"), _("The complainant reads it as you write it."))


class RefuseChangeForm(Versioned):
    """Why a recommended change is not made, in both languages."""

    reasons_en = area(_("Reasons in English"), rows=3, attrs={"lang": "en"})
    reasons_fr = area(_("Reasons in French"), rows=3, attrs={"lang": "fr"})

    def reasons(self) -> Text:
        return Text(self.cleaned_data["reasons_en"], self.cleaned_data["reasons_fr"])


class EntryForm(forms.Form):
    """A paper for the docket; the name is made from its parts."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What you file"), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=80, help_text=_("It becomes part of the name."))
    level = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("What is not public is followed by a public version within 5 days."),
        widget=forms.RadioSelect,
    )
    text = area(_("Text"), rows=6)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, JPEG or PNG of 10 MB at most, with a submission or an exhibit; choose it again if something is refused."
        ),
        required=False,
        allow_empty_file=True,
    )
    index = area(_("Evidence index, one piece per line"), rows=3, required=False)
    public_of = forms.ChoiceField(label=_("Public version of"), required=False)

    def __init__(self, *args: Any, side: str, missing: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        kinds = [row for row in ENTRY_KINDS.values() if side in row.sides]
        offer_choices(self, "kind", [(row.code, row.label.get(language)) for row in kinds])
        offer_choices(self, "level", [(code, label.get(language)) for code, label in LEVELS.items()])
        offer_choices(self, "public_of", [("", str(_("Nothing: this is a new paper"))), *missing])
        if not any(row.file for row in kinds):
            del self.fields["file"]
        if not any(row.statement for row in kinds):
            del self.fields["index"]
        if not missing:
            del self.fields["public_of"]

    def entry(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        original = data.pop("public_of", "")
        index = data.pop("index", "").splitlines()
        return {**data, "index": index, "public_of": UUID(original) if original else None, "file": data.get("file")}


class RepresentativeForm(forms.Form):
    """Somebody with an account who acts for the appellant."""

    email = forms.EmailField(label=_("Their e-mail address"))


class RedactionForm(Versioned):
    """What everybody may read of a ruling."""

    headnote_en = area(_("Headnote in English"), rows=2, attrs={"lang": "en"})
    headnote_fr = area(_("Headnote in French"), rows=2, attrs={"lang": "fr"})
    text_en = area(_("Redacted text in English"), rows=6, attrs={"lang": "en"})
    text_fr = area(_("Redacted text in French"), rows=6, attrs={"lang": "fr"})
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        offer_choices(self, "region", [(code, label.get(language)) for code, label in REGIONS.items()])

    def redaction(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "expected_version"}


class CheckForm(Versioned):
    """The second person's check of a redaction."""

    verdict = forms.ChoiceField(
        label=_("Does it still show who it is about?"),
        choices=[("publish", _("No: publish it")), ("send_back", _("Yes: send it back"))],
        widget=forms.RadioSelect,
    )
    note = area(_("What still shows too much"), rows=2, required=False)


class DecisionSearchForm(forms.Form):
    """Words and facts to find published decisions by."""

    use_required_attribute = False
    words = forms.CharField(label=_("Words"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("About"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        every = ("", str(_("All")))
        offer_choices(self, "kind", [every, *((row.code, row.label.get(language)) for row in KINDS.values())])
        offer_choices(self, "outcome", [every, *((code, label.get(language)) for code, label in RULED.items())])
