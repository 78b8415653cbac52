"""Site visits: ask, plan, join, grade, find, report, sign. One report, two signatures, by people who were there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.joint import AGENCIES
from enrollment.domain.site_standard import GRADES, checklist
from enrollment.domain.transitions.visits import PLANNED, REQUESTED, SIGNED, SITE_VISIT, UNDER_WAY
from enrollment.domain.visits import BAD, report_digest, report_faults, result_of
from enrollment.models import SiteVisit, VisitFinding, VisitMember, VisitSignature
from enrollment.selectors.visits import visit_get
from enrollment.services import refusals
from enrollment.services.standing import site_visit_record
from portal.accounts.selectors import organisation_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send
from portal.workflow.services import apply

SERIES = "SV"
OFFICERS = ("officer.vetting", "officer.supervisor")


@transaction.atomic
def visit_request(
    *, actor: Actor, place: str, purpose: str, organisation_id: UUID | None = None, site: str = ""
) -> SiteVisit:
    """Ask for a visit: a company's administrator for the own company, an officer of either agency for any.

    Raises NotAllowed, NotFound, Invalid with the field at fault.
    """
    if actor.has("trader.admin") and actor.organisation_id is not None:
        organisation_id = actor.organisation_id
    elif organisation_id is None or not (actor.kind == "system" or _is_officer(actor)):
        raise refusals.not_allowed(ROLE)
    organisation = organisation_get(organisation_id)
    checks = (("place", place.strip()), ("purpose", purpose.strip()))
    items = [FILL_IN.item(path) for path, good in checks if not good]
    if items:
        raise Invalid(items)
    year = clock.now().year
    visit = SiteVisit.objects.create(
        number=f"{SERIES}-{year}-{next_number(SERIES, year):04d}",
        organisation_id=organisation.id,
        site=site.strip().upper()[:20],
        place=place.strip()[:200],
        purpose=purpose.strip()[:300],
    )
    _noted(actor, visit, "requested", {"site": visit.site})
    return visit


def _is_officer(actor: Actor) -> bool:
    return actor.has(*OFFICERS) and actor.agency in AGENCIES


@transaction.atomic
def visit_plan(*, actor: Actor, visit_id: UUID, planned_on: date, expected_version: int | None = None) -> SiteVisit:
    """Set or change the day; the company is told. Raises Invalid for a day that is over."""
    visit = _locked(actor, visit_id)
    if planned_on < clock.now().date():
        raise refusals.invalid(PAST, "planned_on", planned_on.isoformat())
    action = "replan" if visit.status == PLANNED else "plan"
    planned = _apply(actor, visit, action, expected_version, {"planned_on": planned_on})
    said = {language: date_words(planned_on, language) for language in ("en", "fr")}
    title = Text(f"Site visit on {said['en']}", f"Visite des lieux le {said['fr']}")
    body = Text(
        f"Officers of both agencies visit {planned.place}. Have the person responsible for security there.",
        f"Des agents des deux organismes visitent {planned.place}. Que le responsable de la sûreté soit présent.",
    )
    _tell(actor, planned, title, body)
    return planned


@transaction.atomic
def visit_join(*, actor: Actor, visit_id: UUID) -> VisitMember:
    """Join the team before the visit begins."""
    visit = _locked(actor, visit_id)
    if not _is_officer(actor):
        raise refusals.not_allowed(ROLE)
    if visit.status not in (REQUESTED, PLANNED):
        raise refusals.conflict(BEGUN, "status", visit.status)
    member, made = VisitMember.objects.get_or_create(
        visit=visit, officer_id=actor.person, defaults={"agency": actor.agency, "officer_as": actor.name[:120]}
    )
    if made:
        _noted(actor, visit, "joined", {"agency": actor.agency})
    return member


@transaction.atomic
def visit_move(*, actor: Actor, visit_id: UUID, action: str, why: str = "", expected_version: int) -> SiteVisit:
    """Begin, reopen for correction, or cancel (with the reason)."""
    visit = _locked(actor, visit_id)
    if action == "cancel" and len(why.strip()) < 10:
        raise refusals.invalid(SAY_WHY, "why")
    if action == "reopen" and visit.signatures.exists():
        raise refusals.conflict(BEGUN, "status", visit.status)
    changes: dict[str, dict[str, Any]] = {
        "begin": {"visited_at": clock.now()},
        "reopen": {"digest": "", "result": ""},
        "cancel": {"ended_why": why.strip()[:300]},
    }
    if action not in changes:
        raise refusals.invalid(FILL_IN, "action", action)
    return _apply(actor, visit, action, expected_version, changes[action])


@transaction.atomic
def visit_grade(
    *, actor: Actor, visit_id: UUID, grades: Mapping[str, str], summary: str, expected_version: int
) -> SiteVisit:
    """Keep the checklist and the summary, finished or not."""
    visit = _under_way(actor, visit_id)
    if visit.row_version != expected_version:
        raise refusals.stale(expected_version)
    lines = {line.code for line in checklist(visit.site)}
    visit.grades = {code: grade for code, grade in grades.items() if code in lines and grade in GRADES}
    visit.summary = summary.strip()[:2000]
    visit.row_version += 1
    visit.save(update_fields=["grades", "summary", "row_version"])
    _noted(actor, visit, "graded", {"lines": len(visit.grades)})
    return visit


@transaction.atomic
def visit_find(*, actor: Actor, visit_id: UUID, line: str, text: str, fix: str, due_on: date) -> VisitFinding:
    """Record what was seen at a line and what puts it right; never changed afterwards."""
    visit = _under_way(actor, visit_id)
    checks = (
        ("line", line in {one.code for one in checklist(visit.site)}),
        ("text", len(text.strip()) >= 10),
        ("fix", len(fix.strip()) >= 10),
        ("due_on", due_on >= clock.now().date()),
    )
    items = [FILL_IN.item(path) for path, good in checks if not good]
    if items:
        raise Invalid(items)
    finding = VisitFinding.objects.create(
        visit=visit,
        line=line,
        text=text.strip()[:500],
        fix=fix.strip()[:500],
        due_on=due_on,
        agency=actor.agency,
        officer_as=actor.name[:120],
    )
    _noted(actor, visit, "found", {"line": line, "due_on": due_on.isoformat()})
    return finding


def _under_way(actor: Actor, visit_id: UUID) -> SiteVisit:
    """Give a visit whose report is being written by the officer. Raises NotFound or Conflict."""
    visit = _locked(actor, visit_id)
    if visit.status != UNDER_WAY:
        raise refusals.conflict(NOT_UNDER_WAY, "status", visit.status)
    SITE_VISIT.check(visit, visit.status, "report", actor)
    return visit


@transaction.atomic
def visit_report(*, actor: Actor, visit_id: UUID, expected_version: int) -> SiteVisit:
    """Finish the report when every line is graded and every gap has its finding; the result follows from the grades."""
    visit = _under_way(actor, visit_id)
    findings = list(visit.findings.order_by("created_at", "id"))
    items = report_faults(visit.site, visit.grades, visit.summary, [row.line for row in findings])
    if items:
        raise Invalid(items)
    result = result_of(visit.grades)
    report = {
        "number": visit.number,
        "organisation": str(visit.organisation_id),
        "site": visit.site,
        "grades": visit.grades,
        "summary": visit.summary,
        "findings": [[row.line, row.text, row.fix, row.due_on.isoformat()] for row in findings],
        "team": sorted(f"{row.agency} {row.officer_id}" for row in visit.team.all()),
        "result": result,
    }
    return _apply(actor, visit, "report", expected_version, {"digest": report_digest(report), "result": result})


@transaction.atomic
def visit_sign(*, actor: Actor, visit_id: UUID, expected_version: int) -> SiteVisit:
    """Sign for the officer's agency, once; with both signatures the visit counts for the company's tier.

    Raises NotFound, NotAllowed, Conflict for one who was not there or a report that changed.
    """
    visit = _locked(actor, visit_id)
    if not _is_officer(actor):
        raise refusals.not_allowed(ROLE)
    action = f"sign_{actor.agency.lower()}"
    VisitSignature.objects.bulk_create(
        [
            VisitSignature(
                visit=visit,
                agency=actor.agency,
                officer_id=actor.person,
                signed_as=actor.name[:120],
                digest=visit.digest,
            )
        ],
        ignore_conflicts=True,
    )
    second = SITE_VISIT.find(visit.status, action).target == SIGNED
    changes = {"signed_at": clock.now()} if second else {}
    signed = _apply(actor, visit, action, expected_version, changes, {"digest": visit.digest})
    if second:
        _counts(actor, signed)
    return signed


def _counts(actor: Actor, visit: SiteVisit) -> None:
    if visit.result != BAD:
        site_visit_record(organisation_id=visit.organisation_id)
    title = Text(f"Report of visit {visit.number}", f"Rapport de la visite {visit.number}")
    body = Text(
        "Both agencies have signed it. Read what was found and by when it is to be settled.",
        "Les deux organismes l'ont signé. Lisez les constats et leurs échéances.",
    )
    _tell(actor, visit, title, body)


def _tell(actor: Actor, visit: SiteVisit, title: Text, body: Text) -> None:
    notice_send(
        actor=actor,
        organisation_id=visit.organisation_id,
        kind="site_visit",
        title=title,
        body=body,
        subject=Subject("site_visit", visit.id),
        link=f"/membership/visits/{visit.id}/",
    )


def _locked(actor: Actor, visit_id: UUID) -> SiteVisit:
    visit_get(actor=actor, visit_id=visit_id)
    return SiteVisit.objects.select_for_update().get(pk=visit_id)


def _apply(
    actor: Actor,
    visit: SiteVisit,
    action: str,
    expected_version: int | None,
    changes: dict[str, Any],
    body: dict[str, Any] | None = None,
) -> SiteVisit:
    return apply(
        workflow=SITE_VISIT,
        obj=visit,
        action=action,
        actor=actor,
        subject=Subject("site_visit", visit.id),
        expected_version=expected_version,
        changes=changes,
        body={"number": visit.number, **(body or {})},
        organisation_id=visit.organisation_id,
    )


def _noted(actor: Actor, visit: SiteVisit, event: str, body: dict[str, Any]) -> None:
    record(
        actor=actor,
        event=f"enrollment.visit.{event}",
        subject=Subject("site_visit", visit.id),
        body={"number": visit.number, **body},
        organisation_id=visit.organisation_id,
    )


ROLE = refusals.Refusal(
    "ENR_VISIT_ROLE",
    Text(
        "Vetting officers and supervisors of CBP and of the CBSA do this.",
        "Les agents de filtrage et les superviseurs du CBP et de l'ASFC font cela.",
    ),
    Text("Ask an officer of either agency.", "Adressez-vous à un agent de l'un des organismes."),
)
FILL_IN = refusals.Refusal(
    "ENR_VISIT_FIELD",
    Text("This is missing or too short.", "Cette valeur manque ou est trop courte."),
    Text("Fill it in; a sentence says enough.", "Remplissez ce champ; une phrase suffit."),
)
PAST = refusals.Refusal(
    "ENR_VISIT_PAST",
    Text("This day is over.", "Cette date est passée."),
    Text("Choose a day ahead.", "Choisissez une date à venir."),
)
BEGUN = refusals.Refusal(
    "ENR_VISIT_BEGUN",
    Text("The visit is too far on for this.", "La visite est trop avancée pour cela."),
    Text("What was seen and signed stands.", "Ce qui a été vu et signé demeure."),
)
NOT_UNDER_WAY = refusals.Refusal(
    "ENR_VISIT_NOT_UNDER_WAY",
    Text("The report is written while the visit is under way.", "Le rapport s'écrit pendant la visite."),
    Text("Begin the visit, or reopen the report.", "Commencez la visite ou rouvrez le rapport."),
)
SAY_WHY = refusals.Refusal(
    "ENR_VISIT_WHY",
    Text("Say why it is cancelled.", "Précisez pourquoi elle est annulée."),
    Text("One sentence; the company reads it.", "Une phrase; l'entreprise la lira."),
)
