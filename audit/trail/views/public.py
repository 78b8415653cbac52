"""What anybody may have: the newest signed checkpoint, the public key and the program that checks receipts."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.trail import selectors, verify_receipt

PLAIN = "text/plain; charset=utf-8"
VERIFIER = Path(verify_receipt.__file__)


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the newest checkpoint as a signed note. Whoever keeps it can later prove a rewritten past."""
    return HttpResponse(selectors.latest_checkpoint(), content_type=PLAIN, headers={"Cache-Control": "no-store"})


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Give the public keys that sign checkpoints, one a line."""
    lines = "".join(f"{item.text()}\n" for item in selectors.trusted_keys())
    return HttpResponse(lines, content_type=PLAIN)


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Give the one-file program that checks a receipt without us."""
    headers = {"Content-Disposition": f'attachment; filename="{VERIFIER.name}"'}
    return HttpResponse(VERIFIER.read_text(encoding="utf-8"), content_type=PLAIN, headers=headers)
