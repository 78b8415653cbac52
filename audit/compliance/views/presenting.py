"""What the page of an audit shows to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.compliance.domain.prechecks import RULES
from audit.compliance.domain.reports import SECTIONS
from audit.compliance.domain.signals import SIGNAL
from audit.compliance.domain.transitions import AUDIT_CASE, CLEAN_CBP, CLEAN_CBSA, OPEN, WITH_MEMBER
from audit.compliance.models import DRAW, VISIT, AuditCase, Finding, Report
from audit.compliance.selectors.cases import answers_of, effect_of, report_of
from audit.compliance.selectors.signals import signals_by_hit
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.joint import AGENCIES
from enrollment.domain.sanctions import STEP_LABELS
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.timeline import timeline

RULE_LABELS = {rule.id: rule.label for rule in RULES}
OFFICERS_ONLY = ("inspection", "photo")
KINDS = {
    "filing": Text("Filing", "Déclaration"),
    "message": Text("Message to an agency", "Message à un organisme"),
    "answer": Text("Answer of an agency", "Réponse d'un organisme"),
    "inspection": Text("Inspection", "Inspection"),
    "photo": Text("Photo", "Photo"),
    "visit": Text("Finding of a facility visit", "Constat d'une visite"),
    "seal_event": Text("Seal log", "Registre des scellés"),
    "release": Text("Release", "Mainlevée"),
    "document": Text("Document", "Document"),
}
PARTS = {
    "random": Text("the random part", "la part aléatoire"),
    "risk": Text("the part weighted by risk", "la part pondérée selon le risque"),
}


def case_context(actor: Actor, case: AuditCase) -> dict[str, Any]:
    """Give the context of the page of an audit."""
    report = report_of(actor=actor, case=case)
    finding = getattr(case, "finding", None)
    return {
        "case": case,
        "state": AUDIT_CASE.state(case.status),
        "audience": "staff" if actor.is_staff else "public",
        "report": report,
        "sections": sections_of(report),
        "headings": _headings(report),
        "effect": effect_context(case, report) if finding is None else None,
        "finding": finding,
        "outcome": _outcome(finding),
        "answers": answers_of(case) if case.revision else [],
        "hits": _hits(case),
        "evidence": _evidence(actor, case),
        "moves": _moves(actor, case),
        "places": [_place(case, agency) for agency in AGENCIES],
        "on_team": actor.user_id in case.team_ids,
        "can_join": case.status == OPEN and actor.has("auditor") and actor.agency not in case.team_agencies,
        "can_answer": case.status == WITH_MEMBER and actor.has("trader.admin", "trader.filer"),
        "awaits": case.status == WITH_MEMBER,
        "second": case.status in (CLEAN_CBP, CLEAN_CBSA),
        "facts": _facts(case),
        "entries": timeline(Subject("audit_case", case.id), actor),
    }


def _hits(case: AuditCase) -> list[dict[str, Any]]:
    """Give what the machine saw, each with the signal the member reads of it and how that stands (R-67)."""
    signals = signals_by_hit(case.trip_id) if case.precheck and case.trip_id else {}
    hits = []
    for hit in case.precheck:
        signal = signals.get((hit["rule"], hit["text"]["en"]))
        state = SIGNAL.state(signal.status) if signal else None
        hits.append({**hit, "label": RULE_LABELS.get(hit["rule"]), "signal": signal, "state": state})
    return hits


def _headings(report: Report | None) -> dict[str, Text | None]:
    if report is None:
        return {}
    infraction, harm = INFRACTIONS.get(report.infraction), HARMS.get(report.harm)
    return {"infraction": infraction.label if infraction else None, "harm": harm.label if harm else None}


def sections_of(report: Report | None) -> list[tuple[Text, Text]]:
    """Give the sections that have words."""
    if report is None:
        return []
    written = [
        (each.label, Text.from_dict(report.sections[each.code])) for each in SECTIONS if each.code in report.sections
    ]
    return [(label, text) for label, text in written if text.en or text.fr]


def effect_context(case: AuditCase, report: Report | None) -> dict[str, Any] | None:
    """Give the simulation of the finding's effect on the tier, in words (R-77)."""
    effect = effect_of(case, report.infraction, report.harm) if report else None
    if effect is None:
        return None
    return {"preview": effect, "step": STEP_LABELS[effect.sanction.step], "points": effect.sanction.points}


def _outcome(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "title": INFRACTIONS[finding.infraction].label,
        "harm": HARMS[finding.harm].label,
        "step": STEP_LABELS.get(str(finding.sanction["step"])),
        "points": finding.sanction["points"],
    }


def _evidence(actor: Actor, case: AuditCase) -> list[dict[str, Any]]:
    """The references of the bundle; what inspectors kept is the officers' own."""
    found = case.bundle.get("references", [])
    return [
        {
            "title": each["title"],
            "kind": KINDS.get(each["kind"]),
            "digest": each["digest"],
            "at": datetime.fromisoformat(each["at"]) if each["at"] else None,
        }
        for each in found
        if actor.is_staff or each["kind"] not in OFFICERS_ONLY
    ]


def _moves(actor: Actor, case: AuditCase) -> dict[str, Any]:
    """Give what this auditor may do with the case now."""
    if actor.user_id not in case.team_ids:
        return {}
    moves = {move.action: move for move in AUDIT_CASE.available(case.status, actor)}
    own = actor.agency.lower()
    return {
        "report": moves.get("send_draft"),
        "sign": moves.get(f"sign_{own}"),
        "close": moves.get(f"close_{own}"),
        "revise": moves.get("revise"),
    }


def _place(case: AuditCase, agency: str) -> dict[str, Any]:
    held = [member for member in case.team.all() if member.agency == agency and member.ended_at is None]
    return {"agency": agency, "member": held[0] if held else None}


def _facts(case: AuditCase) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Facility visit") if case.source == VISIT else _("Trip"),
            "identifier": case.trip_number,
            "value": case.trip_number,
        },
        {"label": _("Member"), "value": case.organisation_name},
        *_why(case),
        {"label": _("Opened"), "at": case.opened_at},
        {"label": _("Due"), "day": case.due_on},
        *_filing(case),
        *_proof_free(case),
    ]


def _filing(case: AuditCase) -> list[dict[str, Any]]:
    if case.source == VISIT:
        return [{"label": _("Digest of the visit's report"), "value": case.bundle["digest"]}]
    return [
        {"label": _("Filing version"), "value": str(case.bundle["version"])},
        {"label": _("Digest of the filing"), "value": case.bundle["digest"]},
    ]


def _why(case: AuditCase) -> list[dict[str, Any]]:
    if case.source == VISIT:
        url = reverse("compliance:visit", args=[case.visit_id])
        return [{"label": _("Why"), "value": _("Findings of a facility visit"), "url": url}]
    if case.source != DRAW or case.selection is None:
        return [{"label": _("Why"), "value": _("Doubts about its papers")}]
    month = case.selection.month
    url = reverse("compliance:draws_month", args=[f"{month.month:%Y-%m}"])
    part = PARTS[case.selection.part]
    words = Text(f"Drawn in {month}, {part.en}", f"Tiré en {month}, {part.fr}")
    return [{"label": _("Why"), "value": words, "url": url}]


def _proof_free(case: AuditCase) -> list[dict[str, str]]:
    """Name the goods for which the auditors ask for no proof of origin (R-73)."""
    lines = case.bundle.get("origin_proofs", [])
    codes = sorted({line["hs_code"] for line in lines if line["proof"] == "waived"})
    return [{"label": _("No proof of origin needed"), "value": ", ".join(codes)}] if codes else []
