"""The register of sites, and the accreditation of each: draft, sign, suspend, renew (R-59, R-107)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clearance.domain.officers import BORDER
from clearance.domain.prior import SITE_KINDS
from clearance.domain.prior.accreditation import ACCREDITATION_WORKFLOW, PURPOSES
from clearance.forms_seals import SiteForm
from clearance.forms_sites import AccreditationForm, AdverseForm
from clearance.models import Site, SiteAccreditation
from clearance.selectors.sites import accreditation_get, accreditations_of, site_get, sites_with_accreditation
from clearance.services import accreditations as services
from clearance.services.sites import SiteFacts, site_register
from clearance.views.acts import items_of, version_of
from enrollment.domain.site_standard import SITE_STANDARD
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

ROWS = 100


@require_http_methods(["GET", "POST"])
def sites(request: PortalRequest) -> HttpResponse:
    """The register of sites with what each is accredited for; a supervisor adds one."""
    actor = request.actor
    form = SiteForm(request.POST or None) if actor.has("officer.supervisor") else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = site_register(actor=actor, facts=SiteFacts(**form.cleaned_data))
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("In the register. It counts once both border agencies accredit it."))
            return redirect("clearance:site", made.id)
    rows = [_site(row) for row in sites_with_accreditation()[:ROWS]]
    context = {"rows": rows, "form": form}
    return render(request, "clearance/prior/sites.html", context, status=422 if request.method == "POST" else 200)


def _site(row: Site) -> dict[str, Any]:
    found = next(iter(getattr(row, "current", ())), None)
    return {"site": row, "kind": SITE_KINDS[row.kind], "paper": _paper(found) if found else None}


def _paper(row: SiteAccreditation) -> dict[str, Any]:
    return {
        "paper": row,
        "state": ACCREDITATION_WORKFLOW.state(row.status),
        "purposes": [PURPOSES[code] for code in row.purposes],
        "over": row.ends_at <= clock.now(),
    }


@require_http_methods(["GET", "POST"])
def site(request: PortalRequest, site_id: UUID) -> HttpResponse:
    """One site: every version of its accreditation; a supervisor of a border agency drafts the next here."""
    found, actor = site_get(site_id), request.actor
    drafts = actor.has("officer.supervisor") and actor.agency in BORDER and found.ended_at is None
    form = AccreditationForm(clock.now().date(), request.POST or None) if drafts else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            services.accreditation_draft(actor=actor, site_id=found.id, terms=form.terms())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("Drafted. It takes the signatures of both agencies."))
            return redirect("clearance:site", found.id)
    return _page(request, found, form=form)


def _page(
    request: PortalRequest,
    found: Site,
    error: DomainError | None = None,
    form: forms.Form | None = None,
    adverse: AdverseForm | None = None,
) -> HttpResponse:
    actor = request.actor
    own = actor.is_staff or (found.organisation_id is not None and found.organisation_id == actor.organisation_id)
    rows = [{**_paper(row), "moves": _moves(row, actor)} for row in accreditations_of(found)]
    context = {
        **_site(found),
        "papers": rows,
        "standard": SITE_STANDARD.values(),
        "may_read": own,
        "form": form,
        "adverse": adverse or AdverseForm(),
        "bound": next((one for one in (form, adverse) if one is not None and one.is_bound), None),
        "items": items_of(error, frozenset()),
    }
    status = error.status if error else 422 if context["bound"] else 200
    return render(request, "clearance/prior/site.html", context, status=status)


def _moves(row: SiteAccreditation, actor: Actor) -> dict[str, Any]:
    """Give what this actor may do with it; a signature is one act, whichever agency it is for."""
    found = {
        move.action: move
        for move in ACCREDITATION_WORKFLOW.available(row.status, actor)
        if move.action != "supersede" and ACCREDITATION_WORKFLOW.guards[move.guard](row, actor) is None
    }
    sign = found.pop("sign_giver", None) or found.pop("sign_receiver", None)
    return {**found, "sign": sign} if sign else found


@require_POST
def act(request: PortalRequest, accreditation_id: UUID, action: str) -> HttpResponse:
    """Sign, suspend, lift, revoke, or put a draft away."""
    paper = accreditation_get(accreditation_id)
    adverse = AdverseForm(request.POST) if action in ("suspend", "revoke") else None
    try:
        _done(request, paper, action, adverse)
    except NotFound:
        raise
    except DomainError as error:
        if adverse is None:
            return _page(request, paper.site, error)
        form_refuse(adverse, error)
        return _page(request, paper.site, adverse=adverse)
    messages.success(request, _("Kept, with your name."))
    return redirect("clearance:site", paper.site_id)


def _done(request: PortalRequest, paper: SiteAccreditation, action: str, adverse: AdverseForm | None) -> None:
    known: dict[str, Any] = {
        "actor": request.actor,
        "accreditation_id": paper.id,
        "expected_version": version_of(request),
    }
    if adverse is not None and adverse.is_valid():
        service = services.accreditation_suspend if action == "suspend" else services.accreditation_revoke
        service(reason=adverse.reason(), **known)
    elif action == "sign":
        services.accreditation_sign(**known)
    elif action == "reinstate":
        services.accreditation_reinstate(**known)
    elif action == "withdraw":
        services.accreditation_withdraw(why=request.POST.get("why", "").replace("\x00", ""), **known)
    elif adverse is None:
        raise NotFound
