"""The gist of a restricted paper: proposed by the side that filed it, settled by the registrar (R-85)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appeals.forms_gists import GistForm, SettleGistForm
from appeals.selectors import case_get, docket_of
from appeals.services import gists as services
from appeals.views.acts import _act
from appeals.views.gist_acts import papers_to_propose, papers_to_settle
from portal.core.http import PortalRequest


@require_POST
def gist_propose(request: PortalRequest, case_id: UUID) -> HttpResponse:
    docket = docket_of(actor=request.actor, case=case_get(actor=request.actor, case_id=case_id))
    form = GistForm(request.POST, papers=papers_to_propose(docket))

    def act() -> None:
        services.gist_propose(actor=request.actor, case_id=case_id, entry_id=form.entry_id(), words=form.words())

    return _act(request, case_id, "gist_propose", form, act, _("The registrar settles the gist."))


@require_POST
def gist_settle(request: PortalRequest, case_id: UUID) -> HttpResponse:
    docket = docket_of(actor=request.actor, case=case_get(actor=request.actor, case_id=case_id))
    form = SettleGistForm(request.POST, papers=papers_to_settle(docket))

    def act() -> None:
        version = form.cleaned_data["expected_version"]
        services.gist_settle(
            actor=request.actor, case_id=case_id, entry_id=form.entry_id(), words=form.words(), expected_version=version
        )

    return _act(request, case_id, "gist_settle", form, act, _("The gist is settled; the other side reads it."))
