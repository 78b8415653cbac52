"""Which forms of a case this actor may use now, each as a card: title, hint, form, address and button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from appeals.domain.docket import APPELLANT, COMMISSION, PUBLIC
from appeals.domain.drafting import composed
from appeals.domain.kinds import KINDS
from appeals.domain.panels import SEATS
from appeals.domain.stays import STAY
from appeals.forms import (
    CheckForm,
    EntryForm,
    ExceptionForm,
    LeaveForm,
    PanelForm,
    RecusalForm,
    RedactionForm,
    RepresentativeForm,
    ReviewForm,
    VoteForm,
)
from appeals.forms_gists import LeaningForm
from appeals.models import Case, Hearing
from appeals.selectors import (
    barred_from,
    case_tally,
    docket_of,
    member_seats,
    panel_proposal,
    publication_of,
    side_of,
)
from appeals.selectors.drafting import draft_of
from appeals.views.gist_acts import gist_cards, papers_bare
from appeals.views.hearing_acts import hearing_cards
from appeals.views.joinder_acts import LED, Page, joinder_cards
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text


@dataclass(slots=True)
class Act:
    """One card. `name` is the route's, `grave` marks what cannot be taken back."""

    name: str
    title: str
    hint: str
    form: Any
    submit: str
    grave: bool = False
    url: str = ""


def acts_for(
    actor: Actor,
    case: Case,
    panel: list[dict[str, Any]],
    docket: list[dict[str, Any]],
    refused: tuple[str, Any] | None,
    hearings: Sequence[Hearing] = (),
    joinder: Page | None = None,
) -> list[Act]:
    """Give the cards; the form that was refused keeps what was typed."""
    found = [*_registrar(actor, case, panel), *_member(actor, case, panel, docket, joinder), *_stay(actor, case)]
    found += [*_docket(actor, case, docket), *_publication(actor, case)]
    found += [Act(*card) for card in gist_cards(actor, case, docket)]
    found += [Act(*card) for card in hearing_cards(actor, case, hearings, clock.now())]
    page = joinder or {"leads": True}
    found += [Act(*card) for card in joinder_cards(actor, case, page, any(seat["voted"] for seat in panel))]
    found = found if page["leads"] else [act for act in found if act.name not in LED]
    for act in found:
        act.url = reverse(f"appeals:{act.name}", args=[case.id])
        if refused and refused[0] == act.name:
            act.form = refused[1]
        act.form.auto_id = f"id_{act.name}_%s"  # several forms stand on the page
    return found


def _registrar(actor: Actor, case: Case, panel: list[dict[str, Any]]) -> Iterator[Act]:
    if not actor.has("commission.registrar"):
        return
    version = {"expected_version": case.row_version}
    if case.status == "late":
        hint = _("Filed after its time. What it contests is not on hold either way.")
        yield Act("leave", _("Is the appeal heard?"), hint, LeaveForm(initial=version), _("Decide and tell"))
    if case.status == "filed":
        proposed = [str(seat.user_id) for seat in panel_proposal(case)]
        form = PanelForm(candidates=_free(case), initial={"members": proposed, **version})
        hint = _("Proposed: both countries, free of conflict, lightest load first.")
        yield Act("panel", _("Assign the panel"), hint, form, _("Seat the panel"))
    standing = {str(seat["user_id"]) for seat in panel if not seat["recused"]}
    if case.status == "with_panel" and len(standing) < SEATS:
        candidates = [seat for seat in _free(case) if str(seat.user_id) not in standing]
        yield Act(
            "fill",
            _("Fill the empty seat"),
            _("Both countries have to be on the panel."),
            PanelForm(candidates=candidates, initial=version),
            _("Seat the member"),
        )


def _free(case: Case) -> list[Any]:
    barred = barred_from(case)
    return [seat for seat in member_seats() if seat.user_id not in barred]


def _member(
    actor: Actor, case: Case, panel: list[dict[str, Any]], docket: list[dict[str, Any]], joinder: Page | None
) -> Iterator[Act]:
    mine = next((seat for seat in panel if seat["user_id"] == actor.user_id and not seat["recused"]), None)
    if case.status != "with_panel" or mine is None:
        return
    if not mine["voted"]:
        form = VoteForm(language=get_language() or "en")
        yield Act("vote", _("Cast your vote"), "", form, _("Record my vote"))
    tally = case_tally(case)
    if tally.outcome:
        hint = _("The votes grant the appeal.") if tally.outcome == "grant" else _("The votes dismiss the appeal.")
        first = {"expected_version": case.row_version, "acts": list(KINDS[case.kind].automatic), **_drafted(case)}
        beside = (joinder or {}).get("beside", [])
        papers = [
            *papers_bare(docket),
            *(paper for each in beside for paper in papers_bare(docket_of(actor=actor, case=each))),
        ]
        form_of_ruling = LeaningForm(
            initial=first, kind=case.kind, outcome=tally.outcome, papers=papers, beside=kinds_of(beside)
        )
        yield Act("rule", _("Issue the ruling"), hint, form_of_ruling, _("Issue the ruling"))
    if not mine["voted"]:
        hint = _("If you know a party or the matter from elsewhere, say so.")
        yield Act("recuse", _("Step aside"), hint, RecusalForm(), _("Recuse myself"), grave=True)


def _drafted(case: Case) -> dict[str, str]:
    """Give the panel's draft as the reasons of the ruling begin (4.12)."""
    draft = draft_of(case)
    if draft is None:
        return {}
    said = composed({code: Text.from_dict(text) for code, text in draft.parts.items()})
    return {"reasons_en": said.en, "reasons_fr": said.fr, "cites": " ".join(draft.cites)}


def kinds_of(cases: Sequence[Case]) -> list[tuple[str, str]]:
    """Give number and ground of the cases a ruling is also issued for."""
    return [(each.docket, each.kind) for each in cases]


def _stay(actor: Actor, case: Case) -> Iterator[Act]:
    stay = getattr(case, "stay", None)
    moves = {move.action for move in STAY.available(stay.status, actor)} if stay else set()
    version = {"expected_version": stay.row_version} if stay else {}
    if "except" in moves:
        hint = _("Only for a danger to safety. The decision is then in effect, and the ground is reviewed in 72 hours.")
        form = ExceptionForm(initial=version)
        yield Act("except", _("Sign a safety exception"), hint, form, _("Sign the ground"), grave=True)
    if "confirm" in moves:
        yield Act("review", _("Review the safety ground"), "", ReviewForm(initial=version), _("Record my review"))


def papers_missing(docket: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give this side's papers whose public version is missing, as choices."""
    return [(str(row["entry"].id), row["entry"].name) for row in docket if row["missing"] and row["mine"]]


def _docket(actor: Actor, case: Case, docket: list[dict[str, Any]]) -> Iterator[Act]:
    if case.status not in {"filed", "with_panel"} or actor.has("trader.viewer"):
        return
    side = side_of(actor)
    if side != COMMISSION or actor.has("commission.registrar"):
        form = EntryForm(side=side, missing=papers_missing(docket), initial={"level": PUBLIC})
        yield Act("file", _("File in the docket"), _("It is named, numbered and dated for you."), form, _("File it"))
    if side == APPELLANT:
        hint = _("They read and file what you may, in this case only.")
        yield Act("represent", _("Name a representative"), hint, RepresentativeForm(), _("Name them"))


def _publication(actor: Actor, case: Case) -> Iterator[Act]:
    ruling = getattr(case, "ruling", None)
    if ruling is None or not actor.has("commission.registrar", "commission.member"):
        return
    found = publication_of(case)
    version = {"expected_version": found.row_version if found else case.row_version}
    if found is None or found.status == "returned":
        names = ("headnote_en", "headnote_fr", "text_en", "text_fr")
        first = {name: getattr(found, name) for name in names} if found else {}
        first = first or {"text_en": ruling.reasons_en, "text_fr": ruling.reasons_fr}
        hint = found.note if found else _("Take every name and number out; somebody else checks it.")
        form = RedactionForm(initial={**first, **version})
        yield Act("redact", _("Redact for publication"), hint, form, _("Hand over for the check"))
    elif found.status == "redacted" and found.redacted_by_id != actor.user_id:
        hint = f"{found.headnote_en}\n{found.text_en}\n{found.headnote_fr}\n{found.text_fr}"
        yield Act("publish", _("Check the redaction"), hint, CheckForm(initial=version), _("Record my check"))
