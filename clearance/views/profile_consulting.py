"""The page on which a targeting officer asks the public about a version before it can be put in force (R-51)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from clearance.selectors import profile_get
from clearance.services import profile_consult
from enrollment.views.consultations import consult_page
from portal.core.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def consult(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    found = profile_get(actor=request.actor, profile_id=profile_id)

    def ask(**given: Any) -> str:
        return profile_consult(actor=request.actor, profile_id=found.id, **given)

    return consult_page(request, "profile", found.id, ask)
