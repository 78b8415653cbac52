"""What was answered the last time the same product was filed, so that nobody types it again (R-23, R-24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from clearance.domain.partners import QUESTIONS
from clearance.models import GoodsLine, TripVersion

Product = tuple[str, str]  # HS code and description
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Reused:
    """Answers of an earlier filing that can be true again, and where they come from."""

    answers: dict[str, str]
    trip_number: str
    filed_at: datetime


def answers_last(*, organisation_id: UUID, products: Iterable[Product]) -> dict[Product, Reused]:
    """Give for each product the answers of its last filing by or for the organisation: two queries at most.

    Numbers that name one consignment only are left out.
    """
    wanted = {product for product in products if all(product)}
    if not wanted:
        return {}
    mine = Q(version__trip__carrier_id=organisation_id) | Q(version__trip__filer_id=organisation_id)
    rows = (
        GoodsLine.objects.filter(mine, hs_code__in={code for code, _ in wanted})
        .filter(description__in={words for _, words in wanted})
        .order_by("-version__filed_at")
        .values_list("version_id", flat=True)[:LOOKED_AT]
    )
    versions = TripVersion.objects.filter(pk__in=set(rows)).select_related("trip").order_by("-filed_at")
    found: dict[Product, Reused] = {}
    for version in versions if rows else ():
        for product, answers in _answered(version.manifest):
            if product in wanted and product not in found:
                found[product] = Reused(answers, version.trip.trip_number, version.filed_at)
    return found


def _answered(filing: Mapping[str, Any]) -> Iterable[tuple[Product, dict[str, str]]]:
    for shipment in filing.get("shipments", ()):
        for line in shipment.get("lines", ()):
            kept = {entry["question"]: entry["value"] for entry in line.get("answers", ()) if _again(entry["question"])}
            if kept:
                yield (str(line.get("hs_code", "")), str(line.get("description", ""))), kept


def _again(code: str) -> bool:
    question = QUESTIONS.get(code)
    return question is not None and not question.once
