"""Which cards about like cases a case shows to this actor now, and what its page says of them (4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from appeals.domain.docket import COMMISSION
from appeals.domain.joinders import JOINDER, JOINED, PROPOSED, RULED
from appeals.domain.kinds import KINDS
from appeals.forms_joinders import Cases, JoinDecideForm, JoinForm, ObjectForm, ReasonsForm
from appeals.models import Case
from appeals.selectors import side_of
from appeals.selectors.joinders import joinder_page, like_cases, papers_shared
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short

Card = tuple[str, str, str, forms.Form, str, bool]
Page = dict[str, Any]
# What is done in the lead case for all of them.
LED = frozenset(
    {"panel", "fill", "vote", "rule", "hearing_set", "hearing_adjourn", "hearing_cancel", "hearing_hold"}
    | {"hearing_minutes"}
)


def joinder_shown(actor: Actor, case: Case) -> Page:
    """Give what the page says of the joinder: who it is not about reads numbers only, and PUBLIC papers."""
    page = joinder_page(case)
    if not page:
        return {"leads": True, "heard_in": case}
    joinder, inside = page["joinder"], actor.kind == "commission"
    together = joinder.status in {JOINED, RULED}
    cases = [row.case for row in page["members"]]
    return {
        **page,
        "joinder_state": JOINDER.state(joinder.status),
        "objections": [row for row in page["objections"] if inside or row.member.case_id == case.pk],
        "objected": {row.side for row in page["objections"] if row.member.case_id == case.pk},
        "leads": joinder.lead_id == case.pk,
        "heard_in": joinder.lead if together else case,
        "papers_shared": papers_shared(cases, case) if together else [],
        "beside": [each for each in cases if each.pk != case.pk] if together else [],
    }


def joinder_cards(actor: Actor, case: Case, page: Page, voted: bool) -> Iterator[Card]:
    """Give the cards as name, title, hint, form, button and whether it cannot be taken back."""
    joinder = page.get("joinder")
    if actor.has("commission.registrar"):
        yield from _registrar(case, page, voted)
    if joinder is None or side_of(actor) == COMMISSION or actor.has("trader.viewer"):
        return
    if joinder.status == PROPOSED and clock.now() <= joinder.object_until and side_of(actor) not in page["objected"]:
        hint = _("The registrar decides with reasons once the time is over.")
        yield "joinder_object", _("Object to being heard together"), hint, ObjectForm(), _("Object"), False


def _registrar(case: Case, page: Page, voted: bool) -> Iterator[Card]:
    joinder = page.get("joinder")
    if joinder is None:
        like = cases_offered(like_cases(case)) if case.status in {"filed", "with_panel"} and not voted else []
        if like:
            hint = _("Same rule or reason, or same decision of the same agency. Each side may object for 10 days.")
            form: forms.Form = JoinForm(like=like)
            yield "joinder_propose", _("Hear like cases together"), hint, form, _("Propose and tell"), False
        return
    if joinder.status == PROPOSED and page["leads"] and clock.now() > joinder.object_until:
        proposed = cases_proposed(page, case)
        first = {"expected_version": joinder.row_version, "keep": [value for value, _label in proposed]}
        form = JoinDecideForm(proposed=proposed, initial=first)
        title, hint = _("Are the cases joined?"), _("One panel, one hearing, one text; each keeps its remedy.")
        yield "joinder_decide", title, hint, form, _("Decide and tell"), False
    if joinder.status == JOINED:
        hint = _("It keeps its panel and its papers, and is ruled on by itself.")
        yield "joinder_sever", _("Hear this case apart again"), hint, ReasonsForm(), _("Hear it apart"), True


def cases_proposed(page: Page, case: Case) -> Cases:
    """Give the cases proposed with their lead, as choices."""
    return cases_offered([row.case for row in page.get("members", ()) if row.case_id != case.pk])


def cases_offered(cases: list[Case]) -> Cases:
    """Give cases as choices, by number, appellant, ground and agency: for the registrar's eyes."""
    language = get_language() or "en"
    named = ((each, KINDS[each.kind].label, agency_short(each.agency)) for each in cases)
    return [
        (str(each.id), ", ".join(filter(None, (each.docket, each.appellant, kind.get(language), agency.get(language)))))
        for each, kind, agency in named
    ]
