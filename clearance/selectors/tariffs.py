"""Both countries' tariffs beside what was filed: the lines of one trip, and a year of a trader's goods (R-73)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Left

from clearance.domain.origin_pilot import (
    WAIVED,
    WORDS,
    LineTariff,
    Pilot,
    Tariffs,
    lines_compared,
    origin_proof,
    pilot_on,
)
from clearance.models import GoodsLine
from clearance.selectors.trips import trips_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.reference.selectors import hs_many, rates_on

YEAR = timedelta(days=365)
MOST = 500


def tariffs_of(manifest: Mapping[str, Any], arrival: datetime) -> list[LineTariff]:
    """Compare every line of a filing under the rates and the pilot of its day of arrival. No query when warm."""
    day = arrival.date()
    codes = [
        line.get("hs_code", "") for shipment in manifest.get("shipments", []) for line in shipment.get("lines", [])
    ]
    return lines_compared(manifest, rates_on(codes, day), pilot_on(day))


@dataclass(frozen=True, slots=True)
class GoodsTariff:
    """One six-digit code of a year's filings: how many lines, and its rates."""

    code: str
    name: Text
    lines: int
    rates: Tariffs | None
    proof: str

    @property
    def words(self) -> Text:
        return WORDS[self.proof]


@dataclass(frozen=True, slots=True)
class TariffReport:
    """A year's codes, the greatest difference first, and how many proofs of origin were not needed."""

    goods: tuple[GoodsTariff, ...]
    pilot: Pilot | None
    since: date

    @property
    def avoided(self) -> int:
        return sum(one.lines for one in self.goods if one.proof == WAIVED)

    @property
    def lines(self) -> int:
        return sum(one.lines for one in self.goods)


def tariff_report(*, actor: Actor) -> TariffReport:
    """Count the lines of the current versions of every trip the actor may see, one year back, in one query.

    Judged by today's rates and pilot. At most `MOST` codes, the most frequent ones.
    """
    now = clock.now()
    today = now.date()
    trips = trips_for_actor(actor=actor).filter(eta__gte=now - YEAR).exclude(status="cancelled")
    counted = (
        GoodsLine.objects.filter(
            version__trip__in=trips.order_by().values("id"), version__number=F("version__trip__current_version")
        )
        .annotate(code=Left("hs_code", 6))
        .values("code")
        .annotate(lines=Count("id"))
        .order_by("-lines", "code")[:MOST]
    )
    rows = list(counted)
    rates = rates_on([row["code"] for row in rows], today)
    names = hs_many([row["code"] for row in rows])
    pilot = pilot_on(today)
    goods = [
        GoodsTariff(
            row["code"],
            names[row["code"]].description if row["code"] in names else Text(row["code"], row["code"]),
            row["lines"],
            rates.get(row["code"]),
            origin_proof(rates.get(row["code"]), pilot),
        )
        for row in rows
    ]
    goods.sort(key=lambda one: (one.rates is None, -(one.rates.difference if one.rates else 0), one.code))
    return TariffReport(tuple(goods), pilot, (now - YEAR).date())
