"""What anybody may have: the newest signed checkpoint and the public key."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.trail import selectors

PLAIN = "text/plain; charset=utf-8"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the newest checkpoint as a signed note. Whoever keeps it can later prove a rewritten past."""
    return HttpResponse(selectors.latest_checkpoint(), content_type=PLAIN, headers={"Cache-Control": "no-store"})


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Give the public keys that sign checkpoints, one a line."""
    lines = "".join(f"{item.text()}\n" for item in selectors.trusted_keys())
    return HttpResponse(lines, content_type=PLAIN)
