"""While a description is typed: is it precise enough, and which goods code could it be (requirements 5.3)."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from clearance.domain.rules.clr_n081 import RULE, is_weak
from clearance.domain.wording import say
from clearance.forms import words
from portal.core.http import PortalRequest
from portal.reference.selectors import hs_search

LONGEST, SUGGESTIONS = 120, 3


@require_GET
def describe(request: PortalRequest) -> JsonResponse:
    """Give the words of the rule for a weak description, else the codes it suggests; one query at most three."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if not text:
        return JsonResponse({"weak": False, "message": "", "fix": "", "codes": []})
    if is_weak(text):
        message = words(say(RULE.message, words=text[:60]))
        return JsonResponse({"weak": True, "message": message, "fix": words(RULE.fix), "codes": []})
    language = get_language() or "en"
    hits = hs_search(text, limit=SUGGESTIONS, lang=language)
    codes = [{"value": hit.code, "label": f"{hit.goods.dotted} {words(hit.goods.description)}"} for hit in hits]
    return JsonResponse({"weak": False, "message": "", "fix": "", "codes": codes})
