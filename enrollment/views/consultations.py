"""Proposals open for comment: for everybody, for members who comment, for who asks and answers (R-51)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.consultation_comments import CONSULTATION_COMMENT, undecided_fault
from enrollment.domain.consultations import CONSULTATION, KINDS, comments_open, holds_key, kinds_held
from enrollment.forms_consultations import CommentDecisionForm, ConsultForm, ProposalAnswerForm, ProposalCommentForm
from enrollment.models import Consultation, ConsultationComment
from portal.core import clock
from portal.core.access import MEMBER_ROLES
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around
from portal.workflow.domain.public_comments import REFUSALS

PAGE, COMMENTS = 20, 50


@require_safe
def proposals(request: PortalRequest) -> HttpResponse:
    """List every consultation, those that are open first."""
    page = Paginator(selectors.consultations_public(), PAGE).get_page(request.GET.get("page"))
    context = {"rows": [_shown(row) for row in page], "page": page}
    return render(request, "enrollment/proposals.html", {**context, **around(page)})


@require_safe
def proposal(request: PortalRequest, number: str) -> HttpResponse:
    """Show one: the summary, the answer, the comments one may read, the forms of who comments, decides or answers."""
    return _page(request, number)


@require_POST
def proposal_comment(request: PortalRequest, number: str) -> HttpResponse:
    """Take a member's comment; whatever is wrong, what was typed stays in the form."""
    form = ProposalCommentForm(request.POST)

    def act() -> None:
        services.consultation_comment(
            actor=request.actor, number=number, words=form.cleaned_data["words"], language=(get_language() or "en")[:2]
        )

    done = _("Your comment was received. You get a notice when the answer is published.")
    return _acted(request, number, form, act, done, "comment_form")


@require_POST
def proposal_comment_decide(request: PortalRequest, number: str, comment: int) -> HttpResponse:
    """Release a comment, or keep it from the page for one class of reasons."""
    form = CommentDecisionForm(request.POST, number=comment)

    def act() -> None:
        one: dict[str, Any] = {"actor": request.actor, "number": number, "comment": comment}
        one["expected_version"] = form.cleaned_data["expected_version"]
        if form.cleaned_data["verdict"] == "release":
            services.consultation_comment_release(**one)
        else:
            services.consultation_comment_refuse(**one, refusal=form.cleaned_data["refusal"])

    return _acted(request, number, form, act, _("Recorded."), "decision_form")


@require_POST
def proposal_answer(request: PortalRequest, number: str) -> HttpResponse:
    """Publish the answer of the agency that asked."""
    form = ProposalAnswerForm(request.POST)

    def act() -> None:
        services.consultation_answer(actor=request.actor, number=number, **form.given())

    return _acted(request, number, form, act, _("The answer is published."), "answer_form")


@require_http_methods(["GET", "HEAD", "POST"])
def consult_new(request: PortalRequest, kind: str, version_id: UUID) -> HttpResponse:
    """Ask the public about a fee, a waiver or tier criteria."""
    if not services.consultable(kind=kind, version_id=version_id):
        raise NotFound

    def ask(**given: Any) -> str:
        return services.change_consult(actor=request.actor, kind=kind, version_id=version_id, **given).number

    return consult_page(request, kind, version_id, ask)


def consult_page(request: PortalRequest, kind: str, subject_id: UUID, ask: Callable[..., str]) -> HttpResponse:
    """Show and take the form with which a change of any app is flagged; a flagged one leads to its page."""
    flagged = selectors.consultation_about(kind=kind, subject_id=subject_id)
    if flagged is not None:
        return redirect("enrollment:proposal", flagged.number)
    form = ConsultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = ask(**form.given())
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("The public is asked. Until the answer is published, this does not count."))
            return redirect("enrollment:proposal", number)
    context = {"form": form, "kind": KINDS[kind].label}
    return render(request, "enrollment/consult_new.html", context, status=422 if form.errors else 200)


def _acted(
    request: PortalRequest, number: str, form: forms.Form, act: Callable[[], None], done: str, name: str
) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except DomainError as refused:
            form_refuse(form, refused)
            status = refused.status
        else:
            messages.success(request, done)
            return redirect("enrollment:proposal", number)
    return _page(request, number, status=status, **{name: form})


def _page(request: PortalRequest, number: str, status: int = 200, **bound: forms.Form) -> HttpResponse:
    row: Any = selectors.consultation_public(number=number)
    actor = request.actor
    shown = _shown(row)
    page = Paginator(selectors.consultation_comments(actor=actor, row=row), COMMENTS).get_page(request.GET.get("page"))
    decides = actor is not None and holds_key(row.kind, actor)
    context: dict[str, Any] = {
        **shown,
        "page": page,
        **around(page),
        "comments": [_comment(one, decides, bound.get("decision_form")) for one in page],
        "withheld": [(REFUSALS[code], count) for code, count in selectors.consultation_withheld(row).items()],
        "reads_all": actor is not None and bool(kinds_held(actor)),
    }
    if actor is not None and actor.has(*MEMBER_ROLES) and shown["open"]:
        context["comment_form"] = ProposalCommentForm()
    if actor is not None and _may_answer(row, actor) and not shown["open"]:
        context["undecided"] = undecided_fault(row.waiting)
        if not row.waiting:
            context["answer_form"] = ProposalAnswerForm(initial={"expected_version": row.row_version})
    context["sign_in"] = f"{reverse('account_login')}?next={request.path}" if actor is None and shown["open"] else ""
    return render(request, "enrollment/proposal.html", {**context, **bound}, status=status)


def _may_answer(row: Consultation, actor: Any) -> bool:
    try:
        CONSULTATION.check(row, row.status, "answer", actor)
    except DomainError:
        return False
    return True


def _comment(row: ConsultationComment, decides: bool, refused: Any) -> dict[str, Any]:
    """Give a comment as it is shown, under the name of the organisation, never of a person; with the form that decides."""
    if decides and not (refused and refused.number == row.number):
        refused = CommentDecisionForm(number=row.number)
    return {
        "row": row,
        "form": refused if decides else None,
        "by": row.organisation.legal_name if row.organisation else _("a member"),
        "state": CONSULTATION_COMMENT.state(row.status),
        "why": REFUSALS[row.refusal] if row.refusal else None,
    }


def _shown(row: Consultation) -> dict[str, Any]:
    return {
        "proposal": row,
        "kind": KINDS[row.kind].label,
        "state": CONSULTATION.state(row.status),
        "open": comments_open(row.status, row.closes_at, clock.now()),
    }
