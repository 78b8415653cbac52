"""The draw: the same for everybody, nobody favoured, and the published program agrees (R-70)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from audit.compliance import verify_audits
from audit.compliance.domain.drawing import (
    HEAVIEST,
    RANDOM,
    RISK,
    Shares,
    Ticket,
    audit_draw,
    audit_token,
    list_digest,
    list_line,
    quota,
    weight_of,
)

SHARES = Shares("test", random=10, risk=20)
SEED = bytes(range(32))


def pool(number: int, weight: int = 1) -> list[Ticket]:
    return [Ticket(hashlib.sha256(f"{n}".encode()).hexdigest(), weight) for n in range(number)]


@pytest.mark.parametrize(
    ("size", "share", "drawn"), [(0, 10, 0), (1, 10, 1), (100, 10, 1), (101, 10, 2), (1000, 20, 20), (7, 1000, 7)]
)
def test_a_share_is_rounded_up(size: int, share: int, drawn: int) -> None:
    assert quota(size, share) == drawn


@pytest.mark.parametrize(
    ("compliance", "tier", "findings", "weight"),
    [(0, "T3", 0, 1), (0, "T1", 0, 2), (0, "T0", 0, 3), (19, "T2", 0, 4), (9, "T0", 2, 10), (19, "T0", 9, HEAVIEST)],
)
def test_the_weight_follows_doubts_standing_and_record(compliance: int, tier: str, findings: int, weight: int) -> None:
    assert weight_of(compliance=compliance, tier=tier, findings=findings) == weight


def test_the_draw_is_repeatable_takes_its_shares_and_nobody_twice() -> None:
    tickets = pool(1000)
    chosen = audit_draw(SEED, tickets, SHARES)
    assert chosen == audit_draw(SEED, reversed(tickets), SHARES)
    assert [each.part for each in chosen] == [RANDOM] * 10 + [RISK] * 20
    assert len({each.token for each in chosen}) == 30
    assert audit_draw(bytes(32), tickets, SHARES) != chosen
    with pytest.raises(ValueError, match="seed"):
        audit_draw(b"", tickets, SHARES)


def test_weight_counts_in_its_own_part_and_in_no_other() -> None:
    """Fifty of a thousand weigh twenty: about half of the weighted part, and a twentieth of the random part."""
    light = pool(1000)
    tickets = [Ticket(each.token, 20 if place < 50 else 1) for place, each in enumerate(light)]
    heavy = {each.token for each in tickets if each.weight == 20}
    hits = {RANDOM: 0, RISK: 0}
    for number in range(40):
        for each in audit_draw(hashlib.sha256(bytes([number])).digest(), tickets, SHARES):
            hits[each.part] += each.token in heavy
    assert 0 <= hits[RANDOM] <= 45  # 20 of 400 expected
    assert 330 <= hits[RISK] <= 480  # 410 of 800 expected


def published(number: int = 150) -> dict[str, Any]:
    """A month as the portal publishes it."""
    tickets = [Ticket(each.token, 1 + place % 9) for place, each in enumerate(pool(number))]
    chosen = {each.token: each for each in audit_draw(SEED, tickets, SHARES)}
    rows = [
        {
            "token": each.token,
            "weight": each.weight,
            "part": chosen[each.token].part if each.token in chosen else "",
            "place": chosen[each.token].place if each.token in chosen else 0,
        }
        for each in sorted(tickets, key=lambda each: each.token)
    ]
    return {
        "month": "2026-10",
        "commitment": hashlib.sha256(SEED).hexdigest(),
        "seed": SEED.hex(),
        "shares": SHARES.as_dict(),
        "list_digest": list_digest(list_line(**row) for row in rows),
        "movements": rows,
    }


def test_the_published_program_finds_the_same_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2026-10.json"
    month = published()
    file.write_text(json.dumps(month))
    token = next(row["token"] for row in month["movements"] if row["part"] == RISK)
    assert verify_audits.main(["", str(file), month["commitment"], token]) == 0
    words = capsys.readouterr().out
    assert "AS ANNOUNCED: 150 movements" in words
    assert "risk" in words
    assert verify_audits.main(["", str(file), "0" * 64]) == 1
    assert verify_audits.main(["", str(tmp_path / "missing.json")]) == 2


@pytest.mark.parametrize("what", ["weight", "part", "place", "token", "left out", "seed", "shares"])
def test_no_alteration_passes(what: str) -> None:
    month = published()
    row = next(row for row in month["movements"] if row["part"] == RISK)
    if what == "weight":
        row["weight"] += 1
    elif what == "part":
        row.update(part="", place=0)
    elif what == "place":
        row["place"] += 1
    elif what == "token":
        row["token"] = "f" * 64
    elif what == "left out":
        month["movements"].remove(row)
    elif what == "seed":
        month["seed"] = bytes(32).hex()
    else:
        month["shares"]["risk"] = 40
    assert verify_audits.check(month)


def test_the_token_names_the_trip_to_who_knows_it() -> None:
    assert audit_token("a") == hashlib.sha256(b"preclear audit 1\na").hexdigest()
