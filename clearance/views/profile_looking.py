"""Looking at a profile without changing it: what differs, one trip under it, the latest trips under it (R-35, R-37)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.profile_words import CHANGE_LABELS
from clearance.selectors import profile_get, profile_list
from clearance.selectors.profile_checks import profile_read
from clearance.selectors.profiles import profile_in_force
from clearance.services import profile_try
from clearance.targeting.comparing import differences
from clearance.targeting.wording import evidence_words
from clearance.views.profiles import SHOWN, profile_page
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest


@require_GET
def compare(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    """Say in words what differs from another version, by default from the one it was made from."""
    found = profile_get(actor=request.actor, profile_id=profile_id)
    others = [one for one in profile_list(actor=request.actor)[:SHOWN] if one.id != found.id]
    other = _other(request, others, found.based_on)
    changes: list[dict[str, Any]] = []
    before = None
    if other is not None:
        before = profile_get(actor=request.actor, profile_id=other.id)
        made = differences(profile_read(before.document), profile_read(found.document))
        changes = [
            {
                "rule": change.rule,
                "kind": CHANGE_LABELS[change.kind],
                "parts": [{"label": part.label, "before": part.before, "after": part.after} for part in change.parts],
            }
            for change in made
        ]
    context = {
        "profile": found,
        "other": before,
        "others": others,
        "changes": changes,
        "before_label": Text(f"Version {before.number}", f"Version {before.number}") if before else "",
        "after_label": Text(f"Version {found.number}", f"Version {found.number}"),
    }
    return render(request, "clearance/profiles/compare.html", context)


def _other(request: PortalRequest, others: list[Any], based_on: int | None) -> Any:
    wanted = request.GET.get("against", "")
    if wanted:
        for one in others:
            if str(one.number) == wanted:
                return one
        raise NotFound
    by_number = {one.number: one for one in others}
    in_force = next((one for one in others if one.status == "active"), None)
    return by_number.get(based_on) or in_force or next(iter(others), None)


@require_POST
def attempt_trip(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    """Score one trip under this version and show every contribution; the look is in the trail, nothing is kept."""
    try:
        tried = profile_try(actor=request.actor, profile_id=profile_id, trip_number=request.POST.get("trip", ""))
    except NotFound:
        raise
    except DomainError as error:
        return profile_page(request, profile_id, error)
    hits = [
        {
            "hit": hit,
            "why": [evidence_words(item.as_dict()) for item in hit.evidence],
        }
        for hit in sorted(tried.explanation.result.hits, key=lambda hit: (-abs(hit.points), hit.rule))
    ]
    return profile_page(request, profile_id, tried=tried, hits=hits)


@require_GET
def expected(request: PortalRequest, profile_id: UUID) -> HttpResponse:
    """Replay the latest trips under this version and the one in force."""
    found = profile_get(actor=request.actor, profile_id=profile_id)
    read = profile_read(found.document)
    from clearance.selectors.profile_history import profile_expected, recent_trips  # brings polars

    made = profile_expected(read, recent_trips(), profile_in_force())
    rows = [{"rule": rule, "hits": made.rules.get(rule.id, 0)} for rule in read.rules]
    totals = [
        {"label": label, "now": made.now.get(key), "then": made.counts.get(key, 0)} for key, label in TOTALS.items()
    ]
    return render(
        request, "clearance/profiles/history.html", {"profile": found, "made": made, "rows": rows, "totals": totals}
    )


TOTALS = {
    "mandatory": Text("Sent to secondary by a mandatory rule", "Envoyés au secondaire par une règle obligatoire"),
    "refer": Text("Sent to secondary in all", "Envoyés au secondaire en tout"),
    "audit": Text("Marked for an audit", "Désignés pour une vérification"),
}
