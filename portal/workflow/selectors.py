"""What waits for the second of two keys, over every kind of record that takes the keys of both agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, F, QuerySet, Value

from portal.workflow.registry import Registration, registrations

# How a status names whose key it has; the other agency's is awaited.
AWAITED = {"_cbp": "CBSA", "_cbsa": "CBP"}


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many records of a workflow have one key and wait for the agency's."""

    workflow: str
    agency: str
    count: int


def awaited_by(status: str) -> str:
    """Give the agency whose key a status waits for; empty when it waits for none."""
    return next((agency for ending, agency in AWAITED.items() if status.endswith(ending)), "")


def two_key_workflows() -> tuple[Registration, ...]:
    """Give the registrations of workflows that take two keys."""
    return tuple(one for one in registrations() if any(awaited_by(state.code) for state in one.workflow.states))


def second_keys_awaited() -> list[Awaited]:
    """Count what waits for a second key, by workflow and agency. One query; nothing is said of any record."""
    first, *others = (_counted(one) for one in two_key_workflows())
    found: dict[tuple[str, str], int] = {}
    for workflow, status, count in first.union(*others, all=True):
        place = (workflow, awaited_by(status))
        found[place] = found.get(place, 0) + count
    return [Awaited(workflow, agency, count) for (workflow, agency), count in sorted(found.items())]


def _counted(one: Registration) -> QuerySet[Any, tuple[str, str, int]]:
    waiting = [state.code for state in one.workflow.states if awaited_by(state.code)]
    rows = apps.get_model(one.model_label)._default_manager.filter(**{f"{one.field}__in": waiting}).order_by()
    named = rows.annotate(workflow=Value(one.workflow.name, CharField()), at=F(one.field))
    counted: QuerySet[Any, tuple[str, str, int]]
    counted = named.values("workflow", "at").annotate(count=Count("pk")).values_list("workflow", "at", "count")
    return counted
