"""The monthly draw of audits: an order anybody can work out again from the published seed and list (R-70).

One part is drawn at random, every movement alike; the other by weight, where a heavier movement is likelier to come
first. The order is that of whole numbers, so that every language finds the same one; `audit/compliance/verify_audits.py`
repeats these lines without the portal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from clearance.targeting.overlay import draw_value

RANDOM, RISK = "random", "risk"
PARTS = (RANDOM, RISK)
STEPS = 1000
HEAVIEST = 20


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the pool each part draws, in thousandths, and under which version of the rules."""

    version: str
    random: int
    risk: int

    def as_dict(self) -> dict[str, Any]:
        return {"version": self.version, "random": self.random, "risk": self.risk}


FOUNDING_SHARES = Shares("audit-draw-1", random=10, risk=20)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One movement of the pool as it is drawn: its token and its weight, a whole number from 1."""

    token: str
    weight: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """One movement drawn: by which part, and its place there, from 1."""

    token: str
    part: str
    place: int


def audit_token(trip_id: UUID | str) -> str:
    """Give the name under which a movement is drawn; who knows the trip's identifier can work it out."""
    return hashlib.sha256(f"preclear audit 1\n{trip_id}".encode()).hexdigest()


def weight_of(*, compliance: int, tier: str, findings: int) -> int:
    """Give the weight of a movement, 1 to 20: one, one more per five points of the compliance score, two for a carrier
    that is no member, one for tier 1, and three per finding of the last twelve months."""
    standing = {"T0": 2, "T1": 1}.get(tier, 0)
    return min(HEAVIEST, 1 + compliance // 5 + standing + 3 * findings)


def quota(pool: int, share: int) -> int:
    """Give how many of a pool a share draws, rounded up: a pool of one is not left out for its smallness."""
    return -(-pool * share // STEPS)


def audit_draw(seed: bytes, pool: Iterable[Ticket], shares: Shares) -> list[Chosen]:
    """Draw the pool: the random part first, the weighted part from what is left. Raises ValueError for a seed of nothing.

    The random part takes the lowest numbers of HMAC-SHA-256(seed, "random " + token), the weighted part the lowest of
    HMAC-SHA-256(seed, "risk " + token) divided by the weight.
    """
    if not seed:
        raise ValueError("a seed is needed")
    tickets = list(pool)
    by_chance = _lowest(seed, RANDOM, tickets, quota(len(tickets), shares.random))
    taken = {chosen.token for chosen in by_chance}
    rest = [ticket for ticket in tickets if ticket.token not in taken]
    return by_chance + _lowest(seed, RISK, rest, quota(len(tickets), shares.risk))


def _lowest(seed: bytes, part: str, tickets: list[Ticket], number: int) -> list[Chosen]:
    def key(ticket: Ticket) -> tuple[int, str]:
        value = draw_value(seed, f"{part} {ticket.token}")
        return (value if part == RANDOM else value // ticket.weight, ticket.token)

    lowest = sorted(tickets, key=key)[:number]
    return [Chosen(ticket.token, part, place) for place, ticket in enumerate(lowest, 1)]


def list_line(token: str, weight: int, part: str, place: int) -> str:
    """Give one movement as its line of the published list; a movement that was not drawn has no part and place 0."""
    return f"{token} {weight} {part or '-'} {place}\n"


def list_digest(lines: Iterable[str]) -> str:
    """Give the SHA-256 of the list, its lines in the order of their tokens."""
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
