"""Random selection from a committed seed: the day's commitment first, the draws under it, the seed at last (R-43)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from audit.trail.services import record
from clearance.models import DrawDay, RandomDraw, Trip
from clearance.services.endpoints import secret_seal, secret_unseal
from clearance.targeting.overlay import SEED_BYTES, commitment, draw_token, drawn, kept_rate, list_line
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.subjects import Subject

DRAWS = system_actor("random draws")
PUBLISH_AFTER = timedelta(minutes=15)  # what was being scored at midnight has long been written


@dataclass(frozen=True, slots=True)
class Drawn:
    """Whether a trip is drawn, under which commitment, and the tokens of its draws for the score."""

    hit: bool
    commitment: str
    draws: tuple[dict[str, Any], ...] = ()


NO_DRAW = Drawn(hit=False, commitment="")


def trip_draw(*, trip: Trip, tier: str, rate: float) -> Drawn:
    """Draw the trip, which its caller has locked.

    Once drawn a trip stays drawn, whatever is amended. One that was not is drawn again only when a new version has
    a higher rate: nobody escapes a draw by filing again, and nobody buys a low rate with one driver for another.
    """
    made = list(RandomDraw.objects.filter(trip=trip).select_related("day").order_by("number"))
    signed = kept_rate(rate)
    if not any(draw.drawn for draw in made) and signed > max((draw.rate for draw in made), default=Decimal(0)):
        made.append(_draw(trip, len(made) + 1, tier, signed))
    return Drawn(
        hit=any(draw.drawn for draw in made),
        commitment=made[-1].day.commitment if made else "",
        draws=tuple(_kept(draw) for draw in made),
    )


def _draw(trip: Trip, number: int, tier: str, rate: Decimal) -> RandomDraw:
    now = clock.now()
    day = draw_day_ensure(now.date())
    token = draw_token(trip.id, number)
    return RandomDraw.objects.create(
        day=day,
        trip=trip,
        number=number,
        token=token,
        tier=tier,
        rate=rate,
        drawn=drawn(bytes.fromhex(secret_unseal(day.sealed_seed)), token, rate),
        drawn_at=now,
    )


def _kept(draw: RandomDraw) -> dict[str, Any]:
    return {
        "day": draw.day.day.isoformat(),
        "token": draw.token,
        "tier": draw.tier,
        "rate": f"{draw.rate:.5f}",
        "drawn": draw.drawn,
    }


def draw_day_ensure(day: date) -> DrawDay:
    """Give the day's row; commit to a new seed when there is none yet. A commitment after the day began shows as late.

    Two processes at once: the second takes the first one's seed.
    """
    found = DrawDay.objects.filter(day=day).first()
    if found is not None:
        return found
    seed = secrets.token_bytes(SEED_BYTES)
    try:
        with transaction.atomic():
            made = DrawDay.objects.create(
                day=day, sealed_seed=secret_seal(seed.hex()), commitment=commitment(seed), committed_at=clock.now()
            )
            record(
                actor=DRAWS,
                event="clearance.draw.committed",
                subject=Subject("draw_day", made.id),
                body={"day": day.isoformat(), "commitment": made.commitment, "late": made.late},
            )
    except IntegrityError:
        return DrawDay.objects.get(day=day)
    return made


def draw_days_keep() -> int:
    """Commit to tomorrow, and to today when that was missed; publish every day that is over. Gives how many were."""
    now = clock.now()
    for day in (now.date(), now.date() + timedelta(days=1)):
        draw_day_ensure(day)
    last = (now - PUBLISH_AFTER).date()
    return sum(draw_day_publish(day=day) for day in list(_unpublished(last)))


def _unpublished(before: date) -> list[date]:
    return list(DrawDay.objects.filter(seed="", day__lt=before).order_by("day").values_list("day", flat=True))


@transaction.atomic
def draw_day_publish(*, day: date) -> bool:
    """Publish the seed of a day that is over, with the digest of its list; says whether this call did it.

    The row's lock waits for draws still being written; after it a trigger refuses any more.
    """
    row = DrawDay.objects.select_for_update().filter(day=day).first()
    now = clock.now()
    if row is None or row.seed or now < row.ends_at:
        return False
    lines = draw_lines(row)
    row.seed = secret_unseal(row.sealed_seed)
    row.published_at = now
    row.list_digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    row.draw_count = len(lines)
    row.save(update_fields=["seed", "published_at", "list_digest", "draw_count"])
    record(
        actor=DRAWS,
        event="clearance.draw.published",
        subject=Subject("draw_day", row.id),
        body={"day": day.isoformat(), "seed": row.seed, "list_digest": row.list_digest, "draws": row.draw_count},
    )
    return True


def draw_lines(day: DrawDay) -> list[str]:
    """Give the list of a day as it is digested: one line per draw, in the order of their tokens."""
    rows = RandomDraw.objects.filter(day=day).order_by("token").values_list("token", "tier", "rate", "drawn")
    return [list_line(*row) for row in rows]
