"""What needs no login: the driver's page behind its link, the check of a code, the keys, the program."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET, require_safe

from clearance import verify_sheet
from clearance.domain.sheet.layout import LONGEST_SCAN
from clearance.domain.sheet.signing import key_id_of
from clearance.printing import words
from clearance.printing.phone import as_of, phone_context
from clearance.selectors import driver_link_ended, driver_sheet, sheet_verify
from clearance.services import sheet_keys_published, sheet_sign
from clearance.targeting.lanes import LANE_NAMES
from clearance.views.sheets import LANGUAGES, help_phone
from portal.core import clock

VERIFIER = Path(verify_sheet.__file__)
WORKER = "clearance/sheet/worker.js"
SECRET_PAGE = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@require_GET
def driver(request: HttpRequest, token: str) -> HttpResponse:
    """The driver's page: under 60 kB with everything it loads, complete without JavaScript."""
    sheet = driver_sheet(token=token)
    now = clock.now()
    context: dict[str, Any] = {"w": words, "language": _language(request), "content": sheet.content}
    context["other"] = "en" if context["language"] == "fr" else "fr"
    if driver_link_ended(sheet.trip, now):
        return _page(context | {"ended": True}, status=410)
    if not sheet.cancelled:
        context |= phone_context(sheet.content, sheet_sign(sheet.code), sheet.trip.status, now)
    return _page(context | {"phone": help_phone(sheet.content), "as_of": as_of(sheet.content, now)})


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "") or (get_language() or "en")[:2]
    return asked if asked in LANGUAGES else "en"


def _page(context: dict[str, Any], status: int = 200) -> HttpResponse:
    with override(context["language"]):
        html = render_to_string("clearance/sheet/driver.html", context)
    return HttpResponse(html, status=status, headers=SECRET_PAGE)


@require_safe
def driver_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the driver's page: must be served from the folder it looks after."""
    return HttpResponse(render_to_string(WORKER), content_type="text/javascript; charset=utf-8")


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Check a code: shows what the code itself holds, and whether it still counts."""
    text = request.GET.get("code", "")[:LONGEST_SCAN].strip()
    context: dict[str, Any] = {"text": text, "w": words}
    if text:
        verdict = sheet_verify(text=text)
        context |= {"verdict": verdict, "held": verdict.checked.code if verdict.standing.trusted else None}
        if context["held"]:
            context["lane"] = LANE_NAMES.get(context["held"].lane, words.NO_LANE)
    return render(request, "clearance/sheet/verify.html", context)


@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """The public keys that sign lead sheets, the one in use first."""
    published = [
        {
            "id": key_id_of(verifier),
            "name": verifier.name,
            "algorithm": "Ed25519",
            "public": base64.b64encode(verifier.public).decode(),
            "state": "retired" if place else "current",
        }
        for place, verifier in enumerate(sheet_keys_published())
    ]
    headers = {"Cache-Control": "public, max-age=300"}
    return JsonResponse({"keys": published}, headers=headers, json_dumps_params={"indent": 2})


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The one-file program that checks a code without us."""
    headers = {"Content-Disposition": f'attachment; filename="{VERIFIER.name}"'}
    return HttpResponse(VERIFIER.read_text(encoding="utf-8"), content_type="text/plain; charset=utf-8", headers=headers)
