"""What is published shows nobody: small groups, names left in a text, two people (3.1, 7; 4.11)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from uuid import UUID

import pytest

from appeals.domain.publication import FEWEST, PUBLICATION, Facts, generalised, leaks, names_in
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

HERE = Facts("demotion", "T2", "lakes")
ALLOWED = {("redacted", "publish"), ("redacted", "send_back"), ("returned", "redact")}


@pytest.mark.parametrize(("same", "tier", "kind"), list(product(range(6), range(6), range(6))))
def test_what_is_published_is_shared_by_at_least_five_or_is_the_ground_alone(same: int, tier: int, kind: int) -> None:
    others = [HERE] * same + [Facts("demotion", "T2", "pacific")] * tier + [Facts("demotion", "T1", "quebec")] * kind
    found = generalised(HERE, [*others, *[Facts("fee")] * 9])
    if same + 1 >= FEWEST:
        assert found == HERE
    elif same + tier + 1 >= FEWEST:
        assert found == Facts("demotion", "T2")
    else:
        assert found == Facts("demotion")


@pytest.mark.parametrize(
    "text", ["Example Carrier ABCD lost.", "EXAMPLE  CARRIER\nABCD lost.", "the decision md 2026 00007 of May"]
)
def test_a_name_is_found_whatever_its_capitals_and_breaks(text: str) -> None:
    assert leaks(text, ["Example Carrier ABCD", "MD-2026-00007"])


def test_what_names_nobody_passes_and_the_record_says_what_to_look_for() -> None:
    record = {
        "about": {"number": "MD-1", "decided_by": "Officer 12"},
        "decision": {"membership": "FC-9", "number": "MD-1"},
    }
    names = names_in(record, "Example Carrier", "", "JC-1")
    assert names == ("MD-1", "Officer 12", "FC-9", "Example Carrier", "JC-1")
    assert leaks("The carrier showed the log of its yard.", names) == []


@dataclass
class Row:
    redacted_by_id: UUID | None = None


@pytest.mark.parametrize("state", [state.code for state in PUBLICATION.states])
@pytest.mark.parametrize("action", PUBLICATION.actions)
def test_two_people_publish(state: str, action: str) -> None:
    for role, hand in product(("commission.registrar", "commission.member", "officer.supervisor", "auditor"), (1, 2)):
        actor = Actor(kind="commission", user_id=UUID(int=1), roles=frozenset({role}))
        try:
            PUBLICATION.check(Row(UUID(int=hand)), state, action, actor)
            permitted = True
        except DomainError:
            permitted = False
        other_hand = hand == 2 or action == "redact"
        expected = (state, action) in ALLOWED and role.startswith("commission.") and other_hand
        assert permitted is expected, (state, action, role, hand)
