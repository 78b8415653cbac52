"""The docket and one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from appeals.domain.transitions import APPEAL
from appeals.forms import PanelForm, RulingForm, VoteForm
from appeals.models import Case
from appeals.selectors import case_get, case_list_for_actor, case_panel, case_tally, member_seats, panel_proposal
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.http import PortalRequest
from portal.workflow.timeline import timeline

PAGE = 50
LANGUAGES = (("en", "English"), ("fr", "Français"))


@require_GET
def case_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(case_list_for_actor(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"case": case, "state": APPEAL.state(case.status)} for case in page]
    return render(request, "appeals/case_list.html", {"page": page, "rows": rows})


@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    return case_page(request, case_get(actor=request.actor, case_id=case_id))


def case_page(request: PortalRequest, case: Case, *, forms: dict[str, Any] | None = None) -> HttpResponse:
    """Render the case with the forms this actor may use; `forms` replaces one that was refused."""
    actor = request.actor
    panel = case_panel(case)
    context = {
        "case": case,
        "state": APPEAL.state(case.status),
        "panel": panel,
        "tally": case_tally(case) if panel else None,
        "ruling": getattr(case, "ruling", None),
        "entries": timeline(Subject("appeal", case.id), actor),
        "facts": _facts(case),
        "record_facts": _record_facts(case.record),
        "may_withdraw": any(move.action == "withdraw" for move in APPEAL.available(case.status, actor)),
        **_forms(actor, case, panel),
        **(forms or {}),
    }
    return render(request, "appeals/case.html", context, status=422 if forms else 200)


def _facts(case: Case) -> list[dict[str, Any]]:
    return [
        {"label": _("Appellant"), "value": case.appellant},
        {"label": _("Filed"), "at": case.filed_at},
        {"label": _("Agency response due"), "value": case.respond_by.isoformat()},
        {"label": _("Language of the proceeding"), "value": dict(LANGUAGES)[case.language]},
    ]


def _record_facts(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The decision and what it rests on, as they stood when the appeal was filed."""
    decision = record["decision"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(record["rule_versions"].items()))
    return [
        {"label": _("Decision"), "identifier": decision["number"], "value": decision["number"]},
        {"label": _("Tier before and after"), "value": f"{decision['from_tier']} → {decision['to_tier']}"},
        {"label": _("Decided by"), "value": f"{decision['decided_by']} ({decision['agency']})"},
        {"label": _("Rules in force that day"), "value": versions},
        *[{"label": _("Evidence"), "value": f"{proof['kind']} {proof['reference']}"} for proof in record["evidence"]],
    ]


def _forms(actor: Actor, case: Case, panel: list[dict[str, Any]]) -> dict[str, Any]:
    version = {"expected_version": case.row_version}
    if case.status == "filed" and actor.has("commission.registrar"):
        proposed = [str(seat.user_id) for seat in panel_proposal(case)]
        return {"panel_form": PanelForm(candidates=member_seats(), initial={"members": proposed, **version})}
    mine = next((seat for seat in panel if seat["user_id"] == actor.user_id), None)
    if case.status != "with_panel" or mine is None:
        return {}
    if not mine["voted"]:
        return {"vote_form": VoteForm(language=get_language() or "en")}
    return {"ruling_form": RulingForm(initial=version)} if case_tally(case).outcome else {}
