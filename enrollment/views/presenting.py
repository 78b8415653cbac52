"""Rows as the components of the pages want them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from enrollment.domain.decisions import KIND_LABELS, appeal_link
from enrollment.domain.joint import AGENCIES, AGENCY_NAMES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.progress import Progress, progress
from enrollment.domain.questions import DONE, OPTIONAL, STARTED, UNTOUCHED, form_for, section_state
from enrollment.domain.transitions import APPLICATION, DECISION, MEMBERSHIP, REVIEW
from enrollment.domain.vetting.letters import CRITERIA
from enrollment.models import AgencyReview, Application, Membership, MembershipDecision
from enrollment.selectors import answered_by_files, holder_name
from enrollment.views import presenting_files
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text

SECTION_STATES = {
    DONE: {"code": DONE, "label": Text("Complete", "Complète"), "icon": "check-circle", "tone": "good"},
    STARTED: {"code": STARTED, "label": Text("Started", "Commencée"), "icon": "draft", "tone": "warn"},
    OPTIONAL: {"code": OPTIONAL, "label": Text("Optional", "Facultative"), "icon": "minus-circle", "tone": "neutral"},
    UNTOUCHED: {"code": UNTOUCHED, "label": Text("Not started", "À faire"), "icon": "circle", "tone": "neutral"},
}
NOT_SENT = {"label": Text("Not sent yet", "Pas encore envoyée"), "icon": "circle", "tone": "neutral"}
RECOGNISES = Text("The other agency's decision counts here too", "La décision de l'autre organisme vaut aussi ici")
PLACE = "America/Toronto"  # deadlines of both agencies run by the clock of Ottawa and Washington
OPEN_TO_APPEAL = ("proposed", "in_effect")


def progress_of(application: Application) -> Progress:
    """Answer where it is, who has it, what happens next and by when."""
    rows = [(review.agency, review.status) for review in application.reviews.all()]
    return progress(PROGRAMMES[application.programme], application.status, rows, application.submitted_at)


def application_row(application: Application) -> dict[str, Any]:
    shown = progress_of(application)
    return {
        "application": application,
        "place": PLACE,
        "programme": PROGRAMMES[application.programme],
        "state": APPLICATION.state(application.status),
        "progress": shown,
        "agencies": agency_cells(application),
    }


def agency_cells(application: Application) -> list[dict[str, Any]]:
    """Give one cell per agency, always both, in the same order."""
    reviews: dict[str, AgencyReview] = {review.agency: review for review in application.reviews.all()}
    return [_agency_cell(agency, reviews.get(agency), application) for agency in AGENCIES]


def agency_cells_paced(application: Application, pace: Mapping[str, Text]) -> list[dict[str, Any]]:
    """Give the cells with the line of each agency: its day of how many and what is usual (R-15)."""
    return [{**cell, "note": pace.get(cell["agency"])} for cell in agency_cells(application)]


def _agency_cell(agency: str, review: AgencyReview | None, application: Application) -> dict[str, Any]:
    waiting = review is not None and review.status == "pending" and application.status in {"submitted", "under_review"}
    return {
        "agency": agency,
        "name": AGENCY_NAMES[agency],
        "review": review,
        "other": next(code for code in AGENCIES if code != agency),
        "note": RECOGNISES if review and review.status == "recognised" else "",
        "state": REVIEW.state(review.status) if review else NOT_SENT,
        "expected": progress_of(application).due if waiting else None,
    }


def section_tasks(application: Application, documents: presenting_files.Documents) -> list[dict[str, Any]]:
    """Give the sections of a draft as tasks with their state."""
    today, attached = clock.now().date(), answered_by_files(dict(documents))
    return [
        {
            "label": section.title,
            "hint": section.purpose,
            "url": reverse("enrollment:application_section", args=[application.id, section.code]),
            "state": SECTION_STATES[section_state(section, application.answers, today, attached)],
        }
        for section in form_for(application.programme)
    ]


def answer_sections(application: Application, documents: presenting_files.Documents) -> list[dict[str, Any]]:
    """Give the answers as facts, section by section, each with the criterion it serves at each agency."""
    return [
        presenting_files.answer_part(section, application.answers, documents)
        for section in form_for(application.programme)
    ]


def membership_row(membership: Membership) -> dict[str, Any]:
    return {
        "membership": membership,
        "place": PLACE,
        "programme": PROGRAMMES[membership.programme],
        "holder": holder_name(membership),
        "state": MEMBERSHIP.state(membership.status),
        "paused": membership.paused_until if _later(membership.paused_until) else None,
    }


def decision_row(decision: MembershipDecision, actor: Actor) -> dict[str, Any]:
    """Give a decision with its state and, for the one it is about, the way to the appeal while it is open."""
    kind = KIND_LABELS[decision.kind]
    return {
        "decision": decision,
        "place": PLACE,
        "kind": kind,
        "criterion": CRITERIA.get(decision.reason["code"]),
        "title": Text(f"{kind.en} {decision.number}", f"{kind.fr} {decision.number}"),
        "state": DECISION.state(decision.status),
        "appeal_url": appeal_link(decision.id) if _may_appeal(decision, actor) else "",
    }


def _may_appeal(decision: MembershipDecision, actor: Actor) -> bool:
    if actor.kind != "member" or decision.docket or decision.status not in OPEN_TO_APPEAL:
        return False
    company = decision.organisation_id is not None and decision.organisation_id == actor.organisation_id
    person = decision.user_id is not None and decision.user_id == actor.user_id
    return _later(decision.appeal_deadline) and (person or (company and actor.has("trader.admin")))


def _later(moment: datetime | None) -> bool:
    return moment is not None and moment > clock.now()
