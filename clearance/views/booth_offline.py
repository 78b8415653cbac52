"""The booth without a server: its worker, its page, what it takes along, and what it brings back (issue 4 item 9)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST, require_safe

from clearance.domain.causes import CAUSES, LEAST_WORDS, causes_for
from clearance.domain.holds import HOLD_LABELS
from clearance.domain.offline import KIND_LABELS, OUTCOME_LABELS, decision_of
from clearance.domain.offline_words import DESK_WORDS, REFUSED_WORDS, SHEET_WORDS, found_words
from clearance.printing.words import NO_LANE
from clearance.selectors import offline_outcomes, trucks_to_take
from clearance.services import offline_receive
from clearance.targeting.lanes import LANE_NAMES
from clearance.views.booth_screen import booth_facts, cause_key
from portal.core import clock
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.static_parts import parts_digest
from portal.reference.selectors import crossing_get

WORKER = "clearance/booth_worker.js"
MOST_AT_ONCE = 100
LARGEST = 1024 * 1024
SHOWN = 50
TOKEN_FIELDS = ("sheet", "expected_version", "seen_filing", "seen_lane", "seen_presumed", "seen_number")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the booth: looks after the booth's own pages and no others."""
    scope = reverse("clearance:booth")
    context = {
        "scope": scope,
        "page": reverse("clearance:booth_offline"),
        "store": f"preclear-booth-{parts_digest()}",
        "causes": json.dumps(
            {code: {"words": LEAST_WORDS if cause.needs_note else 0} for code, cause in CAUSES.items()}
        ),
        "presumed": json.dumps([cause.code for cause in causes_for(presumed=True)]),
        "general": json.dumps([cause.code for cause in causes_for(presumed=False)]),
    }
    headers = {"Service-Worker-Allowed": scope, "Cache-Control": "no-cache"}
    return HttpResponse(
        render_to_string(WORKER, context), content_type="text/javascript; charset=utf-8", headers=headers
    )


@require_GET
def page(request: PortalRequest) -> HttpResponse:
    """The booth's page for the time without a server; with one, what became of the decisions taken meanwhile."""
    actor = request.actor
    place = crossing_get(actor.port) if actor.port else None
    context = {
        "place": place,
        "outcomes": sorted(
            (_shown(row) for row in offline_outcomes(actor=actor)[:SHOWN]), key=lambda entry: entry["tone"] != "bad"
        ),
        "booth_facts": booth_facts(actor, place, None),
        "prepared_at": clock.now(),
        "cause_groups": [
            {"presumed": "1", "causes": _choices(presumed=True)},
            {"presumed": "0", "causes": _choices(presumed=False)},
        ],
        "token_kinds": list(KIND_LABELS),
        "token_fields": TOKEN_FIELDS,
        "hold_reasons": [
            {"code": code, "label": label, "key": str(number)}
            for number, (code, label) in enumerate(HOLD_LABELS.items(), 1)
        ],
        "words": _words(),
    }
    return render(request, "clearance/booth_offline.html", context)


def _words() -> dict[str, Any]:
    """What the booth says by itself, in the language of the page."""
    language = get_language() or "en"

    def of(table: Mapping[str, Text]) -> dict[str, str]:
        return {code: text.get(language) for code, text in table.items()}

    return {
        **of(DESK_WORDS),
        "kinds": of(KIND_LABELS),
        "lanes": of(LANE_NAMES) | {"": NO_LANE.get(language)},
        "sheet": of(SHEET_WORDS),
        "refused": of(REFUSED_WORDS),
    }


def _choices(*, presumed: bool) -> list[dict[str, Any]]:
    return [{"cause": cause, "key": cause_key(cause)} for cause in causes_for(presumed=presumed)]


def _shown(row: Any) -> dict[str, Any]:
    """One decision with its outcome, in words; the facts of both sides beside each other."""
    kept = row.decision
    return {
        "row": row,
        "kept": kept,
        "kind": KIND_LABELS[kept.kind],
        "label": OUTCOME_LABELS[row.outcome],
        "tone": {"applied": "good", "already": "good", "withdrawn": "neutral"}.get(row.outcome, "bad"),
        "errors": [Text.from_dict(item["message"]) for item in row.errors],
        "fixes": list(dict.fromkeys(Text.from_dict(item["fix"]) for item in row.errors if item["fix"])),
        "found_words": found_words(row.facts["found"]),
    }


@require_GET
def trucks(request: PortalRequest) -> JsonResponse:
    """What the booth keeps for the time without a server, and who may read it; never stored by anything between."""
    actor = request.actor
    answer = {
        "officer": str(actor.user_id),
        "name": actor.name,
        "agency": actor.agency,
        "port": actor.port,
        "csrf": get_token(request),
        "at": clock.now().isoformat(),
        "trucks": trucks_to_take(actor=actor),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_POST
def decisions(request: PortalRequest) -> JsonResponse:
    """Take what was decided meanwhile, in the order of the booth's clock; one answer for each, the same when repeated."""
    actor = request.actor
    sent = _sent(request)
    answers = []
    read = [(decision_of(raw), raw) for raw in sent]
    for decision, raw in sorted(read, key=lambda pair: pair[0].device_at.timestamp() if pair[0] else 0):
        if decision is None:
            answers.append({"id": raw.get("id", "") if isinstance(raw, dict) else "", "outcome": "unreadable"})
        elif decision.officer != actor.user_id:
            answers.append({"id": str(decision.id), "outcome": "other_officer"})
        else:
            row = offline_receive(actor=actor, decision=decision, raw=raw)
            answers.append(
                {
                    "id": str(decision.id),
                    "outcome": row.outcome,
                    "label": OUTCOME_LABELS[row.outcome].as_dict(),
                    "errors": row.errors,
                    "facts": row.facts,
                }
            )
    return JsonResponse({"outcomes": answers}, headers={"Cache-Control": "no-store"})


def _sent(request: HttpRequest) -> list[Any]:
    """Read the list; anything else is an empty one, and the booth keeps what it has."""
    try:
        body = json.loads(request.body[:LARGEST])
        found = body["decisions"]
    except (KeyError, TypeError, ValueError):
        return []
    return found[:MOST_AT_ONCE] if isinstance(found, list) else []
