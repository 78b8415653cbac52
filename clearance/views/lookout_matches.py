"""Near matches: laid side by side, letter by letter, and judged by a targeting officer (requirements 4.8.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.lookouts.closed_lists import KINDS, QUALITIES, SOURCES
from clearance.domain.lookouts.words import DATES, DEGREES, PARTS, PARTS_OF
from clearance.domain.transitions import MATCH_WORKFLOW
from clearance.models import LookoutMatch
from clearance.selectors.lookouts import match_get, matches_waiting
from clearance.services.lookout_matches import match_confirm, match_refute
from clearance.services.lookouts import match_viewed
from clearance.views.acts import attempt, items_of, version_of
from portal.core.domain.errors import DomainError
from portal.core.domain.matching import Identity, letters
from portal.core.domain.subjects import Subject
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find
from portal.workflow.timeline import timeline

ROWS = 100
FIELDS = frozenset({"grounds"})


@require_GET
def matches(request: PortalRequest) -> HttpResponse:
    """Near matches that wait for the officer's agency, the soonest arrival first."""
    rows = [_row(match) for match in matches_waiting(actor=request.actor)[:ROWS]]
    return render(request, "clearance/lookouts/matches.html", {"rows": rows})


def _row(match: LookoutMatch) -> dict[str, Any]:
    return {
        "match": match,
        "state": MATCH_WORKFLOW.state(match.status),
        "degree": DEGREES[match.degree],
        "kind": KINDS[match.lookout.kind],
        "wanted": Identity.from_dict(match.lookout.identity).words,
        "filed": Identity.from_dict(match.filed).words,
        "likeness": round(100 * match.likeness),
        "dates": DATES.get(match.dates),
        "place": crossing_find(match.trip.crossing),
    }


@require_GET
def match(request: PortalRequest, match_id: UUID) -> HttpResponse:
    match_viewed(actor=request.actor, match=match_get(actor=request.actor, match_id=match_id))
    return _page(request, match_id)


@require_POST
def same(request: PortalRequest, match_id: UUID) -> HttpResponse:
    return _judge(request, match_id, match_confirm, _("Decided: the same. The trip is scored again."))


@require_POST
def different(request: PortalRequest, match_id: UUID) -> HttpResponse:
    return _judge(request, match_id, match_refute, _("Decided: not the same. This input does not match any more."))


def _judge(request: PortalRequest, match_id: UUID, service: Callable[..., Any], done: str) -> HttpResponse:
    version, grounds = version_of(request), request.POST.get("grounds", "").replace("\x00", "")

    def run() -> None:
        service(actor=request.actor, match_id=match_id, grounds=grounds, expected_version=version)
        messages.success(request, done)

    return attempt(
        run,
        lambda: redirect("clearance:lookout_match", match_id=match_id),
        lambda error: _page(request, match_id, error),
    )


def _page(request: PortalRequest, match_id: UUID, error: DomainError | None = None) -> HttpResponse:
    found = match_get(actor=request.actor, match_id=match_id)
    row = _row(found)
    place = row["place"]
    moves = {move.action for move in MATCH_WORKFLOW.available(found.status, request.actor)}
    context = {
        **row,
        "sides": _sides(found),
        "quality": QUALITIES[found.lookout.quality],
        "source": SOURCES[found.lookout.source_class],
        "port": place.name if place else found.trip.crossing,
        "may_confirm": "confirm" in moves,
        "may_refute": "refute" in moves,
        "grounds": request.POST.get("grounds", ""),
        "items": items_of(error, FIELDS),
        "entries": timeline(Subject("lookout_match", found.id), request.actor),
    }
    return render(request, "clearance/lookouts/match.html", context, status=error.status if error else 200)


def _sides(found: LookoutMatch) -> list[dict[str, Any]]:
    """Lay each part of the two identities side by side."""
    rows: list[dict[str, Any]] = []
    for name in PARTS_OF[found.lookout.kind]:
        wanted, filed = _text(found.lookout.identity.get(name)), _text(found.filed.get(name))
        if wanted or filed:
            pieces = letters(wanted, filed) if wanted and filed else ()
            equal = bool(pieces) and all(piece.same for piece in pieces)
            rows.append({"label": PARTS[name], "wanted": wanted, "filed": filed, "pieces": pieces, "equal": equal})
    return rows


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
