"""The docket and one case."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from appeals.domain.acts import ACTS
from appeals.domain.docket import APPELLANT, RESPONSE, SIDES
from appeals.domain.hearings import WISHES
from appeals.domain.kinds import KINDS
from appeals.domain.stays import STAY
from appeals.domain.timeliness import STANDARDS, ruling_due
from appeals.domain.transitions import APPEAL
from appeals.models import Case, Hearing
from appeals.selectors import (
    case_get,
    case_list_for_actor,
    case_panel,
    dissents_of,
    docket_of,
    recusals_of,
    representatives_of,
    side_of,
)
from appeals.selectors.drafting import STAGES
from appeals.selectors.hearings import hearings_of, takes_part, wishes_of_case
from appeals.views.case_acts import acts_for
from appeals.views.hearing_acts import hearing_rows
from appeals.views.joinder_acts import joinder_shown
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.reasons import evidence_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.timeline import timeline

PAGE = 50
TIER = re.compile(r"T\d")
LANGUAGES = (("en", "English"), ("fr", "Français"))


@require_GET
def case_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(case_list_for_actor(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"case": case, "state": APPEAL.state(case.status), "kind": KINDS[case.kind].label} for case in page]
    may_file = request.actor.has("trader.admin", "trader.filer", "traveller", "driver")
    return render(request, "appeals/case_list.html", {"page": page, "rows": rows, "may_file": may_file, **around(page)})


@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    return case_page(request, case_get(actor=request.actor, case_id=case_id))


def case_page(request: PortalRequest, case: Case, *, refused: tuple[str, Any] | None = None) -> HttpResponse:
    """Render the case with the forms this actor may use; `refused` is (name, form) of one that was refused."""
    actor = request.actor
    recusals = recusals_of(case)
    panel = case_panel(case, recusals)
    docket = docket_of(actor=actor, case=case)
    inside = actor.kind == "commission"
    joinder = joinder_shown(actor, case)
    hearings = hearings_of(joinder["heard_in"])
    context = {
        "case": case,
        "state": APPEAL.state(case.status),
        "kind": KINDS[case.kind].label,
        "panel": panel,
        "stay": getattr(case, "stay", None),
        "stay_state": STAY.state(case.stay.status) if getattr(case, "stay", None) else None,
        "recusals": list(recusals.values()) if inside else [],
        "ruling": getattr(case, "ruling", None),
        "remedies": _remedies(case),
        "dissents": dissents_of(case, case.ruling.outcome) if hasattr(case, "ruling") else [],
        "entries": timeline(Subject("appeal", case.id), actor),
        "facts": _facts(case),
        "record_facts": record_facts(case.record),
        "notes": case.record.get("notes", []),
        "evidence": [_proof(case.record, proof) for proof in case.record["evidence"]],
        "may_read_camera": _on_panel(actor, panel) and case.subject_type in {"score", "inspection"},
        "deliberates": _on_panel(actor, panel) and case.status in STAGES,
        "may_read_papers": actor.has("commission.registrar") or _on_panel(actor, panel),
        "may_withdraw": any(move.action == "withdraw" for move in APPEAL.available(case.status, actor)),
        "acts": acts_for(actor, case, panel, docket, refused, hearings, joinder),
        **_heard(actor, case, panel, hearings),
        **joinder,
        "inside": inside,
        "docket": docket,
        "response": next((row["entry"] for row in docket if row["entry"].kind == RESPONSE), None),
        "respond_due": datetime.combine(case.respond_by, time(23, 59), UTC),
        "representatives": representatives_of(case),
        "may_name": side_of(actor) == APPELLANT and not actor.has("trader.viewer"),
    }
    return render(request, "appeals/case.html", context, status=422 if refused else 200)


def _heard(actor: Actor, case: Case, panel: list[dict[str, Any]], hearings: list[Hearing]) -> dict[str, Any]:
    """What the page says of hearings, and by when the standard wants the ruling."""
    seated = {seat["user_id"] for seat in panel if not seat["recused"]}
    wishes = [{"wish": row, "label": WISHES[row.wish], "side": SIDES[row.side]} for row in wishes_of_case(case)]
    return {
        "hearings": hearing_rows(hearings),
        "wishes": wishes,
        "takes_part": takes_part(actor, case, seated),
        "ruling_due": ruling_due(case.kind, case.filed_at),
        "standard_days": STANDARDS[case.kind],
        "heard": case.status not in {"refused", "withdrawn"},
    }


def _remedies(case: Case) -> list[dict[str, Any]]:
    ruling = getattr(case, "ruling", None)
    if ruling is None:
        return []
    return [{"label": ACTS[row.act], "result": row.result} for row in ruling.acts.order_by("done_at", "id")]


def _on_panel(actor: Actor, panel: list[dict[str, Any]]) -> bool:
    return any(seat["user_id"] == actor.user_id and not seat["recused"] for seat in panel)


def _facts(case: Case) -> list[dict[str, Any]]:
    return [
        {"label": _("Appellant"), "value": case.appellant},
        {"label": _("Filed on"), "at": case.filed_at},
        {"label": _("Last moment to file"), "at": case.due_at},
        {"label": _("Language of the proceeding"), "value": dict(LANGUAGES)[case.language]},
    ]


ABOUT: dict[str, Text] = {
    "number": Text("Number", "Numéro"),
    "from_tier": Text("Tier before", "Niveau avant"),
    "to_tier": Text("Tier after", "Niveau après"),
    "decided_by": Text("Decided by", "Décidé par"),
    "agency": Text("Agency", "Organisme"),
    "infraction": Text("Infraction", "Infraction"),
    "points": Text("Points", "Points"),
    "step": Text("Step", "Mesure"),
    "due": Text("Due", "Montant exigé"),
    "currency": Text("Currency", "Monnaie"),
    "cause": Text("Class of the cause", "Catégorie du motif"),
    "result": Text("Result", "Résultat"),
    "minutes": Text("Minutes", "Minutes"),
    "inspections_30_days": Text("Inspections of the carrier in 30 days", "Inspections du transporteur en 30 jours"),
    "lane": Text("Lane advised", "Voie conseillée"),
}


def record_facts(record: dict[str, Any]) -> list[dict[str, Any]]:
    """What is contested and the rules of that day, as they stood when the appeal was filed."""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(record["rule_versions"].items()))
    found = []
    for name, value in record["about"].items():
        words = _about(name, value)
        if value not in ("", None):
            found.append({"label": ABOUT[name], "identifier" if name == "number" else "value": words})
    return [*found, {"label": _("Rules in force that day"), "value": versions}]


def _about(name: str, value: Any) -> Text | str:
    """Give one part of the record as people write it: agencies and tiers by their names."""
    if name == "agency":
        return agency_short(value)
    if name in ("from_tier", "to_tier") and TIER.fullmatch(str(value)):
        return Text(f"Tier {value[1:]}", f"Niveau {value[1:]}")
    return Text.from_dict(value) if isinstance(value, dict) else str(value)


def _proof(record: dict[str, Any], proof: dict[str, str]) -> dict[str, Any]:
    """One thing the decision rests on; what its reason names already says of what kind it is."""
    kind, reference = proof["kind"], proof["reference"]
    return {
        "title": evidence_words(reference if kind == "reason" else f"{kind}:{reference}"),
        "digest": proof.get("digest") or record["digests"]["evidence"],
    }
