"""Rules and data elements for everybody to read: made from the program, searchable, one anchor each (R-21, R-22)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clearance.domain.help_pages import NEEDS, ElementGroup, element_groups, release_families, rule_entries
from clearance.selectors import element_use
from portal.core import clock
from portal.core.http import PortalRequest

LONGEST = 80
MOST_WORDS = 8


@require_GET
def docs_rules(request: PortalRequest) -> HttpResponse:
    query, words = _search(request)
    entries = [entry for entry in rule_entries() if entry.holds(words)]
    return render(request, "site/docs_rules.html", {"entries": entries, "query": query, "count": len(entries)})


@require_GET
def docs_elements(request: PortalRequest) -> HttpResponse:
    """The registry; a signed-in organisation also sees when it last gave each element."""
    query, words = _search(request)
    groups = [found for group in element_groups() if (found := _narrowed(group, words)).entries]
    uses = element_use(actor=request.actor) if request.actor is not None else {}
    context: dict[str, Any] = {
        "groups": [{"group": group, "rows": [_row(entry, uses) for entry in group.entries]} for group in groups],
        "families": [
            {"title": title, "rows": [_release_row(kind) for kind in kinds]} for title, kinds in release_families()
        ],
        "uses": bool(uses),
        "query": query,
        "count": sum(len(group.entries) for group in groups),
    }
    return render(request, "site/docs_elements.html", context)


def _search(request: PortalRequest) -> tuple[str, list[str]]:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    return query, query.casefold().split()[:MOST_WORDS]


def _narrowed(group: ElementGroup, words: list[str]) -> ElementGroup:
    return replace(group, entries=tuple(entry for entry in group.entries if entry.holds(words)))


def _row(entry: Any, uses: dict[str, Any]) -> dict[str, Any]:
    used = [uses[path] for path in entry.paths if path in uses]
    return {"entry": entry, "use": max(used, key=lambda use: use.at, default=None)}


def _release_row(kind: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "in_force": kind.in_force(clock.now().date()),
        "needs": [(path, NEEDS[need]) for path, need in kind.needs.items()],
    }
