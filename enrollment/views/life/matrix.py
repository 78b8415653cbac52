"""Versions of the sanction matrix: what is proposed, what it would change, who signed (R-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrollment import services
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.sanction_steps import HISTORY_LABELS, STEP_LABELS
from enrollment.domain.transitions import SANCTION_MATRIX
from enrollment.domain.transitions.matrix import MATRIX_KEYS
from enrollment.forms_life import CellForm
from enrollment.models import SanctionMatrixVersion
from enrollment.selectors.matrix import matrix_get, matrix_in_force, matrix_list
from enrollment.views.life.common import act_on, bound, form_page, version_of
from enrollment.views.life.member import PAGES
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest
from portal.workflow.domain.two_keys import APPROVED, OPEN

SHOWN = 30


@PAGES
def matrix_versions(request: PortalRequest) -> HttpResponse:
    """List the versions with their comparison and signatures; who holds a key proposes a cell here."""
    actor = request.actor
    keeper = actor.has(*MATRIX_KEYS)

    def propose(form: CellForm) -> None:
        if not keeper:
            raise NotFound
        data = form.cleaned_data
        cell = {(data["infraction"], data["harm"], data["history"]): data["step"]}
        services.matrix_propose(actor=actor, changes=cell, note=data["note"])

    back = reverse("enrollment:matrix_versions")
    return form_page(
        request,
        bound(CellForm, request),
        propose,
        done=_("Proposed and compared. It takes the signatures of both agencies."),
        back=back,
        template="enrollment/life/matrix_versions.html",
        context={
            "in_force": matrix_in_force().version,
            "versions": [version_row(row, actor) for row in matrix_list(actor=actor)[:SHOWN]],
            "keeper": keeper,
        },
    )


def version_row(row: SanctionMatrixVersion, actor: Actor) -> dict[str, Any]:
    cells = (row.report or {}).get("cells", [])
    return {
        "version": row,
        "state": SANCTION_MATRIX.state(row.status),
        "signatures": list(row.signatures.all()),
        "may_ask": row.status in OPEN and row.status != APPROVED and actor.has(*MATRIX_KEYS),
        "moves": [move for move in SANCTION_MATRIX.available(row.status, actor) if move.action in ACTIONS],
        "cells": [
            {
                "what": INFRACTIONS[cell["class"]].label,
                "harm": HARMS[cell["harm"]].label,
                "history": HISTORY_LABELS[cell["history"]],
                "old": STEP_LABELS[cell["old"]],
                "new": STEP_LABELS[cell["new"]],
                "entries": cell["entries"],
            }
            for cell in cells
        ],
    }


ACTIONS = ("sign_cbp", "sign_cbsa", "put_in_force", "withdraw")


@require_POST
def matrix_act(request: PortalRequest, version_id: UUID, action: str) -> HttpResponse:
    """Sign, put in force or withdraw a version."""
    found = matrix_get(actor=request.actor, version_id=version_id)
    if action not in ACTIONS or not request.actor.has(*MATRIX_KEYS):
        raise NotFound
    call = {"put_in_force": services.matrix_enforce, "withdraw": services.matrix_withdraw}.get(
        action, services.matrix_sign
    )
    return act_on(
        request,
        lambda: (
            call(actor=request.actor, version_id=version_id, expected_version=version_of(request) or found.row_version)
            and None
        ),
        done=_("Recorded."),
        back=reverse("enrollment:matrix_versions"),
    )
