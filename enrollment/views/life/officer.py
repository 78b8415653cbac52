"""The officers' pages: the desk, checking a document, reading an answer, suspending, going beyond the matrix (R-10, R-12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.cards import COUNTRIES, DOCUMENT_TYPES
from enrollment.domain.changes import CHANGES
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.mending import ANSWER_KINDS
from enrollment.domain.sanction_steps import STEP_LABELS
from enrollment.domain.transitions import OVERRIDE, TRAVEL_DOCUMENT
from enrollment.domain.vetting.identity import WHY
from enrollment.forms_life import AnswerDecideForm, DocumentCheckForm, OverrideForm, SuspendForm
from enrollment.models import TravelDocument
from enrollment.selectors.cards import card_get, travel_document_get
from enrollment.selectors.reports import answer_get, change_get, override_get
from enrollment.views import presenting
from enrollment.views.life.common import act_on, bound, form_page, version_of
from enrollment.views.life.member import PAGES, membership_url
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.ids import uuid7

DESK = "enrollment:members_desk"


@require_safe
def desk(request: PortalRequest) -> HttpResponse:
    """List what waits for an officer, oldest first, each with the page where it is decided."""
    found = selectors.membership_desk(actor=request.actor)
    groups = [
        _group(_("Answers to a suspension"), "enrollment:answer_decide", found.answers, _of_answer),
        _group(_("Voluntary disclosures"), "enrollment:disclosure", found.disclosures, _of_disclosure),
        _group(_("Second signatures"), "enrollment:override", found.overrides, _of_override),
        _group(_("Corrective plans"), "enrollment:plan", found.plans, _of_plan),
        _group(_("Documents to check"), "enrollment:travel_document_check", found.documents, _of_document),
        _group(_("Near matches to judge"), "enrollment:near_match", found.near_matches, _of_near_match),
    ]
    changes = [
        {"change": row, "label": CHANGES[row.kind].label, "holder": selectors.holder_name(row.membership)}
        for row in found.changes
    ]
    return render(
        request,
        "enrollment/life/desk.html",
        {"groups": [group for group in groups if group["rows"]], "changes": changes, "count": found.count},
    )


def _group(title: str, page: str, rows: list[Any], line: Any) -> dict[str, Any]:
    shown = [{"url": reverse(page, args=[row.id]), "since": row.created_at, **line(row)} for row in rows]
    return {"title": title, "rows": shown}


def _of_answer(row: Any) -> dict[str, Any]:
    return {"who": selectors.holder_name(row.decision.membership), "what": ANSWER_KINDS[row.kind]}


def _of_disclosure(row: Any) -> dict[str, Any]:
    return {"who": selectors.holder_name(row.membership), "what": INFRACTIONS[row.infraction].label}


def _of_override(row: Any) -> dict[str, Any]:
    return {"who": selectors.holder_name(row.membership), "what": STEP_LABELS[row.step]}


def _of_plan(row: Any) -> dict[str, Any]:
    return {"who": selectors.holder_name(row.membership), "what": INFRACTIONS[row.entry.infraction].label}


def _of_document(row: Any) -> dict[str, Any]:
    return {"who": row.user.name or row.user.email, "what": DOCUMENT_TYPES[row.type].label}


def _of_near_match(row: Any) -> dict[str, Any]:
    about = row.worksheet.membership or row.worksheet.review.application
    return {"who": selectors.holder_name(about), "what": WHY[row.why]}


@PAGES
def travel_document_check(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Compare a document with what was entered; accept it, or refuse it with a reason."""
    found = travel_document_get(actor=request.actor, document_id=document_id)
    return form_page(
        request,
        bound(DocumentCheckForm, request, version=found.row_version),
        lambda form: _check(request.actor, found, form),
        done=_("Noted; the holder has been told."),
        back=reverse(DESK),
        template="enrollment/life/document_check.html",
        context=_document_context(found),
    )


def _document_context(found: TravelDocument) -> dict[str, Any]:
    label = DOCUMENT_TYPES[found.type].label
    facts = [
        {"label": _("Holder"), "value": found.user.name or found.user.email},
        {"label": _("Number"), "identifier": found.number},
        {"label": _("Issuing country"), "value": COUNTRIES.get(found.country, Text(found.country, found.country))},
        {"label": _("Issuing province or state"), "value": found.subdivision},
        {"label": _("Chip number"), "identifier": found.rfid_tag}
        if found.rfid_tag
        else {"label": _("Chip number"), "value": ""},
        {"label": _("Valid until"), "value": found.expires_on.isoformat() if found.expires_on else ""},
    ]
    return {"document": found, "label": label, "state": TRAVEL_DOCUMENT.state(found.status), "facts": facts}


def _check(actor: Actor, found: TravelDocument, form: DocumentCheckForm) -> None:
    seen = form.cleaned_data["expected_version"]
    if form.cleaned_data["outcome"] == "check":
        services.travel_document_check(actor=actor, document_id=found.id, expected_version=seen)
        return
    services.travel_document_refuse(actor=actor, document_id=found.id, reason=form.reason(), expected_version=seen)


@require_POST
def change_acknowledge(request: PortalRequest, change_id: UUID) -> HttpResponse:
    """Say that a change was read."""
    change_get(actor=request.actor, change_id=change_id)
    return act_on(
        request,
        lambda: (
            services.change_acknowledge(actor=request.actor, change_id=change_id, expected_version=version_of(request))
            and None
        ),
        done=_("On file."),
        back=reverse(DESK),
    )


@PAGES
def answer_decide(request: PortalRequest, answer_id: UUID) -> HttpResponse:
    """Read what the member answered to a suspension, and accept it or say what is missing."""
    found = answer_get(actor=request.actor, answer_id=answer_id)

    def decide(form: AnswerDecideForm) -> None:
        common: dict[str, Any] = {"actor": request.actor, "answer_id": answer_id, "expected_version": form.seen}
        if form.cleaned_data["outcome"] == "accept":
            services.answer_accept(**common)
        else:
            services.answer_refuse(reply=form.text, **common)

    return form_page(
        request,
        bound(AnswerDecideForm, request, version=found.row_version),
        decide,
        done=_("Decided; the member has been told."),
        back=reverse(DESK),
        template="enrollment/life/answer_decide.html",
        context={
            **presenting.decision_row(found.decision, request.actor),
            "answer": found,
            "answer_kind": ANSWER_KINDS[found.kind],
            "holder": selectors.holder_name(found.decision),
        },
    )


@PAGES
def suspend(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Announce a suspension: what to put right, within fifteen days."""
    found = selectors.membership_get(actor=request.actor, membership_id=membership_id)

    def announce(form: SuspendForm) -> str:
        decision = services.membership_suspend(
            actor=request.actor,
            membership_id=membership_id,
            reason=form.reason(),
            expected_version=form.cleaned_data["expected_version"],
        )
        return reverse("enrollment:decision", args=[decision.id])

    return form_page(
        request,
        bound(SuspendForm, request, version=found.row_version),
        announce,
        done=_("Announced; the member has the letter and fifteen days to put it right."),
        back=membership_url(membership_id),
        context={
            "heading": _("Announce a suspension"),
            "lead": _(
                "For a condition that is no longer met. Nothing changes for fifteen days; what is put right by then never "
                "takes effect. An infraction goes through the matrix instead."
            ),
            "facts": [
                {"label": _("Membership"), "identifier": found.number},
                {"label": _("Holder"), "value": selectors.holder_name(found)},
            ],
            "submit": _("Announce and send the letter"),
            "grave": True,
        },
    )


@require_POST
def card_take_back(request: PortalRequest, card_id: UUID) -> HttpResponse:
    """Note that a card was returned."""
    card = card_get(actor=request.actor, card_id=card_id)
    return act_on(
        request,
        lambda: (
            services.card_take_back(actor=request.actor, card_id=card_id, expected_version=version_of(request)) and None
        ),
        done=_("Its return is noted."),
        back=membership_url(card.membership_id),
    )


@PAGES
def override_new(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Propose a step above the matrix for a second officer to sign (R-10)."""
    found = selectors.membership_get(actor=request.actor, membership_id=membership_id)

    def propose(form: OverrideForm) -> str:
        made = services.override_propose(
            actor=request.actor,
            membership_id=membership_id,
            infraction=form.cleaned_data["infraction"],
            harm=form.cleaned_data["harm"],
            step=form.cleaned_data["step"],
            grounds=form.grounds,
            reason=form.reason(),
            source=Subject("override_case", uuid7()),
        )
        return reverse("enrollment:override", args=[made.id])

    return form_page(
        request,
        bound(OverrideForm, request),
        propose,
        done=_("Proposed. Nothing happens before a second officer has signed."),
        back=membership_url(membership_id),
        context={
            "heading": _("Go beyond the matrix"),
            "lead": _(
                "Only with written grounds, and only once a second officer, of the other agency or a supervisor, has "
                "signed. The member can appeal it."
            ),
            "facts": [
                {"label": _("Membership"), "identifier": found.number},
                {"label": _("Holder"), "value": selectors.holder_name(found)},
            ],
            "submit": _("Propose to a second officer"),
            "grave": True,
        },
    )


@PAGES
def override(request: PortalRequest, override_id: UUID) -> HttpResponse:
    """Show an override; a second officer signs or refuses it here."""
    found = override_get(actor=request.actor, override_id=override_id)
    if request.method == "POST":
        call = services.override_sign if request.POST.get("action") == "sign" else services.override_refuse
        return act_on(
            request,
            lambda: call(actor=request.actor, override_id=override_id, expected_version=version_of(request)) and None,
            done=_("Recorded."),
            back=reverse("enrollment:override", args=[override_id]),
        )
    context = {
        **presenting.membership_row(found.membership),
        "override": found,
        "state": OVERRIDE.state(found.status),
        "infraction": INFRACTIONS[found.infraction].label,
        "harm": HARMS[found.harm].label,
        "step": STEP_LABELS[found.step],
        "ceiling": STEP_LABELS[found.ceiling],
        "may_sign": found.status == "proposed" and OVERRIDE.guards["second"](found, request.actor) is None,
    }
    return render(request, "enrollment/life/override.html", context)
