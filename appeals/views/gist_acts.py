"""Which restricted papers wait for a gist, and the cards for it (R-85)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from appeals.domain.docket import COMMISSION
from appeals.forms_gists import GistForm, Papers, SettleGistForm
from appeals.models import Case
from appeals.selectors import side_of
from portal.core.domain.actors import Actor

Row = dict[str, Any]
Card = tuple[str, str, str, forms.Form, str, bool]


def papers_bare(docket: list[Row]) -> Papers:
    """Give the restricted papers that have neither a public version nor a settled gist, as choices."""
    return [_choice(row) for row in docket if row["bare"]]


def papers_to_propose(docket: list[Row]) -> Papers:
    """Give this side's restricted papers nobody proposed a gist for, as choices."""
    return [_choice(row) for row in docket if row["bare"] and row["mine"] and row["proposed"] is None]


def papers_to_settle(docket: list[Row]) -> Papers:
    """Give the restricted papers whose gist is proposed, as choices."""
    return [_choice(row) for row in docket if row["bare"] and row["proposed"] is not None]


def gist_cards(actor: Actor, case: Case, docket: list[Row]) -> Iterator[Card]:
    """Give the cards as name, title, hint, form, button and whether it cannot be taken back."""
    if case.status not in {"filed", "with_panel"}:
        return
    papers = papers_to_propose(docket)
    if papers and side_of(actor) != COMMISSION and not actor.has("trader.viewer"):
        hint = _("What the other side may know of it. The registrar settles the words.")
        yield "gist_propose", _("Propose a gist"), hint, GistForm(papers=papers), _("Propose it"), False
    if actor.has("commission.registrar"):
        for row in [row for row in docket if row["bare"] and row["proposed"] is not None][:1]:
            found = row["proposed"]
            first = {"gist_en": found.words["en"], "gist_fr": found.words["fr"]}
            form = SettleGistForm(papers=[_choice(row)], initial={**first, "expected_version": found.row_version})
            hint = _("The other side reads it from then on. It cannot be changed afterwards.")
            yield "gist_settle", _("Settle the gist"), hint, form, _("Settle it"), True


def _choice(row: Row) -> tuple[str, str]:
    return str(row["entry"].id), row["entry"].name
