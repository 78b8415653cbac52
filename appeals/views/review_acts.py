"""One programme review as the commission works it: what can be done now, and doing it (R-84)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from appeals import forms_reviews as forms
from appeals import services
from appeals.domain.review_comments import REVIEW_COMMENT
from appeals.domain.review_hearings import on_the_wall
from appeals.domain.reviews import FINAL, PROGRAMME_REVIEW, comments_open, is_public
from appeals.models import ProgrammeReview
from appeals.selectors import comment_get, comments_of, recommendation_get, recommendations_of, review_get
from appeals.views.review_words import asked_of, hearing_words, programme_name
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.workflow.domain.public_comments import REFUSALS
from portal.workflow.timeline import timeline


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done with a review: its form, its service, and for an act that is no step its label, who and when.

    `first` gives what the form shows before anything is typed.
    """

    form: type[forms.ActForm]
    service: Callable[..., Any]
    label: Text | None = None
    role: str = ""
    now: Callable[[ProgrammeReview], bool] = lambda review: False
    first: Callable[[ProgrammeReview], dict[str, Any]] = lambda review: {}


def _commentable(review: ProgrammeReview) -> bool:
    return comments_open(review.status, review.comments_until, clock.now())


def _as_planned(review: ProgrammeReview) -> dict[str, Any]:
    """Give the hearing that is to come, as its form shows it."""
    hearing = review.hearings.order_by("-number").first()
    if hearing is None:
        return {}
    names = ("clocks", "minutes", "place", "link", "languages", "interpreter")
    wall = on_the_wall(hearing.starts_at, hearing.clocks).strftime(forms.LOCAL)
    return {"wall": wall, **{name: getattr(hearing, name) for name in names}}


def _as_written(review: ProgrammeReview) -> dict[str, Any]:
    return {f"report_{language}": words for language, words in (review.report or {}).items()}


ACTS: dict[str, Act] = {
    "publish_terms": Act(forms.StepForm, services.review_terms_publish),
    "open_comments": Act(forms.UntilForm, services.review_comments_open),
    "schedule": Act(forms.HearingForm, services.review_hearing_schedule),
    "hold": Act(forms.StepForm, services.review_hearing_hold),
    "begin_report": Act(forms.StepForm, services.report_begin),
    "submit": Act(forms.StepForm, services.report_submit),
    "confirm": Act(forms.StepForm, services.report_confirm),
    "send_back": Act(forms.ReturnForm, services.report_send_back),
    "publish": Act(forms.StepForm, services.report_publish),
    "move_hearing": Act(
        forms.MoveHearingForm,
        services.review_hearing_move,
        Text("Move the hearing", "Déplacer l'audience"),
        "commission.registrar",
        lambda review: review.status == "hearing",
        _as_planned,
    ),
    "close_comments": Act(
        forms.ReasonsForm,
        services.review_comments_close,
        Text("Close comments before their day", "Clore les commentaires avant l'échéance"),
        "commission.registrar",
        _commentable,
    ),
    "add_evidence": Act(
        forms.EvidenceForm,
        services.review_evidence_add,
        Text("List a document as evidence", "Ajouter un document à la preuve"),
        "commission.registrar",
        lambda review: review.status not in FINAL,
    ),
    "write": Act(
        forms.ReportForm,
        services.report_write,
        Text("Write the report", "Rédiger le rapport"),
        "commission.member",
        lambda review: review.status == "drafting",
        _as_written,
    ),
    "recommend": Act(
        forms.RecommendForm,
        services.recommendation_add,
        Text("Add a recommendation", "Ajouter une recommandation"),
        "commission.member",
        lambda review: review.status == "drafting",
    ),
    "withdraw": Act(forms.ReasonsForm, services.review_withdraw),
}


@require_http_methods(["GET", "POST"])
def review_docket(request: PortalRequest, review_id: UUID) -> HttpResponse:
    found = review_get(actor=request.actor, review_id=review_id)
    refused: tuple[str, Any] | None = None
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action not in ACTS:
            return _page(request, found, (action, None))
        act = ACTS[action]
        form = act.form(request.POST)
        if form.is_valid():
            try:
                act.service(actor=request.actor, review_id=review_id, **form.given())
            except NotFound:
                raise
            except DomainError as error:
                form_refuse(form, error)
            else:
                messages.success(request, _("Recorded."))
                return redirect("appeals:review_docket", review_id=review_id)
        refused = (action, form)
    return _page(request, found, refused)


@require_POST
def review_comment_decide(request: PortalRequest, comment_id: UUID) -> HttpResponse:
    """Release a comment, or keep it from the page for one class of reasons."""
    comment = comment_get(actor=request.actor, comment_id=comment_id)
    form = forms.DecideForm(request.POST)
    if form.is_valid():
        seen, chosen = form.cleaned_data["expected_version"], form.cleaned_data["refusal"]
        if form.cleaned_data["verdict"] == "release":
            services.comment_release(actor=request.actor, comment_id=comment_id, expected_version=seen)
        else:
            services.comment_refuse(actor=request.actor, comment_id=comment_id, refusal=chosen, expected_version=seen)
        messages.success(request, _("Recorded."))
        return redirect(reverse("appeals:review_docket", args=[comment.review_id]) + "#comments")
    return _page(request, comment.review, ("decide", form))


@require_POST
def recommendation_remove(request: PortalRequest, recommendation_id: UUID) -> HttpResponse:
    """Take a recommendation out of a draft report."""
    found = recommendation_get(actor=request.actor, recommendation_id=recommendation_id)
    form = forms.Versioned(request.POST)
    if not form.is_valid():
        return _page(request, found.review, ("remove", form))
    version = form.cleaned_data["expected_version"]
    services.recommendation_remove(actor=request.actor, recommendation_id=recommendation_id, expected_version=version)
    messages.success(request, _("The recommendation is taken out."))
    return redirect("appeals:review_docket", review_id=found.review_id)


def _page(request: PortalRequest, found: ProgrammeReview, refused: tuple[str, Any] | None) -> HttpResponse:
    actor = request.actor
    context = {
        "review": found,
        "state": PROGRAMME_REVIEW.state(found.status),
        "public": is_public(found.status, found.terms_published_at),
        "open": _commentable(found),
        "acts": _acts(actor, found, refused),
        "refused": refused[1] if refused and refused[0] not in ACTS else None,
        "comments": [_comment(row) for row in comments_of(found)],
        "refusals": list(REFUSALS.items()),
        "registrar": actor.has("commission.registrar"),
        "drafting": found.status == "drafting" and actor.has("commission.member"),
        "hearings": [hearing_words(row) for row in found.hearings.order_by("number")],
        "evidence": found.evidence.order_by("created_at", "id"),
        "recommendations": [asked_of(row) for row in recommendations_of(found)],
        "entries": timeline(Subject("programme_review", found.id), actor),
        "facts": [
            {"label": _("Programme"), "value": programme_name(found)},
            {"label": _("Opened by"), "value": found.opened_by_name},
            {"label": _("Opened"), "at": found.opened_at},
            {"label": _("Report by"), "value": _hand(found.report_by_name, found.report_country)},
            {"label": _("Confirmed by"), "value": _hand(found.confirmed_by_name, found.confirmed_country)},
        ],
    }
    return render(request, "appeals/review_docket.html", context, status=422 if refused else 200)


def _hand(name: str, country: str) -> str:
    return f"{name} ({country})" if name else ""


def _comment(row: Any) -> dict[str, Any]:
    reason = REFUSALS[row.refusal] if row.refusal else None
    return {"row": row, "state": REVIEW_COMMENT.state(row.status), "reason": reason}


def _acts(actor: Actor, found: ProgrammeReview, refused: tuple[str, Any] | None) -> list[dict[str, Any]]:
    steps = {
        move.action: move.label
        for move in PROGRAMME_REVIEW.available(found.status, actor)
        if not (move.guard and PROGRAMME_REVIEW.guards[move.guard](found, actor))
    }
    rows = []
    for name, act in ACTS.items():
        label = steps.get(name) or (act.label if act.now(found) and actor.has(act.role) else None)
        if label is None:
            continue
        first = {"expected_version": found.row_version, **act.first(found)}
        form: Any = act.form(initial=first)
        if refused and refused[0] == name:
            form = refused[1]
        form.auto_id = f"id_{name}_%s"  # several forms stand on the page
        rows.append({"name": name, "label": label, "form": form})
    return rows
