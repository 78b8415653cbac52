"""What a record looked like on a day, from the history every change leaves (architecture rule 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portal.core import clock


@dataclass(frozen=True, slots=True)
class AsOf:
    """The fields of a record as they stood: values by name, since when they stood so, and the first moment on record.

    `values` is None when nothing is on record for that moment.
    """

    values: dict[str, Any] | None
    since: datetime | None
    first: datetime | None


def then_and_now(history: Any, record_id: UUID, at: datetime, fields: Sequence[str]) -> tuple[AsOf, AsOf]:
    """Read the history of a model as of a moment and as of now. Three queries."""
    rows = history.filter(id=record_id)
    first = rows.order_by("history_date", "history_id").values_list("history_date", flat=True).first()
    return _stood(rows, at, fields, first), _stood(rows, clock.now(), fields, first)


def _stood(rows: Any, at: datetime, fields: Sequence[str], first: datetime | None) -> AsOf:
    known = rows.filter(history_date__lte=at).order_by("-history_date", "-history_id")
    row = known.values("history_date", "history_type", *fields).first()
    if row is None or row.pop("history_type") == "-":
        return AsOf(None, None, first)
    since = row.pop("history_date")
    return AsOf(row, since, first)
