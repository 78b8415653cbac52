"""The member's own pages: card, documents, renewal, changes, disclosure, answer, rest (R-12, R-44)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from enrollment import selectors, services
from enrollment.domain.cards import DOCUMENT_TYPES
from enrollment.domain.changes import changes_for
from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import TRAVEL_DOCUMENT
from enrollment.forms_life import (
    ActivateForm,
    AnswerForm,
    ChangeForm,
    DiscloseForm,
    RestForm,
    StopForm,
    TravelDocumentForm,
)
from enrollment.models import Membership
from enrollment.selectors.cards import card_get
from enrollment.views import presenting
from enrollment.views.life.common import act_on, bound, form_page, version_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

PAGES = require_http_methods(["GET", "HEAD", "POST"])


def membership_url(membership_id: UUID) -> str:
    return reverse("enrollment:membership", args=[membership_id])


def owned(actor: Actor, membership_id: UUID) -> Membership:
    """Give the membership to its holder alone; to a broker or officer it looks missing."""
    found = selectors.membership_get(actor=actor, membership_id=membership_id)
    company = found.organisation_id is not None and found.organisation_id == actor.organisation_id
    person = actor.kind == "member" and found.user_id is not None and found.user_id == actor.user_id
    if not (company or person):
        raise NotFound
    return found


@PAGES
def card_stop(request: PortalRequest, card_id: UUID) -> HttpResponse:
    """Report a card lost, stolen, damaged or never arrived."""
    card = card_get(actor=request.actor, card_id=card_id)
    return form_page(
        request,
        bound(StopForm, request, version=card.row_version),
        lambda form: (
            services.card_stop(
                actor=request.actor, card_id=card_id, cause=form.cleaned_data["cause"], expected_version=form.seen
            )
            and None
        ),
        done=_("The card is stopped everywhere. A new one is on its way."),
        back=membership_url(card.membership_id),
        context={
            "heading": _("Report a card"),
            "lead": _("It is refused by every reader from that moment, and a new one is sent to you."),
            "facts": [{"label": _("Card number"), "identifier": card.card_number}],
            "submit": _("Stop the card and send a new one"),
            "grave": True,
        },
    )


@PAGES
def card_activate(request: PortalRequest, card_id: UUID) -> HttpResponse:
    """Make the card that arrived by mail valid."""
    card = card_get(actor=request.actor, card_id=card_id)
    return form_page(
        request,
        bound(ActivateForm, request, version=card.row_version),
        lambda form: (
            services.card_activate(
                actor=request.actor,
                card_id=card_id,
                last_digits=form.cleaned_data["last_digits"],
                expected_version=form.seen,
            )
            and None
        ),
        done=_("The card is active."),
        back=membership_url(card.membership_id),
        context={
            "heading": _("Activate a card"),
            "lead": _("From that moment it opens the lane, and the card it replaces no longer does."),
            "submit": _("Activate"),
        },
    )


@PAGES
def travel_documents(request: PortalRequest) -> HttpResponse:
    """List the person's documents and take one more (R-12)."""
    form = bound(TravelDocumentForm, request)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "expected_version"}
        try:
            services.travel_document_enter(actor=request.actor, **typed)
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            return act_on(
                request,
                lambda: None,
                done=_("Entered. An officer will check it."),
                back=reverse("enrollment:travel_documents"),
            )
    if form.is_bound and form.errors:
        status = 422
    rows = selectors.travel_document_list(request.actor.user_id) if request.actor.user_id else ()
    documents = [
        {
            "document": row,
            "label": DOCUMENT_TYPES[row.type].label,
            "state": TRAVEL_DOCUMENT.state(row.status),
        }
        for row in rows
    ]
    return render(request, "enrollment/life/documents.html", {"documents": documents, "form": form}, status=status)


@require_POST
def travel_document_remove(request: PortalRequest, document_id: UUID) -> HttpResponse:
    """Take one's own document out."""
    return act_on(
        request,
        lambda: services.travel_document_remove(actor=request.actor, document_id=document_id) and None,
        done=_("Removed."),
        back=reverse("enrollment:travel_documents"),
    )


@require_POST
def renew(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Open the pre-filled renewal."""
    owned(request.actor, membership_id)

    def start() -> str:
        started = services.renewal_start(actor=request.actor, membership_id=membership_id)
        return reverse("enrollment:application", args=[started.id])

    return act_on(
        request,
        start,
        done=_("Your last answers are filled in. Look through them, sign, and send."),
        back=membership_url(membership_id),
    )


@PAGES
def change(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Report a change in a minute."""
    found = owned(request.actor, membership_id)
    holder = PROGRAMMES[found.programme].holder
    return form_page(
        request,
        bound(ChangeForm, request, holder),
        lambda form: (
            services.change_report(
                actor=request.actor,
                membership_id=membership_id,
                kind=form.cleaned_data["kind"],
                happened_on=form.cleaned_data["happened_on"],
                details=form.cleaned_data["details"],
            )
            and None
        ),
        done=_("Reported. It is on file as soon as an officer has read it."),
        back=membership_url(membership_id),
        template="enrollment/life/change.html",
        context={**presenting.membership_row(found), "changes": changes_for(holder).values()},
    )


@PAGES
def disclose(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Tell an error of one's own before anybody asks (R-44)."""
    found = owned(request.actor, membership_id)

    def file(form: DiscloseForm) -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if name != "expected_version"}
        filed = services.disclosure_file(actor=request.actor, membership_id=membership_id, **typed)
        return reverse("enrollment:disclosure", args=[filed.id])

    return form_page(
        request,
        bound(DiscloseForm, request),
        file,
        done=_("Sent. An officer will decide, and you will get a letter that says why."),
        back=membership_url(membership_id),
        template="enrollment/life/disclose.html",
        context={
            **presenting.membership_row(found),
            "correctable": [entry.label for entry in INFRACTIONS.values() if entry.correctable],
        },
    )


@PAGES
def answer(request: PortalRequest, decision_id: UUID) -> HttpResponse:
    """Answer a notice of suspension: fixed, or more time."""
    found = selectors.decision_get(actor=request.actor, decision_id=decision_id)
    if request.actor.is_staff or found.membership_id is None or found.kind != "suspension":
        raise NotFound
    back = reverse("enrollment:decision", args=[decision_id])
    return form_page(
        request,
        bound(AnswerForm, request),
        lambda form: (
            services.answer_file(
                actor=request.actor,
                decision_id=decision_id,
                kind=form.cleaned_data["kind"],
                words=form.cleaned_data["words"],
                evidence=form.cleaned_data["evidence"],
                until=form.cleaned_data["until"],
            )
            and None
        ),
        done=_("Sent. The suspension does not take effect before an officer has read it."),
        back=back,
        template="enrollment/life/answer.html",
        context=presenting.decision_row(found, request.actor),
    )


@PAGES
def rest(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """Ask for a suspension oneself."""
    found = owned(request.actor, membership_id)
    return form_page(
        request,
        bound(RestForm, request, version=found.row_version),
        lambda form: (
            services.membership_rest(
                actor=request.actor,
                membership_id=membership_id,
                until=form.cleaned_data["until"],
                why=form.cleaned_data["why"],
                expected_version=form.seen,
            )
            and None
        ),
        done=_("Your membership rests. You can end it at any time."),
        back=membership_url(membership_id),
        context={
            "heading": _("Suspend my membership for a time"),
            "lead": _(
                "For example while a yard is rebuilt. It is no sanction: no entry, no points, and the tier waits for you."
            ),
            "submit": _("Suspend my membership"),
        },
    )


@require_POST
def resume(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """End the suspension one asked for."""
    owned(request.actor, membership_id)
    return act_on(
        request,
        lambda: (
            services.membership_resume(
                actor=request.actor, membership_id=membership_id, expected_version=version_of(request)
            )
            and None
        ),
        done=_("Your membership is active again."),
        back=membership_url(membership_id),
    )
