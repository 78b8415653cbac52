"""What anybody may have: the newest signed checkpoint, the public key and the program that checks receipts."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from audit.trail import selectors, verify_receipt

PLAIN = "text/plain; charset=utf-8"
VERIFIER = Path(verify_receipt.__file__)


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the newest checkpoint as a signed note. Whoever keeps it can later prove a rewritten past."""
    return HttpResponse(selectors.latest_checkpoint(), content_type=PLAIN, headers={"Cache-Control": "no-store"})


@require_safe
def checkpoint_at(request: HttpRequest, size: int) -> HttpResponse:
    """Give the checkpoint signed when the log had so many entries."""
    return HttpResponse(selectors.checkpoint_note(size), content_type=PLAIN)


@require_safe
def consistency(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """Give both checkpoints and the proof that the newer log begins with the whole older one."""
    headers = {"Content-Disposition": f'attachment; filename="consistency-{old}-{new}.json"'}
    found = selectors.consistency_proof(old=old, new=new)
    return JsonResponse(found, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


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
