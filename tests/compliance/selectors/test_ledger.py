"""A member's figures beside a recount in plain Python (R-39, R-05)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from audit.compliance.domain.ledger_period import Period
from audit.compliance.models import Movement
from audit.compliance.selectors.ledger import ledger_for, ledger_of
from portal.core.domain.errors import NotFound
from portal.core.ids import uuid7
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.ledger import move

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2026, 1, 1), date(2026, 6, 1))


def scattered(seed: int) -> tuple[list[Movement], list[Movement]]:
    """A member of both sides of joining and some non-members, over ports, chapters, bands and a year and a half."""
    chance, member, others = random.Random(seed), uuid7(), [uuid7() for _ in range(3)]
    own, rest = [], []
    for organisation, rows, count in ((member, own, 300), *((other, rest, 300) for other in others)):
        for _ in range(count):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(540))
            mine = organisation == member and day >= date(2026, 2, 10)
            rows += move(
                organisation,
                day,
                1,
                inspected=int(chance.random() < 0.2),
                tier=chance.choice(("T1", "T2")) if mine else "T0",
                crossing=chance.choice(("ambassador-bridge", "peace-bridge")),
                chapter=chance.choice(("87", "84", "")),
                band=chance.randrange(4),
                minutes=chance.choice((None, 10, 40, 70)),
            )
    return own, rest


def test_r39_the_figures_are_those_of_a_plain_recount(django_assert_num_queries: Any) -> None:
    own, rest = scattered(7)
    member = own[0].organisation_id
    joined = min(row.day for row in own if row.tier != "T0")
    with django_assert_num_queries(3):
        found = ledger_of(member, PERIOD)
    now = [row for row in own if row.tier != "T0" and PERIOD.first <= row.day <= PERIOD.until]
    before = [row for row in own if row.tier == "T0" and joined - timedelta(days=365) <= row.day < joined]
    peers = [row for row in rest if joined.replace(day=1) <= row.day <= PERIOD.until]
    assert found.joined == joined
    assert (found.own.movements, found.own.inspected) == (len(now), sum(row.inspected for row in now))
    assert (found.before.movements, found.before.inspected) == (len(before), sum(row.inspected for row in before))

    def kind(row: Movement) -> tuple[str, str, str, int]:
        return row.crossing, row.direction, row.chapter, row.band

    share = met = 0.0
    for row in now:
        like = [one for one in peers if kind(one) == kind(row)]
        if like:
            met += 1
            share += sum(one.inspected for one in like) / len(like)
    assert found.matched.peers is not None
    assert found.matched.own is not None
    assert found.matched.own.n == met
    assert found.matched.alone == len(now) - met
    assert found.matched.peers.share == pytest.approx(share / met)
    assert sum(one.own.movements for one in found.tiers) == len(now)


def test_a_member_without_a_movement_has_an_empty_ledger() -> None:
    found = ledger_of(uuid7(), PERIOD)
    assert (found.joined, found.own.movements, found.shortfalls) == (None, 0, ())


def test_own_movements_of_before_are_nobody_elses() -> None:
    """A member that joined in mid-month is not compared with itself."""
    member = uuid7()
    move(member, date(2026, 3, 2), 50, inspected=50)
    move(member, date(2026, 3, 20), 10, tier="T1")
    assert ledger_of(member, PERIOD).matched.peers is None


def test_figures_are_the_members_own() -> None:
    organisation = make_organisation("carrier")
    for reader in (member_actor(organisation), staff_actor("auditor", "CBP"), staff_actor("administrator")):
        assert ledger_for(actor=reader, organisation_id=organisation.id, period=PERIOD).own.movements == 0
    for stranger in (member_actor(make_organisation("carrier")), staff_actor("officer.primary", "CBP")):
        with pytest.raises(NotFound):
            ledger_for(actor=stranger, organisation_id=organisation.id, period=PERIOD)
